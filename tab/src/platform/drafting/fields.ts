import type { Language, Words } from "bot/surveys/contract";
import { languages } from "#platform/language.ts";

/* The fields of a draft in three languages, and which of them are still empty. */

/** The field's id in the page; `path` names things by their ids, such as title or questions/<id>/text. */
export const fieldId = (path: string, language: Language | null): string =>
  ["field", ...path.split("/"), language].filter(Boolean).join("-");

/** The languages a text is missing in; an optional text only where another language has it. */
export function missingIn(words: Words, wanted: readonly Language[], optional = false): Language[] {
  const missing = wanted.filter((language) => words[language].trim() === "");
  return optional && missing.length === wanted.length ? [] : missing;
}

/** The draft's languages in the order of the page. */
export const inOrder = (chosen: readonly Language[]): Language[] =>
  languages.filter((each) => chosen.includes(each));
