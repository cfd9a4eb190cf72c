import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { dayInWords, timeInWords } from "#platform/time/in-words.ts";

type Speech = { locale: Locale; t: Translate };

/** "torsdag 14 januari 2027 kl. 8.30–9.15"; in Finnish on a day: "torstaina". */
export const whenOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, speech: Speech): string =>
  // Not formatRange, which writes 09.00 where all else is 9.00.
  `${startOf(startsAt, speech)}–${timeInWords(endsAt, speech.locale)}`;

/** "torsdag 14 januari 2027 kl. 8.30" */
export const startOf = (startsAt: Date, { locale, t }: Speech): string =>
  t("when", { day: dayInWords(startsAt, locale), time: timeInWords(startsAt, locale) });
