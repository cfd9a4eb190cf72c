import { documentOf, type Place, placeOf } from "./postings.ts";

/** How much a hit counts by where it is. */
const worthAt: Record<Place, number> = { headword: 1, heading: 0.75, body: 0.35 };
/** What thousands of bodies say tells none of them from the others: of one word, the newest so many are enough. */
const mostBodies = 5000;

/** What the documents are worth. */
export type Hits = {
  count(): number;
  /** Gives each of the documents at least this, by where the word stands in it. */
  collect(postings: readonly number[], value: number): void;
  /** Gives each document so many times what it is worth there, on top. */
  addFrom(others: Hits, weight: number): void;
  each(): Iterable<{ document: number; score: number }>;
  bestFirst(): Iterable<{ document: number; score: number }>;
};

/** For documents with smaller numbers than this one. */
export function openHits(numbers: number): Hits {
  const values = new Float32Array(numbers);
  const found: number[] = [];

  function* each() {
    for (const document of found) yield { document, score: values[document] ?? 0 };
  }

  function set(document: number, value: number): void {
    if (values[document] === 0) found.push(document);
    values[document] = value;
  }

  return {
    count: () => found.length,
    collect(postings, value) {
      let bodies = 0;
      for (let at = postings.length - 1; at >= 0; at--) {
        const posting = postings[at] ?? 0;
        const place = placeOf(posting);
        if (place === "body" && ++bodies > mostBodies) continue;
        const document = documentOf(posting);
        const here = value * worthAt[place];
        if (here > (values[document] ?? 0)) set(document, here);
      }
    },
    addFrom(others, weight) {
      for (const { document, score } of others.each())
        set(document, (values[document] ?? 0) + weight * score);
    },
    each,
    *bestFirst() {
      // As single numbers, which are sorted ten times as fast as pairs: the score, and behind it the number from the end.
      const keys = Float64Array.from(
        found,
        (document) => rounded(values[document] ?? 0) * room + (room - 1 - document),
      );
      keys.sort();
      for (let at = keys.length - 1; at >= 0; at--) {
        const document = room - 1 - ((keys[at] ?? 0) % room);
        yield { document, score: values[document] ?? 0 };
      }
    },
  };
}

/** More documents than memory has room for; scores stay below 1000, so that both fit in the 53 bits of a number. */
const room = 2 ** 28;
const rounded = (score: number): number => Math.round(score * 10_000);
