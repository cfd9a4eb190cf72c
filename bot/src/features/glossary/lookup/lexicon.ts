import type { Language } from "#features/glossary/contract.ts";
import { inOnePiece, type PlacedWord, placedWordsIn } from "#platform/search/languages/words.ts";

/* Finding terms in running text, whatever form they are inflected in. */

/** A word of a text is a term's word where one of its readings is one of the term's forms. */
export type Inflection = {
  formsOf(word: string, language: Language): readonly string[];
  readingsOf(word: string, language: Language): readonly string[];
};

export type Hit<Subject> = { found: string; start: number; end: number; subjects: Subject[] };

/** The forms of each of its words. */
type Candidate<Subject> = { words: ReadonlySet<string>[]; subject: Subject };
type Read = PlacedWord & { readings: readonly string[] };

/** Terms of one language by the forms of their first word: a text is looked through once, however many terms there are. */
export type Lexicon<Subject> = {
  add(term: string, subject: Subject): void;
  remove(term: string, subject: Subject): void;
  /** From left to right, the longest term at each place. */
  find(text: string): Hit<Subject>[];
};

export function createLexicon<Subject>(
  language: Language,
  { formsOf, readingsOf }: Inflection,
): Lexicon<Subject> {
  const candidates = new Map<string, Candidate<Subject>[]>();
  const wordsOf = (term: string) =>
    placedWordsIn(term).map(({ word }) => new Set(formsOf(inOnePiece(word), language)));

  return {
    add(term, subject) {
      const words = wordsOf(term);
      for (const form of words[0] ?? []) {
        const known = candidates.get(form);
        if (known) known.push({ words, subject });
        else candidates.set(form, [{ words, subject }]);
      }
    },

    remove(term, subject) {
      for (const form of wordsOf(term)[0] ?? []) {
        const left = candidates.get(form)?.filter((candidate) => candidate.subject !== subject) ?? [];
        if (left.length > 0) candidates.set(form, left);
        else candidates.delete(form);
      }
    },

    find(text) {
      const words = placedWordsIn(text).map((each) => ({
        ...each,
        readings: readingsOf(each.word, language),
      }));
      const hits: Hit<Subject>[] = [];
      for (let at = 0; at < words.length; ) {
        const here = longest(words, at, candidates);
        const [first, last] = [words[at], words[at + here.length - 1]];
        if (first && last && here.length > 0) {
          const [start, end] = [first.start, last.end];
          hits.push({ found: text.slice(start, end), start, end, subjects: [...here.subjects] });
        }
        at += Math.max(1, here.length);
      }
      return hits;
    },
  };
}

function longest<Subject>(
  words: readonly Read[],
  at: number,
  candidates: ReadonlyMap<string, readonly Candidate<Subject>[]>,
): { length: number; subjects: Set<Subject> } {
  let best = { length: 0, subjects: new Set<Subject>() };
  for (const reading of words[at]?.readings ?? []) {
    for (const { words: sought, subject } of candidates.get(reading) ?? []) {
      if (sought.length < best.length || !sought.every((forms, n) => isOneOf(forms, words[at + n]?.readings)))
        continue;
      if (sought.length > best.length) best = { length: sought.length, subjects: new Set() };
      best.subjects.add(subject);
    }
  }
  return best;
}

const isOneOf = (forms: ReadonlySet<string>, readings: readonly string[] = []): boolean =>
  readings.some((reading) => forms.has(reading));
