import { rootsOf } from "./languages/stem-cache.ts";
import { hyphenated, inOnePiece, wordsIn } from "./languages/words.ts";
import { type Ranked, ranked } from "./ranking.ts";
import type { Found, Wanted, Words } from "./search.ts";
import { openVocabulary } from "./vocabulary.ts";

/** The documents of one tenant in memory, and the words that find them. */
export type Shelf<Document> = {
  documents: ReadonlyMap<string, Document>;
  /** Undefined takes it off. */
  put(id: string, document: Document | undefined): void;
  search(query: string, wanted: Wanted<Document>): Found<Document>[];
};

/** Words of a document that are looked at to be marked, and on to the first that is: a list shows that part of it. */
const mostLookedAt = 200;

export function openShelf<Document extends object>(
  wordsOf: (document: Document) => Words[],
): Shelf<Document> {
  const index = openVocabulary();
  const documents = new Map<string, Document>();
  const numbers = new Map<string, number>();
  const byNumber: (Document | undefined)[] = [];

  function put(id: string, document: Document | undefined): void {
    const number = numbers.get(id) ?? byNumber.length;
    const before = byNumber[number];
    if (before) index.remove(number, wordsOf(before));
    if (document) {
      index.add(number, wordsOf(document));
      numbers.set(id, number);
      documents.set(id, document);
    } else documents.delete(id);
    if (numbers.has(id)) byNumber[number] = document;
  }

  function search(
    query: string,
    { limit, skip = 0, seen = (document) => document, isWanted = () => true }: Wanted<Document>,
  ): Found<Document>[] {
    const { found, met } = ranked(index, query);
    const page: Found<Document>[] = [];
    let left = skip;
    for (const { document: number, score } of found) {
      if (page.length >= limit) break;
      const whole = byNumber[number];
      const document = whole && seen(whole);
      if (!document || !isWanted(document)) continue;
      const isHidden = () => document !== whole && matchedIn(wordsOf(document), met).length === 0;
      if (isHidden() || left-- > 0) continue;
      page.push({ document, score, matched: matchedIn(wordsOf(document), met) });
    }
    return page;
  }

  return { documents, put, search };
}

function matchedIn(texts: readonly Words[], { words, roots }: Ranked["met"]): string[] {
  const matched = new Set<string>();
  const isMet = (word: string, language: Words["language"]) =>
    words.has(inOnePiece(word)) || rootsOf(inOnePiece(word), language).some((root) => roots.has(root));
  let left = mostLookedAt;
  for (const { text, language } of texts)
    for (const word of wordsIn(text)) {
      if (left-- <= 0 && matched.size > 0) return [...matched];
      if ([word, ...hyphenated(word)].some((part) => isMet(part, language))) matched.add(word);
    }
  return [...matched];
}
