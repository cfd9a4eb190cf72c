/** Longer ones are cut: no word of our languages is, and the time that a search takes must not depend on what is sent. */
const longestWord = 64;
/** Soft hyphens and other signs without width, which no reader sees. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]+/gu;
/**
 * Hyphens and apostrophes within a word belong to it, and what is not seen; so does the ending of an inflected
 * abbreviation: "EU:n", "SAK:s".
 */
const written =
  /[\p{L}\p{N}\p{M}]+(?:[\u00ad\u200b-\u200d\u2060\ufeff]*[-‐‑'’]?[\u00ad\u200b-\u200d\u2060\ufeff]*[\p{L}\p{N}\p{M}]+)*(?::\p{Ll}{1,4}(?![\p{L}\p{N}]))?/gu;
const afterColon = /:\p{L}{1,4}$/u;
const joints = /[-‐‑'’]+/u;

/** A word of a text, in lower case, and where it stands there. */
export type PlacedWord = { word: string; start: number; end: number };

export const placedWordsIn = (text: string): PlacedWord[] =>
  Array.from(text.matchAll(written), ({ 0: found, index }) => ({
    word: plainWord(found),
    start: index,
    end: index + found.length,
  }));

/** The words of a text as it writes them, in lower case. */
export const wordsIn = (text: string): string[] =>
  Array.from(text.normalize("NFC").matchAll(written), ([word]) => plainWord(word));

const plainWord = (found: string): string =>
  found.replace(invisible, "").replace(afterColon, "").normalize("NFC").toLowerCase().slice(0, longestWord);

/** A word in one piece, whether its parts are joined by a hyphen or not. */
export const inOnePiece = (word: string): string => partsOf(word).join("");

/** The parts of a word with hyphens; none of one without. */
export function hyphenated(word: string): string[] {
  const parts = partsOf(word);
  return parts.length > 1 ? parts : [];
}

const partsOf = (word: string): string[] => word.split(joints);
