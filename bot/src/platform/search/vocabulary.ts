import type { Locale } from "#platform/i18n/texts.ts";
import { rootsOf } from "./languages/stem-cache.ts";
import { hyphenated, inOnePiece, wordsIn } from "./languages/words.ts";
import { openPostings, type Place, type Postings } from "./postings.ts";
import type { Words } from "./search.ts";

/** Which documents, by number, have a word as it is written, and in any form: those are read backwards, for compounds. */
export type Vocabulary = {
  words: Postings;
  roots: Postings;
  add(document: number, words: readonly Words[]): void;
  /** With the words that it was added with. */
  remove(document: number, words: readonly Words[]): void;
  /** Of the documents. */
  count(): number;
  /** All documents have smaller numbers. */
  numbers(): number;
};

export function openVocabulary(): Vocabulary {
  const index = { words: openPostings("forwards"), roots: openPostings("backwards") };
  let count = 0;
  let numbers = 0;
  return {
    ...index,
    add(document, words) {
      eachToken(words, (of, token, place) => index[of].add(token, document, place));
      numbers = Math.max(numbers, document + 1);
      count++;
    },
    remove(document, words) {
      eachToken(words, (of, token, place) => index[of].remove(token, document, place));
      count--;
    },
    count: () => count,
    numbers: () => numbers,
  };
}

/** Nobody types a longer heading whole. */
export const mostWords = 12;

type Visit = (of: "words" | "roots", token: string, place: Place) => void;

/** Some of them more than once. */
function eachToken(words: readonly Words[], visit: Visit): void {
  function visitWord(word: string, language: Locale, place: Place): void {
    visit("words", word, place);
    for (const root of rootsOf(word, language)) visit("roots", root, place);
  }

  for (const { text, language, as } of words) {
    const found = wordsIn(text);
    const isHeading = as === "heading";
    const place = !isHeading ? "body" : found.length > 1 ? "heading" : "headword";
    if (isHeading && found.length > 1 && found.length <= mostWords)
      visit("words", found.map(inOnePiece).join(" "), "headword");
    for (const word of found) {
      visitWord(inOnePiece(word), language, place);
      for (const part of hyphenated(word)) visitWord(part, language, isHeading ? "heading" : "body");
    }
  }
}
