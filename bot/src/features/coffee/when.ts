import { type Locale, localeTags, type Translate } from "#platform/i18n/texts.ts";

/* Times as people say them, always in Finland's time. */

type Speech = { locale: Locale; t: Translate };

/** "torsdag 14 januari 2027 kl. 8.30–9.15"; in Finnish on a day: "torstaina". */
export const whenOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, speech: Speech): string =>
  // Not formatRange, which writes 09.00 where all else is 9.00.
  `${startOf(startsAt, speech)}–${format(speech.locale, "time").format(endsAt)}`;

/** "torsdag 14 januari 2027 kl. 8.30" */
export const startOf = (startsAt: Date, { locale, t }: Speech): string =>
  t("when", { day: dayInWords(startsAt, locale), time: format(locale, "time").format(startsAt) });

/** "torsdag 14 januari 2027", in Finnish "torstaina 14. tammikuuta 2027". */
export const dayInWords = (at: Date, locale: Locale): string =>
  format(locale, "day")
    .formatToParts(at)
    .map(({ type, value }) => (locale === "fi" && type === "weekday" ? `${value}na` : value))
    .join("");

/** A day such as "2027-01-14", in words. */
export const dateInWords = (date: string, locale: Locale): string =>
  dayInWords(new Date(`${date}T12:00:00Z`), locale);

const options = {
  day: { dateStyle: "full", timeZone: "Europe/Helsinki" },
  time: { timeStyle: "short", timeZone: "Europe/Helsinki" },
} as const;

// Made when first used: each takes some milliseconds.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, shape: keyof typeof options): Intl.DateTimeFormat {
  const key = `${locale} ${shape}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(localeTags[locale], options[shape]);
  formats.set(key, made);
  return made;
}
