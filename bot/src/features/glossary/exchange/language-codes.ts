import { type Language, languages, type Term } from "#features/glossary/contract.ts";

export type Code = { code: string; language: Language | undefined; usage: Term["usage"] };

/**
 * A language tag such as "sv-FI" or "en_GB". Of its region only Finland and Sweden are kept, as a term's usage, and not
 * where it says nothing: Finnish is of Finland and English of neither.
 */
export function languageOf(tag: string): Code {
  const [code = "", ...rest] = tag.trim().toLowerCase().split(/[-_]/);
  const language = languages.find((each) => each === code);
  const region = rest.find((each) => each === "fi" || each === "se");
  const saysNothing = !language || language === "en" || language === region;
  return { code, language, usage: saysNothing || !region ? [] : [region === "fi" ? "FI" : "SE"] };
}
