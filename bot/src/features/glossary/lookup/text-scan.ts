import { setImmediate as nextTurn } from "node:timers/promises";
import { keepingUp } from "#features/glossary/concepts/derived-cache.ts";
import { type Entry, inLanguages, publicEntry } from "#features/glossary/concepts/entry.ts";
import { type Language, languages } from "#features/glossary/contract.ts";
import { formsOfTerm, readingsOf } from "#platform/search/languages/word-forms.ts";
import type { Index } from "#platform/search/search.ts";
import { createLexicon, type Hit, type Inflection, type Lexicon } from "./lexicon.ts";
import { languagesOf } from "./text-language.ts";

type Listed = Entry["terms"]["sv"][number];
/** A decided term, and the concept that it stands in. */
type Named = { entry: Entry; term: Listed };
type State = { lexicons: Record<Language, Lexicon<Named>>; named: Map<Entry, Record<Language, Named[]>> };

export type Avoided = { found: string; preferred: string[]; conceptId: string };
export type Hint = { found: string; conceptId: string; preferred: string[]; avoid: string[] };
/** A term to avoid, and where it stands: some words on either side. */
export type Finding = Avoided & {
  language: Language;
  status: "deprecated" | "superseded";
  before: string;
  after: string;
};

const contextLength = 40;
/** Some 5 ms of work, and then other requests are answered. */
const changesInOneGo = 10;

export type InText = ReturnType<typeof inText>;

const inflection: Inflection = { formsOf: formsOfTerm, readingsOf };

/** The glossary's decided terms in running text, in whatever form they are inflected. */
export function inText(index: Pick<Index<Entry>, "all">) {
  const stateOf = keepingUp<Entry, State>(
    index,
    () => ({ lexicons: inLanguages((language) => createLexicon(language, inflection)), named: new Map() }),
    async ({ lexicons, named }, changes) => {
      for (const [at, { before, after }] of changes.entries()) {
        if (at % changesInOneGo === changesInOneGo - 1) await nextTurn();
        const gone = before && named.get(before);
        if (gone) each(gone, (language, one) => lexicons[language].remove(one.term.term, one));
        if (before) named.delete(before);
        const seen = after && publicEntry(after);
        if (!seen) continue;
        const come = inLanguages((language) => seen.terms[language].map((term) => ({ entry: seen, term })));
        each(come, (language, one) => lexicons[language].add(one.term.term, one));
        named.set(after, come);
      }
    },
  );

  async function find(tenantId: string, text: string, language: Language): Promise<Hit<Named>[]> {
    return (await stateOf(tenantId)).lexicons[language].find(text);
  }

  /** A word that is right for one thing is not told to be wrong for another. */
  async function avoidedHits(tenantId: string, text: string, language: Language) {
    const hits = await find(tenantId, text, language);
    return hits.flatMap((hit) =>
      hit.subjects.some(({ term }) => isRight(term))
        ? []
        : hit.subjects.map(({ entry, term }) => ({ ...hit, entry, status: statusToAvoid(term) })),
    );
  }

  return {
    /** What the text had better not say in its language, each once. */
    async avoided(tenantId: string, text: string, language: Language): Promise<Avoided[]> {
      const hits = await avoidedHits(tenantId, text, language);
      return eachOnce(hits.map(({ found, entry }) => told(found, entry, language)));
    },

    /** The same for a text in whichever languages it is written, with where it stands, in the order of the text. */
    async check(tenantId: string, text: string): Promise<Finding[]> {
      const found: (Finding & { start: number })[] = [];
      for (const language of languagesOf(text))
        for (const { start, end, entry, status, ...hit } of await avoidedHits(tenantId, text, language))
          found.push({
            ...told(hit.found, entry, language),
            language,
            status,
            start,
            before: contextBefore(text, start),
            after: contextAfter(text, end),
          });
      found.sort((one, other) => one.start - other.start);
      return eachOnce(found.map(({ start: _, ...finding }) => finding));
    },

    /** The text's terms, and what they are in another language. */
    async hints(tenantId: string, text: string, from: Language, to: Language): Promise<Hint[]> {
      const hits = await find(tenantId, text, from);
      return eachOnce(
        hits.flatMap(({ found, subjects }) =>
          [...new Set(subjects.map(({ entry }) => entry))].map((entry) => ({
            ...told(found, entry, to),
            avoid: entry.terms[to].filter((term) => !isRight(term)).map(({ term }) => term),
          })),
        ),
      ).filter(({ preferred, avoid }) => preferred.length + avoid.length > 0);
    },
  };
}

const isRight = ({ status }: Pick<Listed, "status">): boolean =>
  status === "preferred" || status === "admitted";

const statusToAvoid = ({ status }: Listed): Finding["status"] =>
  status === "superseded" ? "superseded" : "deprecated";

/** With the terms to use instead: the preferred ones, or where there are none those that are admitted. */
function told(found: string, entry: Entry, language: Language): Avoided {
  const right = entry.terms[language].filter(isRight);
  const best = right.filter(({ status }) => status === "preferred");
  const preferred = (best.length > 0 ? best : right).map(({ term }) => term);
  return { found, preferred, conceptId: entry.id };
}

/** By what was found and the concept, the first time. */
function eachOnce<T extends { found: string; conceptId: string }>(all: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const one of all) {
    const key = `${one.conceptId} ${one.found.toLowerCase()}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function each(named: Record<Language, Named[]>, run: (language: Language, one: Named) => void): void {
  for (const language of languages) for (const one of named[language]) run(language, one);
}

/** The words before, on one line, cut at a word; "…" where there is more. */
function contextBefore(text: string, start: number): string {
  const cut = onOneLine(text.slice(Math.max(0, start - contextLength), start));
  return start > contextLength ? cut.replace(/^\S*\s/, "… ") : cut.trimStart();
}

function contextAfter(text: string, end: number): string {
  const cut = onOneLine(text.slice(end, end + contextLength));
  return text.length - end > contextLength ? cut.replace(/\s\S*$/, " …") : cut.trimEnd();
}

const onOneLine = (text: string): string => text.toWellFormed().replace(/\s+/g, " ");
