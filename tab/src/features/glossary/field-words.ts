import type { Field, Language } from "bot/glossary/contract";
import { languages } from "#platform/language.ts";

/** A text as shown to this reader, and the language it is in: theirs, else the first that is written. */
export function wordsIn(
  words: Record<Language, string>,
  language: Language,
): { text: string; lang: Language } {
  const lang = [language, ...languages].find((each) => words[each].trim() !== "") ?? language;
  return { text: words[lang], lang };
}

/** Fields by their names, as the language sorts them. */
export function sortedFields(fields: readonly Field[], language: Language): (Field & { text: string })[] {
  return fields
    .map((field) => ({ ...field, text: wordsIn(field.name, language).text || field.id }))
    .sort((one, other) => one.text.localeCompare(other.text, language));
}
