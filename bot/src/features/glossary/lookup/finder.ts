import type { Reader } from "#features/glossary/concepts/access.ts";
import { seenBy } from "#features/glossary/concepts/concept-view.ts";
import { type Entry, isIn, rowOf } from "#features/glossary/concepts/entry.ts";
import type { ConceptList, Language, View } from "#features/glossary/contract.ts";
import type { Index, Wanted } from "#platform/search/search.ts";
import type { Browsing } from "./browsing.ts";

/** Concepts on a page of a list. */
const pageSize = 30;
/** Nobody reads further than this down what a search has found. */
const mostFound = 100;
const mostSimilar = 5;
const longestQuery = 200;

export type Found = { entry: Entry; matched: string[] };
export type Wish = {
  q: string;
  field: string | undefined;
  view: View;
  language: Language;
  after?: string | undefined;
};

export type Finder = ReturnType<typeof finding>;

/** Concepts searched for, by words in any language, or leafed through in the order of one. */
export function finding(index: Pick<Index<Entry>, "search">, browsing: Browsing) {
  /** Best first, as the reader sees them: nothing is found by a word that only others may read. */
  async function search(reader: Reader, query: string, wanted: Wanted<Entry>): Promise<Found[]> {
    const found = await index.search(reader.person.tenantId, query.slice(0, longestQuery), {
      ...wanted,
      seen: (entry) => seenBy(reader, entry),
    });
    return found.map(({ document, matched }) => ({ entry: document, matched }));
  }

  return {
    search,

    async list(reader: Reader, { q, field, view, language, after }: Wish): Promise<ConceptList> {
      const isInView = reader.isMember ? isIn[view] : isIn.all;
      const isWanted = (entry: Entry) => isInView(entry) && (!field || entry.field === field);
      if (q.trim() === "") {
        const { audience, person } = reader;
        const { entries, total, next } = await browsing.page(person.tenantId, {
          audience,
          language,
          after,
          most: pageSize,
          isWanted,
        });
        return { concepts: entries.map((entry) => rowOf(entry)), total, next };
      }
      const found = await search(reader, q, { limit: mostFound, isWanted });
      const from = /^\d{1,3}$/.test(after ?? "") ? Number(after) : 0;
      const end = from + pageSize;
      return {
        concepts: found.slice(from, end).map(({ entry, matched }) => rowOf(entry, matched)),
        total: found.length,
        next: end < found.length ? String(end) : null,
      };
    },

    /** What a term that is being written resembles, in its own language. */
    async similar(reader: Reader, term: string, language: Language): Promise<Entry[]> {
      const isWanted = ({ terms }: Entry) => terms[language].length > 0;
      const found = await search(reader, term, { limit: mostSimilar, isWanted });
      return found.map(({ entry }) => entry);
    },
  };
}
