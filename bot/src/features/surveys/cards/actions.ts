import { z } from "zod";
import type { Voting } from "#features/surveys/ballots/voting.ts";
import { type Answers, languages, surveyId } from "#features/surveys/contract.ts";
import { checkAnswers, checkBallot } from "#features/surveys/questions/answer.ts";
import type { Entered } from "#features/surveys/questions/question-fields.ts";
import { isPulse, pages } from "#features/surveys/survey/pages.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { action, dialog, type Feature, OldCard } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import { plain } from "#platform/teams/card.ts";
import type { Turn } from "#platform/teams/turn.ts";
import {
  type Above,
  type CardContext,
  closedCard,
  languageFor,
  listCard,
  pageCard,
  surveyCard,
} from "./card.ts";
import { thanksCard } from "./thanks-card.ts";

const shown = { survey: surveyId, language: z.enum(languages).optional() };
const carried = z.string().max(40_000);
/** Longer than any comment may be: who wrote too much gets it back, with how much it is too long. */
const input = z.string().max(8_000);

/** Inputs come as `q:<question>`; anything else that is not named here is a forged card. */
const inputs = z.record(z.string().regex(/^q:[a-z0-9-]{1,40}$/), input);
/** `at`: what the card shows whose language was pressed. `given` is the answer with the receipt `of`. */
const showInput = withInputs({
  ...shown,
  at: z.enum(["form", "change", "thanks"]).optional(),
  given: carried.optional(),
  of: z.string().max(100).optional(),
});
const answerInput = withInputs({
  ...shown,
  at: z.enum(["form", "change"]).optional(),
  question: z.string().max(40).optional(),
  value: input.optional(),
});
const changeInput = z.strictObject({
  ...shown,
  given: carried.optional(),
  of: z.string().max(100).optional(),
});
const pageInput = withInputs({
  ...shown,
  verb: z.string().optional(),
  msteams: z.unknown().optional(),
  page: z.coerce.number().int().min(0).max(30).optional(),
  go: z.enum(["back", "next", "language"]).optional(),
  given: carried.optional(),
});

/** Surveys in chat: asked for, answered, changed; on the card, or page by page in a dialog. */
export function surveyBot(voting: Voting, contextFor: (locale: CardContext["locale"]) => CardContext) {
  const contextOf = (survey: Survey, turn: Turn, chosen: CardContext["locale"] | undefined) =>
    contextFor(languageFor(survey, chosen ?? turn.locale));

  /** Where the person is: a form that they are in stays, with what they entered; else thanks to who has answered. */
  async function show(
    survey: Survey,
    turn: Turn,
    context: CardContext,
    { at, given, of, inputs }: Partial<z.infer<typeof showInput>> = {},
  ) {
    if (voting.stateOf(survey) !== "open") return { card: closedCard(survey, context) };
    const answer = await voting.answerOf(survey, turn.person);
    const isWriting = at === "change" || Object.values(inputs ?? {}).some((each) => each !== "");
    if (!answer?.isCounted && (!answer || isWriting))
      return { card: surveyCard(survey, context, inputs, aboveForm(survey, answer, at)) };
    const known = answer.receipt === of ? answersIn(survey, given) : undefined;
    return { card: thanksCard(survey, context, { ...answer, ...(known && { answers: known }) }) };
  }

  /** Says to who has answered that what they send takes its place; a pulse's buttons need no such words. */
  const aboveForm = ({ draft }: Survey, answer: object | undefined, at: string | undefined): Above => ({
    replaces: answer && !isPulse(draft) ? "empty" : undefined,
    isChange: at === "change",
  });

  const commands: Feature["commands"] = {
    surveys: {
      words: "listWords",
      about: "listAbout",
      run: async (turn) => ({ card: listCard(await voting.openIn(turn.place), contextFor(turn.locale)) }),
    },
  };

  const actions: Feature["actions"] = {
    show: action(showInput, async ({ survey: id, language, ...where }, turn) => {
      const survey = await voting.find(turn.place, id);
      return show(survey, turn, contextOf(survey, turn, language), where);
    }),

    answer: action(answerInput, async ({ survey: id, language, at, question, value, inputs }, turn) => {
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
        const above = aboveForm(survey, at === "change" ? {} : undefined, at);
        const problem = { error: problemIn(survey, context, error) };
        return { card: surveyCard(survey, context, given, { ...above, ...problem }) };
      }
    }),

    change: action(changeInput, async ({ survey: id, language, given, of }, turn) => {
      const survey = await voting.find(turn.place, id);
      const context = contextOf(survey, turn, language);
      if (voting.stateOf(survey) !== "open") return { card: closedCard(survey, context) };
      const answer = await voting.answerOf(survey, turn.person);
      if (answer?.isCounted) return { card: thanksCard(survey, context, answer) };
      // Changed elsewhere since this card was drawn, it is not what would be replaced.
      const isIt = of === undefined || of === answer?.receipt;
      const before = isIt ? entered(given) : {};
      const above = aboveForm(survey, {}, "change");
      if (above.replaces && Object.keys(before).length > 0) above.replaces = "filled";
      return { card: surveyCard(survey, context, before, above) };
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
        return { title, card: pageCard(survey, context, 0, before, { replaces: answer && "empty" }) };
      }

      const all = pages(survey.draft);
      const only = all[page]?.map((each) => each.id);
      if (!only) throw new OldCard();
      const now = { ...before, ...inputs };
      if (go === "back" || go === "language") {
        const to = go === "back" ? Math.max(0, page - 1) : page;
        // The first page says what becomes of an earlier answer.
        const answer = to === 0 ? await voting.answerOf(survey, turn.person) : undefined;
        return { title, card: pageCard(survey, context, to, now, { replaces: answer && "empty" }) };
      }
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
  const found = given ? readEntered(given) : {};
  if (!found) throw new OldCard();
  return found;
}

function readEntered(given: string): Entered | undefined {
  try {
    return carriedInput.parse(JSON.parse(given));
  } catch {
    return undefined;
  }
}

/** An answer that travelled with the card, if it is one. */
function answersIn({ draft }: Survey, given = ""): Answers | undefined {
  try {
    return checkAnswers(draft, readEntered(given) ?? {}, { partial: true });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
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
