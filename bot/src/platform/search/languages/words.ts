/** Longer ones are cut: no word of our languages is, and the time that a search takes must not depend on what is sent. */
const longestWord = 64;
/** Hyphens and apostrophes within a word belong to it. */
const written = /[\p{L}\p{N}\p{M}]+(?:[-‐‑'’][\p{L}\p{N}\p{M}]+)*/gu;
/** The ending of an inflected abbreviation: "EU:n", "SAK:s". */
const afterColon = /(?<=[\p{L}\p{N}]):\p{Ll}{1,4}(?![\p{L}\p{N}])/gu;
const joints = /[-‐‑'’]+/u;

/** The words of a text as it writes them, in lower case. */
export function wordsIn(text: string): string[] {
  const plain = text.normalize("NFC").replace(afterColon, "").toLowerCase();
  return Array.from(plain.matchAll(written), ([word]) => word.slice(0, longestWord));
}

/** A word in one piece, whether its parts are joined by a hyphen or not. */
export const inOnePiece = (word: string): string => partsOf(word).join("");

/** The parts of a word with hyphens; none of one without. */
export function hyphenated(word: string): string[] {
  const parts = partsOf(word);
  return parts.length > 1 ? parts : [];
}

const partsOf = (word: string): string[] => word.split(joints);
