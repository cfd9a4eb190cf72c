import { cardTemplate, plain, unformatted } from "#platform/teams/card.ts";
import type { Card, Scope } from "#platform/teams/turn.ts";
import { answerButtons, headsLine, linesOf, namesLine, standingLines } from "./card-words.ts";
import agenda from "./cards/agenda.json" with { type: "json" };
import answers from "./cards/answers.json" with { type: "json" };
import head from "./cards/head.json" with { type: "json" };
import heads from "./cards/heads.json" with { type: "json" };
import join from "./cards/join.json" with { type: "json" };
import languages from "./cards/languages.json" with { type: "json" };
import list from "./cards/list.json" with { type: "json" };
import more from "./cards/more.json" with { type: "json" };
import page from "./cards/page.json" with { type: "json" };
import said from "./cards/said.json" with { type: "json" };
import type { Heads, Standing } from "./contract.ts";
import { dayOf } from "./finnish-time.ts";
import { type Ink, languageFor, otherLanguages, pageOf, titleOf } from "./ink.ts";
import { occurrences } from "./rule.ts";
import { type Session, stateOf } from "./session.ts";
import { startOf, whenOf } from "./when.ts";

/** Parts are put together once, when the module loads; a card is one expansion of the whole. */
export const whole = (parts: object[][], late: string[] = []) =>
  cardTemplate(
    {
      type: "AdaptiveCard",
      version: "1.5",
      lang: "${lang}",
      fallbackText: "${title}",
      body: parts.flat(),
    },
    late,
  );

const invitationTemplate = whole([head, agenda, heads, join, answers, more, languages]);
const endedTemplate = whole([head, said, page]);
const listTemplate = cardTemplate(list);

/** What a session's card says at the time: the invitation, that it is cancelled, or that it is over. */
export function sessionCard(
  session: Session,
  heads: Heads,
  standing: Standing | undefined,
  ink: Ink,
  extra: { now: Date; note?: string },
): Card {
  const state = stateOf(session, extra.now);
  if (state === "cancelled") return cancelledCard(session, ink);
  if (state === "over") return overCard(session, ink);
  return invitationCard(session, heads, standing, ink, extra);
}

/**
 * What, when and who, and how many come; then one's own answer and the buttons. Without `standing` it is the card that
 * everybody sees. `note` is said beside the answer.
 */
export function invitationCard(
  session: Session,
  heads: Heads,
  standing: Standing | undefined,
  ink: Ink,
  { now, note = "" }: { now: Date; note?: string },
): Card {
  const { locale, t, links } = ink;
  const items = linesOf(session.agenda[locale], mostAgendaLines);
  const [mine = "", ...mineMore] = standing ? standingLines(standing, ink, heads.seatsLeft !== null) : [];
  const joinLink = session.joinUrl && links.join(session);
  const isToday = dayOf(session.startsAt) === dayOf(now);
  return invitationTemplate({
    ...headOf(session, ink),
    status: stateOf(session, now) === "now" ? t("card.now") : "",
    about: plain(session.series.draft.about[locale].trim()),
    agendaTitle: t("card.agenda"),
    agenda: items.lines,
    agendaMore: items.rest > 0 ? t("card.more", { count: items.rest }) : "",
    heads: headsLine(heads, ink),
    full: heads.seatsLeft === 0 && standing?.answer !== "yes" ? t("heads.full") : "",
    names: namesLine(heads, ink),
    mine,
    mineMore: mineMore.map((line) => ({ line })),
    note,
    join: t("action.join"),
    joinNow: isToday ? joinLink : "",
    joinLater: isToday ? "" : joinLink,
    answers: answerButtons(heads, standing, ink),
    ...ownActions(standing, ink),
    calendar: t("action.calendar"),
    ics: links.ics(session),
    questions: t("action.questions"),
    reminders: t("action.reminders"),
    more: t("action.more"),
    feedTitle: t("action.feed"),
    feed: links.feed(session.series),
    pageTitle: t("action.page"),
    page: pageOf(session, ink),
    languages: otherLanguages(session, ink),
  });
}

const mostAgendaLines = 12;

/** What one may do once one has answered. */
function ownActions(standing: Standing | undefined, { t }: Ink) {
  const { answer = null, seriesAnswer = null, showName = false } = standing ?? {};
  return {
    answer: answer ?? "",
    wholeSeries: answer && answer !== seriesAnswer ? t(`series.${answer}`) : "",
    name: answer === "yes" ? t(showName ? "action.unnamed" : "action.named") : "",
    showName: !showName,
    takeBack: answer ? t("answer.takeBack") : "",
    takeBackScope: answer === seriesAnswer ? "series" : "session",
  };
}

/** Said in place of the invitation, and in the chats of those who meant to come. */
export function cancelledCard(session: Session, ink: Ink): Card {
  const { t } = ink;
  const title = t("cancelled.title", { title: plain(titleOf(session, ink)) });
  return endedTemplate({
    ...headOf(session, ink),
    title,
    said: [{ line: t("cancelled.what") }],
    ...linkTo(session, ink),
  });
}

export const overCard = (session: Session, ink: Ink): Card =>
  endedTemplate({
    ...headOf(session, ink),
    said: [{ line: ink.t("over.what") }],
    ...linkTo(session, ink),
  });

/** Sessions to come, with one's answers where there are any. */
export function listCard(
  sessions: { session: Session; standing: Standing | undefined }[],
  scope: Scope,
  ink: Ink,
  inkFor: (locale: Ink["locale"]) => Ink,
): Card {
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
