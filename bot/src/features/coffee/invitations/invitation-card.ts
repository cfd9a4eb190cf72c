import { type Ink, otherLanguages, pageOf, titleOf } from "#features/coffee/cards/card-context.ts";
import { headOf, linkTo } from "#features/coffee/cards/card-parts.ts";
import {
  answerButtons,
  headsLine,
  linesOf,
  namesLine,
  standingLines,
} from "#features/coffee/cards/card-words.ts";
import answers from "#features/coffee/cards/templates/answers.json" with { type: "json" };
import head from "#features/coffee/cards/templates/head.json" with { type: "json" };
import join from "#features/coffee/cards/templates/join.json" with { type: "json" };
import page from "#features/coffee/cards/templates/page.json" with { type: "json" };
import said from "#features/coffee/cards/templates/said.json" with { type: "json" };
import type { Heads, Standing } from "#features/coffee/contract.ts";
import { type Session, stateOf } from "#features/coffee/series/session.ts";
import { plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import { dayOf } from "#platform/time/finnish-time.ts";
import agenda from "./templates/agenda.json" with { type: "json" };
import heads from "./templates/heads.json" with { type: "json" };
import languages from "./templates/languages.json" with { type: "json" };
import more from "./templates/more.json" with { type: "json" };

const invitationTemplate = wholeCard([head, agenda, heads, join, answers, more, languages]);
const endedTemplate = wholeCard([head, said, page]);

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
    feed: links.feed(session.series, locale),
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
