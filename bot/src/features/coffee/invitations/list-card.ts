import { type Ink, languageFor, titleOf } from "#features/coffee/cards/card-context.ts";
import { standingLines } from "#features/coffee/cards/card-words.ts";
import { whenOf } from "#features/coffee/cards/when.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { cardTemplate, plain, unformatted } from "#platform/teams/card.ts";
import type { Card, Scope } from "#platform/teams/turn.ts";
import list from "./templates/list.json" with { type: "json" };
import type { Coming } from "./upcoming.ts";

const listTemplate = cardTemplate(list);

/** Sessions to come, with one's answers where there are any. */
export function listCard(sessions: Coming[], scope: Scope, ink: Ink, inkFor: (locale: Locale) => Ink): Card {
  const { locale, t } = ink;
  return listTemplate({
    lang: locale,
    title: t("list.title"),
    empty: sessions.length > 0 ? "" : t(scope === "personal" ? "list.empty.personal" : "list.empty"),
    sessions: sessions.map(({ session, standing }) => {
      const theirs = inkFor(languageFor(session, locale));
      const [mine = ""] = standing ? standingLines(standing, ink, session.capacity !== null) : [];
      return {
        series: session.series.id,
        date: session.date,
        language: theirs.locale,
        name: plain(titleOf(session, theirs)),
        when: whenOf(session, ink),
        mine,
        tooltip: unformatted(`${titleOf(session, theirs)}, ${whenOf(session, ink)}`),
      };
    }),
    show: t("list.show"),
    open: t("list.open"),
    tabLink: ink.tabLink("/coffee"),
  });
}
