import { stemmer as englishStem } from "@orama/stemmers/english";
import type { Locale } from "#platform/i18n/texts.ts";
import { skeletons } from "./finnish.ts";
import { swedishStems } from "./swedish.ts";

const rootsIn: Record<Locale, (word: string) => string[]> = {
  sv: swedishStems,
  fi: skeletons,
  // councillor and councilor, travelling and traveling
  en: (word) => [englishStem(word.replace(/(?<=[aeiou])ll(?=(?:or|er|ed|ing)s?$)/, "l"))],
};

/** Texts say the same words again and again. Begun anew when full, which costs less than to note which was used last. */
const known = new Map<string, readonly string[]>();
const mostKnown = 50_000;

/** What the forms of a word have in common in one language, without accents and dots: ledamot and ledamöter are one. */
export function rootsOf(word: string, language: Locale): readonly string[] {
  const key = `${language} ${word}`;
  const found = known.get(key);
  if (found) return found;
  const roots = rootsIn[language](word).map(plain);
  if (known.size >= mostKnown) known.clear();
  known.set(key, roots);
  return roots;
}

const plain = (root: string): string => root.normalize("NFD").replace(/\p{M}/gu, "");

/** Of a word whose language is not known. */
export const rootsInAny = (word: string): string[] => [
  ...new Set([...rootsOf(word, "sv"), ...rootsOf(word, "fi"), ...rootsOf(word, "en")]),
];
