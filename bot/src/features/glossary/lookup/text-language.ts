import { type Language, languages } from "#features/glossary/contract.ts";
import { wordsIn } from "#platform/search/languages/words.ts";
import functionWords from "./function-words.json" with { type: "json" };

const known = new Map<Language, ReadonlySet<string>>(
  languages.map((language) => [language, new Set(functionWords[language])]),
);

/**
 * The languages that a text is written in, told by its little words, paragraph by paragraph; all three where it has none,
 * as a heading or a list of terms.
 */
export function languagesOf(text: string): Language[] {
  const found = new Set(text.split(/\n+/).flatMap((paragraph) => mostLikely(paragraph)));
  return found.size > 0 ? languages.filter((language) => found.has(language)) : [...languages];
}

function mostLikely(paragraph: string): Language[] {
  const words = wordsIn(paragraph);
  const counts = languages.map((language) => ({
    language,
    count: words.filter((word) => known.get(language)?.has(word)).length,
  }));
  const most = Math.max(...counts.map(({ count }) => count));
  return most === 0 ? [] : counts.filter(({ count }) => count === most).map(({ language }) => language);
}
