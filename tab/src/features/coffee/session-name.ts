import type { Language, SessionRow } from "bot/coffee/contract";
import type { TranslateOf } from "#platform/texts.ts";
import type { coffeeTexts } from "./coffee-texts.ts";
import { dayIn, dayOf, timesIn } from "./days.ts";
import { wordsIn } from "./words.ts";

type Translate = TranslateOf<typeof coffeeTexts>;

/** Where a session has its page. */
export const sessionPath = ({ seriesId, date }: Pick<SessionRow, "seriesId" | "date">): string =>
  `/coffee/series/${seriesId}/sessions/${date}`;

/** "Kaffe med Uffe: Vinterns budget", and the language of it. */
export function sessionName(
  { title, theme }: Pick<SessionRow, "title" | "theme">,
  language: Language,
  t: Translate,
): { text: string; lang: Language | undefined } {
  const series = wordsIn(title, language);
  const about = wordsIn(theme, language);
  if (!series.text) return { text: about.text || t("untitled"), lang: about.text ? about.lang : undefined };
  const text = about.text
    ? t("session.titleAndTheme", { title: series.text, theme: about.text })
    : series.text;
  return { text, lang: series.lang };
}

/** "torsdag 14 januari kl. 8.30–9.15": when it is held, even if it was moved. */
export const sessionTime = (
  { startsAt, endsAt }: Pick<SessionRow, "startsAt" | "endsAt">,
  language: Language,
  t: Translate,
): string =>
  t("session.when", { day: dayIn(language, dayOf(startsAt)), times: timesIn(language, startsAt, endsAt) });
