import type { Language, Words } from "bot/surveys/contract";

/** A text of a survey and the language it is in, for `lang` where that is not the reader's own. */
export type Localized = { text: string; language: Language };

/** The text in the reader's language, else in the first of the survey's languages that has it. */
export function inLanguage(words: Words, reader: Language, written: Language[]): Localized {
  const choices = written.includes(reader) ? [reader, ...written] : written;
  const language = choices.find((candidate) => words[candidate].trim() !== "") ?? reader;
  return { text: words[language], language };
}

/** A sentence with at most one text of the survey in it, which may be in another language than the rest. */
export type Sentence = (string | Localized)[];

export const plain = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === "string" ? part : part.text)).join("");
