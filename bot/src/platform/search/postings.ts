import SearchableMap from "minisearch/SearchableMap";

/** Where in a document a word stands: a heading of its own, among others in a heading, in the body. */
export const places = ["headword", "heading", "body"] as const;
export type Place = (typeof places)[number];

/** One place in one document, in one number, since there are hundreds of thousands. */
type Posting = number;
const postingOf = (document: number, place: Place): Posting => (document << 2) | places.indexOf(place);
export const documentOf = (posting: Posting): number => posting >> 2;
export const placeOf = (posting: Posting): Place => places[posting & 3] ?? "body";

/** Words, and where they stand. Most stand in one place alone, which then needs no list. */
export type Postings = {
  add(word: string, document: number, place: Place): void;
  remove(word: string, document: number, place: Place): void;
  at(word: string): readonly Posting[];
  has(word: string): boolean;
  /** Words that begin so, this one left out, the first of so many. */
  beginningWith(prefix: string, most: number): Iterable<[word: string, postings: readonly Posting[]]>;
  /** Words that end so, this one left out, the first of so many. */
  endingWith(suffix: string, most: number): Iterable<[word: string, postings: readonly Posting[]]>;
  /** Words within so many insertions, deletions and replacements of single characters. */
  near(word: string, most: number): Iterable<[word: string, postings: readonly Posting[], distance: number]>;
};

export function openPostings(): Postings {
  const tree = new SearchableMap<Posting | Posting[]>();
  // All words one after the other: looking for an ending through this text is quicker than any structure that fits in memory.
  let text = "\n";
  let added: string[] = [];

  const listed = (found: Posting | Posting[] | undefined): readonly Posting[] =>
    found === undefined ? [] : typeof found === "number" ? [found] : found;

  return {
    add(word, document, place) {
      const posting = postingOf(document, place);
      const known = tree.get(word);
      if (known === undefined) {
        tree.set(word, posting);
        added.push(word);
      } else if (typeof known === "number") tree.set(word, [known, posting]);
      else known.push(posting);
    },
    remove(word, document, place) {
      const left = listed(tree.get(word)).filter((posting) => posting !== postingOf(document, place));
      // An empty list stays, so that a word that comes back is not in the text twice.
      tree.set(word, left);
    },
    at: (word) => listed(tree.get(word)),
    has: (word) => listed(tree.get(word)).length > 0,
    *beginningWith(prefix, most) {
      let left = most;
      for (const [word, found] of tree.atPrefix(prefix)) {
        if (left-- <= 0) return;
        if (word !== prefix) yield [word, listed(found)];
      }
    },
    *endingWith(suffix, most) {
      if (added.length > 0) text += `${added.join("\n")}\n`;
      added = [];
      const sought = `${suffix}\n`;
      let left = most;
      for (let at = text.indexOf(sought); at >= 0 && left-- > 0; at = text.indexOf(sought, at + 1)) {
        if (text[at - 1] === "\n") continue;
        const word = text.slice(text.lastIndexOf("\n", at) + 1, at + suffix.length);
        yield [word, listed(tree.get(word))];
      }
    },
    *near(word, most) {
      for (const [near, [found, distance]] of tree.fuzzyGet(word, most))
        yield [near, listed(found), distance];
    },
  };
}
