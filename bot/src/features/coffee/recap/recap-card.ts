import { type Ink, titleOf } from "#features/coffee/cards/card-context.ts";
import { headOf, linkTo } from "#features/coffee/cards/card-parts.ts";
import { linesOf, shortened } from "#features/coffee/cards/card-words.ts";
import head from "#features/coffee/cards/templates/head.json" with { type: "json" };
import page from "#features/coffee/cards/templates/page.json" with { type: "json" };
import { whenOf } from "#features/coffee/cards/when.ts";
import type { QuestionView } from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import recapParts from "./templates/recap.json" with { type: "json" };

/** What a recap tells beside the session's own themes and number of those who came. */
export type Recapped = {
  /** The answered questions, the most voted first. */
  answered: Pick<QuestionView, "text" | "answer">[];
  /** How many questions still wait for an answer. */
  open: number;
  next?: Session | undefined;
};

const recapTemplate = wholeCard([head, recapParts, page]);

const mostThemes = 15;
const mostQuestions = 5;
/** An answer may be four times as long; the rest is on the session's page. */
const mostAnswerLength = 500;

/** After the session: what was talked about and answered. What was not written is left out. */
export function recapCard(session: Session, { answered, open, next }: Recapped, ink: Ink): Card {
  const { locale, t } = ink;
  const themes = linesOf(session.recap.themes[locale], mostThemes);
  const rest = answered.length - mostQuestions;
  return recapTemplate({
    ...headOf(session, ink),
    title: t("recap.title", { title: plain(titleOf(session, ink)) }),
    moved: "",
    came: session.attendanceCounted ? t("recap.came", { count: session.attendanceCounted }) : "",
    themesTitle: t("recap.themes"),
    themes: themes.lines,
    themesMore: themes.rest > 0 ? t("card.more", { count: themes.rest }) : "",
    questionsTitle: t("recap.questions"),
    questions: answered.slice(0, mostQuestions).map(({ text, answer }) => ({
      text: plain(text),
      answer: answer.trim() ? plain(shortened(answer.trim(), mostAnswerLength)) : t("recap.spoken"),
    })),
    questionsMore: rest > 0 ? t("recap.more", { count: rest }) : "",
    open: open > 0 ? t("recap.open", { count: open }) : "",
    next: next ? t("recap.next", { when: whenOf(next, ink) }) : "",
    ...linkTo(session, ink),
    pageTitle: t("recap.page"),
  });
}
