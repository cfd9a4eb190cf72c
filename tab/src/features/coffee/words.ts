import type { Language, Words } from "bot/coffee/contract";
import { languages } from "#platform/language.ts";

/** A text as shown to this reader, and the language it is in: theirs, else the first that is written. */
export function wordsIn(words: Words, language: Language): { text: string; lang: Language } {
  const lang = [language, ...languages].find((each) => words[each].trim() !== "") ?? language;
  return { text: words[lang], lang };
}
