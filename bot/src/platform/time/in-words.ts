import { type Locale, localeTags } from "#platform/i18n/texts.ts";

/* Times as people say them, always in Finland's time. */

/** "torsdag 14 januari 2027", in Finnish on a day: "torstaina 14. tammikuuta 2027". */
export const dayInWords = (at: Date, locale: Locale): string => spoken(at, locale, "day");

/** "8.30" */
export const timeInWords = (at: Date, locale: Locale): string => format(locale, "time").format(at);

/** "torsdag 24 december 2026 kl. 16.00" */
export const momentInWords = (at: Date, locale: Locale): string => spoken(at, locale, "moment");

/** A day such as "2027-01-14", in words. */
export const dateInWords = (date: string, locale: Locale): string =>
  dayInWords(new Date(`${date}T12:00:00Z`), locale);

const spoken = (at: Date, locale: Locale, shape: Shape): string =>
  format(locale, shape)
    .formatToParts(at)
    .map(({ type, value }) => (locale === "fi" && type === "weekday" ? `${value}na` : value))
    .join("");

const options = {
  day: { dateStyle: "full", timeZone: "Europe/Helsinki" },
  time: { timeStyle: "short", timeZone: "Europe/Helsinki" },
  moment: { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Helsinki" },
} as const;
type Shape = keyof typeof options;

// Made when first used: each takes some milliseconds.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, shape: Shape): Intl.DateTimeFormat {
  const key = `${locale} ${shape}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(localeTags[locale], options[shape]);
  formats.set(key, made);
  return made;
}
