/* When two terms are spelt alike, for matching and for taking in. */

/** Signs that are invisible, and hyphens and spaces that only say where a line may not break. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const hyphens = /[\u2010\u2011]/g;

/** The term as it is seen: composed, with nothing invisible in it, and with ordinary hyphens and spaces. */
export const asSeen = (term: string): string =>
  term.normalize("NFC").replace(invisible, "").replace(hyphens, "-").replace(/\s+/gu, " ").trim();

/** What two terms have in common that differ at most in capital letters. */
export const spelling = (term: string): string => asSeen(term).toLowerCase();
