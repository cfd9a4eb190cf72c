import { z } from "zod";
import type { Voting } from "#features/surveys/ballots/voting.ts";
import { languages, surveyId } from "#features/surveys/contract.ts";
import { checkAnswers, checkBallot } from "#features/surveys/questions/answer.ts";
import type { Entered } from "#features/surveys/questions/question-fields.ts";
import { isPulse, pages, type Survey } from "#features/surveys/survey/survey.ts";
import { action, dialog, type Feature, OldCard } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import { plain } from "#platform/teams/card.ts";
import type { Turn } from "#platform/teams/turn.ts";
import {
  type CardContext,
  closedCard,
  languageFor,
  listCard,
  pageCard,
  surveyCard,
  thanksCard,
} from "./card.ts";

const shown = { survey: surveyId, language: z.enum(languages).optional() };
const carried = z.string().max(40_000);
/** Longer than any comment may be: who wrote too much gets it back, with how much it is too long. */
const input = z.string().max(8_000);

/** Inputs come as `q:<question>`; anything else that is not named here is a forged card. */
const inputs = z.record(z.string().regex(/^q:[a-z0-9-]{1,40}$/), input);
const showInput = z.looseObject(shown).transform(({ survey, language }) => ({ survey, language }));
const answerInput = withInputs({
  ...shown,
  question: z.string().max(40).optional(),
  value: input.optional(),
});
const changeInput = z.strictObject({ ...shown, given: carried.optional() });
const pageInput = withInputs({
  ...shown,
  verb: z.string().optional(),
  msteams: z.unknown().optional(),
  page: z.coerce.number().int().min(0).max(30).optional(),
  go: z.enum(["back", "next"]).optional(),
  given: carried.optional(),
});

