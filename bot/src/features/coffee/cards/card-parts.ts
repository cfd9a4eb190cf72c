import { occurrences } from "#features/coffee/series/rule.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { plain } from "#platform/teams/card.ts";
import { type Ink, pageOf, titleOf } from "./card-context.ts";
import { startOf, whenOf } from "./when.ts";

/* What several cards have in common. */

/** What, when, by whom and about what: the beginning of every card about a session. */
export function headOf(session: Session, ink: Ink) {
  const { locale, t } = ink;
  const { host, date } = session;
  const theme = session.theme[locale].trim();
  return {
    lang: locale,
    series: session.series.id,
    date,
    title: plain(titleOf(session, ink)),
    status: "",
    when: whenOf(session, ink),
    moved: session.isMoved ? movedFrom(session, ink) : "",
    facts: [
      ...(host.trim() ? [{ line: t("card.host", { name: plain(host.trim()) }) }] : []),
      ...(theme ? [{ line: t("card.theme", { theme: plain(theme) }) }] : []),
    ],
  };
}

/** Said from what people were invited to, else from what the rule gives. */
function movedFrom({ series, date, stored }: Session, ink: Ink): string {
  const from = stored?.invited?.startsAt ?? occurrences(series.draft.rule, date, date)[0]?.startsAt;
  return from ? ink.t("card.moved", { when: startOf(from, ink) }) : "";
}

export const linkTo = (session: Session, ink: Ink) => ({
  pageTitle: ink.t("action.page"),
  page: pageOf(session, ink),
});
