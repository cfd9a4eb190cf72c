import { type Hits, openHits } from "./hits.ts";
import { rootsInAny } from "./languages/stem-cache.ts";
import { inOnePiece, wordsIn } from "./languages/words.ts";
import { mostWords, type Vocabulary } from "./vocabulary.ts";

/** What nobody types: the rest of a longer query is left aside, and words after the first twelve. */
const longestQuery = 400;

/** How much a hit counts by how it was found: as it is written, in another form, as a part of a compound, misspelt. */
const worth = { word: 1, root: 0.8, part: 0.5, typo: 0.65 };
/** A word begun counts for more the nearer its end is, but for less than the word in another form. */
const begun = (typed: string, word: string) => 0.5 + (0.35 * typed.length) / word.length;
/** Of a word that is misspelt by so many characters. */
const misspelt = (word: string, distance: number) => worth.typo * (1 - distance / word.length);

/** A tenth to a quarter of a word may be wrong. */
const mostWrong = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
/** Looking for slips takes the longest of all: not for what is found without. */
const enough = 3;
const shortestPart = 3;
const shortestBegun = 3;
/** Words of the index that are looked at: whoever types one letter does not mean them all. */
const mostBegun = 3000;
const mostParts = 500;

export type Ranked = {
  /** The numbers of the documents, best first; among equals the one that came last. */
  found: Iterable<{ document: number; score: number }>;
  /** What of the index the query met. */
  met: { words: ReadonlySet<string>; roots: ReadonlySet<string> };
};

type Met = { words: Set<string>; roots: Set<string> };

/** The documents that a query finds. */
export function ranked(index: Vocabulary, query: string): Ranked {
  const words = [...new Set(wordsIn(query.slice(0, longestQuery)).map(inOnePiece))].slice(0, mostWords);
  const all = openHits(index.numbers());
  const met: Met = { words: new Set(), roots: new Set() };
  let whole = 0;
  words.forEach((word, at) => {
    const isBegun = at === words.length - 1 || word.length >= shortestBegun;
    const hits = hitsOf(index, word, isBegun, met);
    // A rare word says more than a frequent one (inverse document frequency).
    const weight = Math.log(1 + index.count() / (1 + hits.count()));
    all.addFrom(hits, weight);
    whole += weight;
  });
  if (words.length > 1) all.addFrom(headwordHits(index, words.join(" ")), whole);
  return { found: all.bestFirst(), met };
}

function hitsOf(index: Vocabulary, word: string, isBegun: boolean, met: Met): Hits {
  const hits = openHits(index.numbers());
  const meet = (of: keyof Met, token: string, value: number, postings = index[of].at(token)) => {
    hits.collect(postings, value);
    met[of].add(token);
  };

  meet("words", word, worth.word);
  const isKnown = hits.count() > 0;
  if (isBegun)
    for (const [longer, postings] of index.words.longer(word, mostBegun))
      meet("words", longer, begun(word, longer), postings);
  const sought = rootsInAny(word);
  for (const root of sought) meet("roots", root, worth.root);
  const isFound = hits.count() >= enough;
  for (const root of sought.filter(isPart))
    for (const [compound, postings] of index.roots.longer(root, mostParts))
      meet("roots", compound, worth.part, postings);
  if (isKnown) return hits;
  for (const [of, part] of partsOf(index, word)) meet(of, part, worth.part);
  if (isFound) return hits;
  for (const [near, postings, distance] of index.words.near(word, mostWrong(word)))
    meet("words", near, misspelt(word, distance), postings);
  for (const root of sought)
    for (const [near, postings, distance] of index.roots.near(root, mostWrong(root)))
      meet("roots", near, worth.root * misspelt(root, distance), postings);
  return hits;
}

/** Headings of several words that are the query, or begin with it. */
function headwordHits({ words, numbers }: Vocabulary, phrase: string): Hits {
  const hits = openHits(numbers());
  hits.collect(words.at(phrase), worth.word);
  for (const [longer, postings] of words.longer(phrase, mostBegun))
    hits.collect(postings, begun(phrase, longer));
  return hits;
}

const isPart = (root: string) => root.length >= shortestPart;

type Part = [of: keyof Met, token: string];

/** The longest beginning and the longest end of a compound that are words here, in whatever form: käännös, tarjous. */
function partsOf({ words, roots }: Vocabulary, word: string): Part[] {
  const cuts = Array.from(
    { length: Math.max(0, word.length - 2 * shortestPart + 1) },
    (_, at) => at + shortestPart,
  );
  const beginnings = cuts.toReversed().map((at) => word.slice(0, at));
  const ends = cuts.map((at) => word.slice(at));
  const known = (part: string): Part[] =>
    words.has(part)
      ? [["words", part]]
      : rootsInAny(part)
          .filter((root) => isPart(root) && roots.has(root))
          .map((root) => ["roots", root]);
  return [beginnings, ends].flatMap(
    (parts) =>
      parts
        .values()
        .map(known)
        .find((found) => found.length > 0) ?? [],
  );
}
