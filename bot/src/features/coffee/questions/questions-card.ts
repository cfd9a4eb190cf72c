import type { Ink } from "#features/coffee/cards/card-context.ts";
import { linkTo } from "#features/coffee/cards/card-parts.ts";
import { nameOnCard, shortened } from "#features/coffee/cards/card-words.ts";
import page from "#features/coffee/cards/templates/page.json" with { type: "json" };
import type { QuestionBox, QuestionView } from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { plain, unformatted, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import ask from "./templates/ask.json" with { type: "json" };
import list from "./templates/questions.json" with { type: "json" };

/** What one was writing, and what is said about it. */
export type Asking = { text?: string; anonymous?: boolean; error?: string; said?: string };

const allTemplate = wholeCard([ask, list, page], ["newQuestion"]);
const mineTemplate = wholeCard([list, page]);

/** So many questions have room on a card with their answers; the tab has them all. */
const mostQuestions = 8;
/** As the contract has it. */
const mostQuestionLength = 500;
const mostAnswerLength = 300;
const mostTooltipLength = 100;

/** The dialog of the question box: a question to ask, and those of others to vote for. `newQuestion` is a fresh UUID. */
export function questionsPage(
  session: Session,
  box: QuestionBox,
  newQuestion: string,
  ink: Ink,
  { text = "", anonymous = false, error = "", said = "" }: Asking = {},
): Card {
  const { t } = ink;
  const asked = box.questions.filter(({ state }) => state === "open" || state === "answered");
  return allTemplate({
    ...headOf(session, ink),
    error,
    said,
    mayAsk: box.open,
    ask: t("questions.ask"),
    mostLength: mostQuestionLength,
    placeholder: t("questions.placeholder"),
    text,
    mayAskAnonymously: box.mayAskAnonymously,
    anonymousTitle: t("questions.anonymous"),
    anonymous: anonymous ? "true" : "false",
    promise: t(box.mayAskAnonymously ? "questions.anonymous.what" : "questions.named.what"),
    send: t("questions.send"),
    newQuestion,
    empty: [box.open ? "" : t("questions.closed"), asked.length > 0 ? "" : t("questions.empty")]
      .filter((line) => line !== "")
      .join(" "),
    ...listOf(
      asked.map((question) => ({
        ...shownOf(question, aboutOf(question, ink), ink),
        ...(box.open && question.state === "open" ? voteOn(question, ink) : noDeed),
      })),
      ink,
    ),
    hidden: hiddenLine(box, ink),
    turn: t("questions.toMine"),
    turnTo: "coffee/mine",
  });
}

/** The dialog of one's own questions: what has become of each, and why one is not shown. */
export function minePage(session: Session, box: QuestionBox, ink: Ink): Card {
  const { t } = ink;
  const mine = box.questions.filter((question) => question.mine);
  return mineTemplate({
    ...headOf(session, ink),
    empty: mine.length > 0 ? "" : t("questions.mine.none"),
    ...listOf(
      mine.map((question) => ({
        ...shownOf(question, fateOf(question, ink), ink),
        ...(question.state === "open"
          ? { deed: t("questions.withdraw"), verb: "coffee/withdraw", voted: false }
          : noDeed),
      })),
      ink,
    ),
    hidden: hiddenLine(box, ink),
    turn: t("questions.toAll"),
    turnTo: "coffee/questions",
  });
}

const headOf = (session: Session, ink: Ink) => ({
  lang: ink.locale,
  title: ink.t("questions.title"),
  series: session.series.id,
  date: session.date,
  ...linkTo(session, ink),
});

function listOf<Shown>(questions: Shown[], { t }: Ink) {
  const rest = questions.length - mostQuestions;
  return {
    questions: questions.slice(0, mostQuestions),
    more: rest > 0 ? t("questions.more", { count: rest }) : "",
  };
}

const shownOf = ({ id, text, answer }: QuestionView, about: string, { t }: Ink) => ({
  question: id,
  text: plain(text),
  about,
  answer: answer.trim()
    ? t("questions.answer", { answer: plain(shortened(answer.trim(), mostAnswerLength)) })
    : "",
  // Many buttons say the same: this tells a screen reader which question each belongs to.
  tooltip: unformatted(shortened(text, mostTooltipLength)),
});

const noDeed = { deed: "", verb: "", voted: false };

const voteOn = ({ voted }: QuestionView, { t }: Ink) => ({
  deed: t(voted ? "questions.unvote" : "questions.vote"),
  verb: "coffee/vote",
  voted: !voted,
});

/** "5 röster · Anna · fäst" */
function aboutOf({ votes, author, mine, pinned, state }: QuestionView, { t }: Ink): string {
  return [
    t("questions.votes", { count: votes }),
    author === null ? t("questions.noName") : nameOnCard(author),
    ...(mine ? [t("questions.mine")] : []),
    ...(pinned ? [t("questions.pinned")] : []),
    ...(state === "answered" ? [t("questions.answered")] : []),
  ].join(" · ");
}

function fateOf({ state, reason }: QuestionView, { t }: Ink): string {
  if (state !== "withheld") return t(`questions.mine.${state}`);
  return t("questions.mine.withheld", { reason: t(`reason.${reason ?? "later"}`) });
}

/** "Frågor som inte visas: hör inte till ämnet (2)." */
function hiddenLine({ withheld }: QuestionBox, { t }: Ink): string {
  if (withheld.length === 0) return "";
  return t("questions.hidden", {
    reasons: withheld.map(({ reason, count }) => `${t(`reason.${reason}`)} (${count})`).join(", "),
  });
}
