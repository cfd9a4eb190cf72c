import type { Language, Words } from "bot/coffee/contract";
import { wordsIn } from "#features/coffee/words.ts";

const allOf = (each: (language: Language) => string): Words => ({
  sv: each("sv"),
  fi: each("fi"),
  en: each("en"),
});
const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
/** The agenda has one line for each thing. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** The agenda with one line more in each language of the session; the same agenda if it stands there already. */
export function withLine(agenda: Words, line: Words, languages: readonly Language[]): Words {
  const wanted = languages.filter(
    (language) => !linesOf(agenda[language]).includes(oneLine(wordsIn(line, language).text)),
  );
  if (wanted.length === 0) return agenda;
  return allOf((language) =>
    wanted.includes(language)
      ? [...linesOf(agenda[language]), oneLine(wordsIn(line, language).text)].join("\n")
      : agenda[language],
  );
}

/** The agenda without that line. */
export const withoutLine = (agenda: Words, line: Words): Words =>
  allOf((language) =>
    linesOf(agenda[language])
      .filter((each) => each !== oneLine(wordsIn(line, language).text))
      .join("\n"),
  );
