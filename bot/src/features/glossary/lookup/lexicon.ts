import type { Language } from "#features/glossary/contract.ts";

/* Finding terms in running text, whatever form they are inflected in. */

/** The forms by which a word is found: two words are the same where they have one in common. */
export type FormsOf = (word: string, language: Language) => readonly string[];

export type Hit<Subject> = { found: string; start: number; end: number; subjects: Subject[] };

type Candidate<Subject> = { words: (readonly string[])[]; subject: Subject };

/** Terms of one language by the forms of their first word: a text is looked through once, however many terms there are. */
export type Lexicon<Subject> = {
  add(term: string, subject: Subject): void;
  remove(term: string, subject: Subject): void;
  /** From left to right, the longest term at each place. */
  find(text: string): Hit<Subject>[];
};

export function createLexicon<Subject>(language: Language, formsOf: FormsOf): Lexicon<Subject> {
  const candidates = new Map<string, Candidate<Subject>[]>();
  const formsIn = (text: string) => wordsIn(text).map(({ word }) => formsOf(word, language));

  return {
    add(term, subject) {
      const words = formsIn(term);
      for (const form of words[0] ?? []) {
        const known = candidates.get(form);
        if (known) known.push({ words, subject });
        else candidates.set(form, [{ words, subject }]);
      }
    },

    remove(term, subject) {
      for (const form of formsIn(term)[0] ?? []) {
        const left = candidates.get(form)?.filter((candidate) => candidate.subject !== subject) ?? [];
        if (left.length > 0) candidates.set(form, left);
        else candidates.delete(form);
      }
    },

    find(text) {
      const words = wordsIn(text).map((each) => ({ ...each, forms: formsOf(each.word, language) }));
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

type Read = { word: string; start: number; end: number };

function longest<Subject>(
  words: readonly (Read & { forms: readonly string[] })[],
  at: number,
  candidates: ReadonlyMap<string, readonly Candidate<Subject>[]>,
): { length: number; subjects: Set<Subject> } {
  let best = { length: 0, subjects: new Set<Subject>() };
  for (const form of words[at]?.forms ?? []) {
    for (const { words: sought, subject } of candidates.get(form) ?? []) {
      if (sought.length < best.length || !sought.every((forms, n) => meet(forms, words[at + n]?.forms)))
        continue;
      if (sought.length > best.length) best = { length: sought.length, subjects: new Set() };
      best.subjects.add(subject);
    }
  }
  return best;
}

const meet = (some: readonly string[], others: readonly string[] = []): boolean =>
  some.some((form) => others.includes(form));

/** Letters and digits, with hyphens and apostrophes inside. */
const word = /[\p{L}\p{N}\p{M}]+(?:[-'’][\p{L}\p{N}\p{M}]+)*/gu;

export const wordsIn = (text: string): Read[] =>
  Array.from(text.matchAll(word), ({ 0: found, index }) => ({
    word: found.normalize("NFC").toLowerCase(),
    start: index,
    end: index + found.length,
  }));
