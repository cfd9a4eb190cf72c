import type { Language, Words } from "#features/coffee/contract.ts";
import type { Series } from "#features/coffee/series/series.ts";
import type { Session } from "#features/coffee/series/session.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";

/** What cards are drawn with: a language, its texts, where the tab is, and our own addresses that need no sign-in. */
export type Ink = {
  locale: Locale;
  t: Translate;
  tabLink(page: string): string;
  links: {
    join(session: Session): string;
    ics(session: Session): string;
    feed(series: Series, locale?: Locale): string;
  };
};

/** The wished language where the session has it, else the session's first. */
export function languageFor({ languages }: Pick<Session, "languages">, wished: Locale): Language {
  return languages.includes(wished) ? wished : (languages[0] ?? "sv");
}

/** The title as notifications say it; on a card it goes through `plain`. */
export const titleOf = ({ series }: Pick<Session, "series">, { locale }: Ink): string =>
  series.draft.title[locale];

/** The session's page in the tab. */
export const pageOf = ({ series, date }: Session, { tabLink }: Ink): string =>
  tabLink(`/coffee/series/${series.id}/sessions/${date}`);

const names: Words = { sv: "Svenska", fi: "Suomi", en: "English" };

/** Buttons for the session's other languages. */
export const otherLanguages = ({ languages }: Session, { locale }: Ink) =>
  languages.filter((each) => each !== locale).map((language) => ({ language, title: names[language] }));
