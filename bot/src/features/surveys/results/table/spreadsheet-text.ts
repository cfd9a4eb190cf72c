/*
 * A spreadsheet reads "1-2" as the first of February, "001" as 1, "3E5" as 300,000 and "=…" as a formula, in quotation
 * marks or not. An apostrophe before them keeps them texts: it is shown, and does no more.
 */

/** The text as it can stand in a cell. What began with an apostrophe that could be taken for ours gets another. */
export function spreadsheetText(text: string): string {
  const shown = text
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    // Control characters end a cell in some programs; tabs and line ends do not.
    .replaceAll(/[^\P{Cc}\t\n]/gu, "");
  return isReadAsMore(shown.replace(/^'+/, "")) ? `'${shown}` : shown;
}

const isReadAsMore = (text: string): boolean => isFormula(text) || isNumberOrDate(text) || isValueWord(text);

/** Full-width signs count in some spreadsheets, and what cannot be seen before a sign is skipped by some. */
const isFormula = (text: string): boolean => /^[\t\n]|^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(text);

/** Nothing but digits, the signs of numbers and dates, and words that belong to dates. */
function isNumberOrDate(text: string): boolean {
  if (!/\p{N}/u.test(text)) return false;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const rest = text.replaceAll(/\p{L}+/gu, "");
  return /^[\p{N}\p{Sc}\p{Cf}\s.,:;/\\\-−+%'’()]*$/u.test(rest) && words.every((word) => dateWords.has(word));
}

const isValueWord = (text: string): boolean =>
  /^\s*(true|false|sant|falskt|tosi|epätosi|#[\p{L}\p{N}/]+[!?]?)\s*$/iu.test(text);

/** Months in the three languages, long and short, as they stand alone and in a date; halves of a day; a power of ten; crowns. */
const dateWords = new Set(["e", "a", "p", "am", "pm", "kr", ...monthNames()]);

function monthNames(): string[] {
  const formats = ["sv-FI", "fi-FI", "en-GB"].flatMap((tag) =>
    (["long", "short"] as const).flatMap((month) => [
      new Intl.DateTimeFormat(tag, { month, timeZone: "UTC" }),
      new Intl.DateTimeFormat(tag, { month, day: "numeric", timeZone: "UTC" }),
      new Intl.DateTimeFormat(tag, { month, year: "numeric", timeZone: "UTC" }),
    ]),
  );
  return formats.flatMap((format) =>
    Array.from({ length: 12 }, (_, month) =>
      format
        .formatToParts(new Date(Date.UTC(2026, month, 15)))
        .filter(({ type }) => type === "month")
        .map(({ value }) => value.toLowerCase().replaceAll(/\P{L}/gu, "")),
    ).flat(),
  );
}
