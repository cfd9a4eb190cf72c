import SearchableMap from "minisearch/SearchableMap";

/** Where in a document a word stands: a heading of its own, among others in a heading, in the body. */
const places = ["headword", "heading", "body"] as const;
export type Place = (typeof places)[number];

/** One place in one document, in one number, since there are hundreds of thousands. */
type Posting = number;
const postingOf = (document: number, place: Place): Posting => (document << 2) | places.indexOf(place);
export const documentOf = (posting: Posting): number => posting >> 2;
export const placeOf = (posting: Posting): Place => places[posting & 3] ?? "body";

/** Words, and where they stand. */
export type Postings = {
  /** Again at the same place changes nothing. The words of one document come together, not mixed with those of another. */
  add(word: string, document: number, place: Place): void;
  remove(word: string, document: number, place: Place): void;
  at(word: string): readonly Posting[];
  has(word: string): boolean;
  /** Longer words that begin with this one, or end with it in postings that are read backwards: the first of so many. */
  longer(word: string, most: number): Iterable<[word: string, postings: readonly Posting[]]>;
  /** Words within so many insertions, deletions and replacements of single characters. */
  near(word: string, most: number): Iterable<[word: string, postings: readonly Posting[], distance: number]>;
};

export function openPostings(read: "forwards" | "backwards"): Postings {
  // Most words stand in one place alone, which then needs no list.
  const postings = new Map<string, Posting | Posting[]>();
  // The tree takes longer to find a word, and is asked only for what it alone can tell.
  const tree = new SearchableMap<true>();
  const turned = read === "forwards" ? (word: string) => word : backwards;

  function at(word: string): readonly Posting[] {
    const found = postings.get(word);
    return found === undefined ? [] : typeof found === "number" ? [found] : found;
  }

  return {
    add(word, document, place) {
      const posting = postingOf(document, place);
      const known = postings.get(word);
      if (known === undefined) {
        postings.set(word, posting);
        tree.set(turned(word), true);
      } else if (typeof known === "number") {
        if (known !== posting) postings.set(word, [known, posting]);
      } else if (!known.includes(posting, -places.length)) known.push(posting);
    },
    remove(word, document, place) {
      const posting = postingOf(document, place);
      const known = postings.get(word);
      if (Array.isArray(known)) {
        // In place, since half of all documents may have the word.
        const found = known.indexOf(posting);
        if (found >= 0) known.splice(found, 1);
        if (known.length > 0) return;
      } else if (known !== posting) return;
      postings.delete(word);
      tree.delete(turned(word));
    },
    at,
    has: (word) => postings.has(word),
    *longer(word, most) {
      let left = most;
      for (const found of tree.atPrefix(turned(word)).keys()) {
        if (left-- <= 0) return;
        if (found.length > word.length) yield [turned(found), at(turned(found))];
      }
    },
    *near(word, most) {
      for (const [found, [, distance]] of tree.fuzzyGet(turned(word), most))
        yield [turned(found), at(turned(found)), distance];
    },
  };
}

const backwards = (word: string): string => word.split("").reverse().join("");