/** Surveys in chat: asked for, answered, changed; on the card, or page by page in a dialog. */
export function surveyBot(voting: Voting, contextFor: (locale: CardContext["locale"]) => CardContext) {
  const contextOf = (survey: Survey, turn: Turn, chosen: CardContext["locale"] | undefined) =>
    contextFor(languageFor(survey, chosen ?? turn.locale));

  async function show(survey: Survey, turn: Turn, context: CardContext) {
    if (voting.stateOf(survey) !== "open") return { card: closedCard(survey, context) };
    const answer = await voting.answerOf(survey, turn.person);
    return { card: answer ? thanksCard(survey, context, answer) : surveyCard(survey, context) };
  }

  /** Of a live survey alone: the answer is in totals that are shown, so there is no use in writing another. */
  async function countedAnswer(survey: Survey, turn: Turn) {
    if (survey.draft.kind !== "live") return undefined;
    const answer = await voting.answerOf(survey, turn.person);
    return answer?.isCounted ? answer : undefined;
  }

  const commands: Feature["commands"] = {
    surveys: {
      words: "listWords",
      about: "listAbout",
      run: async (turn) => ({ card: listCard(await voting.openIn(turn.place), contextFor(turn.locale)) }),
    },
  };

  const actions: Feature["actions"] = {
    show: action(showInput, async ({ survey: id, language }, turn) => {
      const survey = await voting.find(turn.place, id);
      return show(survey, turn, contextOf(survey, turn, language));
    }),

    answer: action(answerInput, async ({ survey: id, language, question, value, inputs }, turn) => {
      const survey = await voting.find(turn.place, id);
      const context = contextOf(survey, turn, language);
      if (voting.stateOf(survey) !== "open") return { card: closedCard(survey, context) };

      const given = question !== undefined && value !== undefined ? { [question]: value } : inputs;
      try {
        const answers = checkBallot(survey.draft, given);
        const vote = await voting.cast(survey, turn.person, answers);
        if (vote.outcome === "closed" || vote.outcome === "late")
          return { card: closedCard(survey, context, vote.outcome === "late") };
        if (vote.outcome === "cast") return { card: thanksCard(survey, context, { ...vote, answers }) };
        return { card: thanksCard(survey, context, { receipt: "", isCounted: true, isKept: true }) };
      } catch (error) {
        // What was entered stays on the card, with what is wrong above it.
        if (!(error instanceof Refusal)) throw error;
        return { card: surveyCard(survey, context, given, { error: problemIn(survey, context, error) }) };
      }
    }),

    change: action(changeInput, async ({ survey: id, language, given }, turn) => {
      const survey = await voting.find(turn.place, id);
      const context = contextOf(survey, turn, language);
      if (voting.stateOf(survey) !== "open") return { card: closedCard(survey, context) };
      const counted = await countedAnswer(survey, turn);
      if (counted) return { card: thanksCard(survey, context, counted) };
      return { card: surveyCard(survey, context, entered(given), { replaces: !isPulse(survey.draft) }) };
    }),
  };

  const dialogs: Feature["dialogs"] = {
    page: dialog(pageInput, async ({ survey: id, language, page, go, given, inputs }, turn) => {
      const survey = await voting.find(turn.place, id);
      const context = contextOf(survey, turn, language);
      if (voting.stateOf(survey) !== "open") return { notice: context.t("card.closed") };

      const title = survey.draft.title[context.locale];
      const before = entered(given);
      if (page === undefined || go === undefined) {
        const answer = await voting.answerOf(survey, turn.person);
        if (answer?.isCounted) return { notice: context.t("card.thanks.counted") };
        return { title, card: pageCard(survey, context, 0, before, { replaces: answer !== undefined }) };
      }

      const all = pages(survey.draft);
      const only = all[page]?.map((each) => each.id);
      if (!only) throw new OldCard();
      const now = { ...before, ...inputs };
      if (go === "back") return { title, card: pageCard(survey, context, Math.max(0, page - 1), now) };
      try {
        checkAnswers(survey.draft, inputs, { only });
        if (page + 1 < all.length) return { title, card: pageCard(survey, context, page + 1, now) };
        const { outcome } = await voting.cast(survey, turn.person, checkBallot(survey.draft, now));
        return { notice: notices[outcome](context) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return {
          title,
          card: pageCard(survey, context, page, now, { error: problemIn(survey, context, error) }),
        };
      }
    }),
  };

  return { commands, actions, dialogs };
}

/** What is wrong, and in which question: its number among them all, and its first words in the card's language. */
function problemIn({ draft }: Survey, { locale, t }: CardContext, { reason, values }: Refusal): string {
  const question = [...draft.questions, ...draft.backgrounds][Number(values?.number) - 1];
  const text = question?.text[languageFor({ draft }, locale)] ?? "";
  const isLong = text.length > mostQuoted;
  const start = isLong ? `${text.slice(0, mostQuoted).toWellFormed().trimEnd()} …` : text;
  return t(reason, { ...values, question: plain(start) });
}

const mostQuoted = 80;

const notices = {
  cast: ({ t }: CardContext) => t("card.thanks"),
  counted: ({ t }: CardContext) => `${t("card.notChanged")} ${t("card.thanks.counted")}`,
  closed: ({ t }: CardContext) => t("card.closed"),
  late: ({ t }: CardContext) => t("card.closed.late"),
};

const carriedInput = z.record(z.string().max(40), input);

/** What travelled with the card. It is the person's own, and checked like any input before it counts. */
function entered(given: string | undefined): Entered {
  if (!given) return {};
  try {
    return carriedInput.parse(JSON.parse(given));
  } catch {
    throw new OldCard();
  }
}

/** Splits a card's data into what this schema names and the inputs that the client added. */
function withInputs<S extends z.ZodRawShape>(shape: S) {
  const known = z.object(shape);
  return z.record(z.string(), z.unknown()).transform((data, context) => {
    const named = known.safeParse(data);
    const others = inputs.safeParse(
      Object.fromEntries(Object.entries(data).filter(([key]) => !(key in shape))),
    );
    if (!named.success || !others.success) {
      context.addIssue({ code: "custom", message: "The card's data does not fit." });
      return z.NEVER;
    }
    const given = Object.fromEntries(
      Object.entries(others.data).map(([key, value]) => [key.slice(2), value]),
    );
    return { ...named.data, inputs: given };
  });
}
