import { leastStep } from "#features/surveys/ballots/steps.ts";
import type { Language, Words } from "#features/surveys/contract.ts";
import { buttonRows, type Entered, endsOf, field } from "#features/surveys/questions/question-fields.ts";
import { fitsCard, isPulse, pages } from "#features/surveys/survey/pages.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { CardTooBig, cardTemplate, plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import { momentInWords } from "#platform/time/in-words.ts";
import { whoSees } from "./promise.ts";
import closed from "./templates/closed.json" with { type: "json" };
import head from "./templates/head.json" with { type: "json" };
import languages from "./templates/languages.json" with { type: "json" };
import list from "./templates/list.json" with { type: "json" };
import openDialog from "./templates/open-dialog.json" with { type: "json" };
import page from "./templates/page.json" with { type: "json" };
import pulse from "./templates/pulse.json" with { type: "json" };
import questions from "./templates/questions.json" with { type: "json" };
import send from "./templates/send.json" with { type: "json" };
import turnPage from "./templates/turn-page.json" with { type: "json" };

/** The words a card is drawn with: a language, its texts, and where the tab is. */
export type CardContext = { locale: Locale; t: Translate; tabLink(page: string): string };

const pulseTemplate = wholeCard([head, pulse, languages]);
const formTemplate = wholeCard([head, questions, send, languages]);
const dialogTemplate = wholeCard([head, openDialog, languages]);
const closedTemplate = wholeCard([closed]);
const pageTemplate = wholeCard([page, questions, turnPage]);
const firstPageTemplate = wholeCard([page, head, questions, turnPage]);
const listTemplate = cardTemplate(list);

/** What stands above the questions of one person's card. */
export type Above = {
  /** What is wrong with what they sent. */
  error?: string;
  /** They have answered: what they send now takes the place of all of it. `filled`: all of it stands here. */
  replaces?: "filled" | "empty" | undefined;
  /** They asked to change their answer, and stay in the form until they send it. */
  isChange?: boolean;
};

/** The card that asks: one tap for a pulse, a form for up to five questions, else a door to the dialog. */
export function surveyCard(
  survey: Survey,
  context: CardContext,
  entered: Entered = {},
  above: Above = {},
): Card {
  const language = languageFor(survey, context.locale);
  const shown = { at: (above.isChange ? "change" : "form") satisfies Shown, entered: "", of: "" };
  const values = {
    ...headOf(survey, context, above),
    ...switchTo(survey, language),
    ...shown,
  };
  const [question] = survey.draft.questions;
  if (question && isPulse(survey.draft)) {
    return pulseTemplate({
      ...values,
      question: plain(question.text[language]),
      questionId: question.id,
      ends: plain(endsOf(question, language)),
      rows: buttonRows(question, language, context.t),
    });
  }
  if (fitsCard(survey.draft)) {
    return formTemplate({
      ...values,
      questions: [...survey.draft.questions, ...survey.draft.backgrounds].map((each) =>
        field(each, language, context.t, entered, isCheckedByClient(survey)),
      ),
      send: context.t("card.send"),
    });
  }
  return dialogTemplate({
    ...values,
    length: context.t("card.length", {
      count: survey.draft.questions.length + survey.draft.backgrounds.length,
    }),
    start: context.t("card.start"),
  });
}

/** What a card shows to whoever presses one of its languages: they see it again in that one, with what they entered. */
export type Shown = "form" | "change" | "thanks";

/** A client that holds the buttons until a compulsory question is answered would hold those of the languages too. */
const isCheckedByClient = ({ draft }: Survey): boolean => draft.languages.length < 2;

export const saying = (keys: string[], { t }: CardContext): string => keys.map((key) => t(key)).join(" ");

/** What everybody sees once the survey is closed. */
export function closedCard(survey: Survey, context: CardContext, isLate = false): Card {
  const language = languageFor(survey, context.locale);
  return closedTemplate({
    lang: language,
    title: plain(survey.draft.title[language]),
    closed: context.t(isLate ? "card.closed.late" : "card.closed"),
    what: saying(whoSees(survey, "closed"), context),
    promises: figuresPromised(survey, context).map((line) => ({ line })),
    results: survey.draft.shared ? context.tabLink(`/surveys/${survey.id}/results`) : "",
    seeResults: context.t("card.results"),
  });
}

/** One page of the dialog; what was answered on the others travels with it. */
export function pageCard(
  survey: Survey,
  context: CardContext,
  at: number,
  entered: Entered,
  above: Above = {},
): Card {
  const language = languageFor(survey, context.locale);
  const all = pages(survey.draft);
  const values = {
    ...headOf(survey, context, above),
    ...switchTo(survey, language),
    progress: context.t("card.progress", { page: at + 1, pages: all.length }),
    questions: (all[at] ?? []).map((each) =>
      field(each, language, context.t, entered, at === 0 && isCheckedByClient(survey)),
    ),
    hasBack: at > 0,
    back: context.t("card.back"),
    next: context.t(at + 1 < all.length ? "card.next" : "card.send"),
    page: at,
    given: JSON.stringify(entered),
  };
  const template = at === 0 ? firstPageTemplate : pageTemplate;
  try {
    return template(values);
  } catch (error) {
    // Each button carries what was entered: with the longest comments there is no room for the languages' buttons.
    if (!(error instanceof CardTooBig)) throw error;
    return template({ ...values, languages: [] });
  }
}

/** So many surveys fit on a card with the longest of titles. */
const listLimit = 20;

/** The surveys that are open where the person asks, the first to close first. */
export function listCard(open: Survey[], context: CardContext): Card {
  const surveys = open.toSorted((one, other) => closesAtMs(one) - closesAtMs(other)).slice(0, listLimit);
  return listTemplate({
    lang: context.locale,
    title: context.t("list.title"),
    empty: surveys.length === 0 ? context.t("list.empty") : "",
    more: open.length > listLimit ? context.t("list.more", { count: listLimit }) : "",
    surveys: surveys.map((survey) => ({
      id: survey.id,
      language: languageFor(survey, context.locale),
      name: plain(survey.draft.title[languageFor(survey, context.locale)]),
      closes: context.t("card.closes", { closes: closingTime(survey, context.locale) }),
    })),
    answer: context.t("card.start"),
    open: context.t("list.open"),
    tabLink: context.tabLink("/surveys"),
  });
}

/** The person's language where the survey has it, else its first. */
export function languageFor({ draft }: Pick<Survey, "draft">, wished: Locale): Language {
  return draft.languages.includes(wished) ? wished : (draft.languages[0] ?? "sv");
}

const closesAtMs = ({ draft }: Survey): number => (draft.closesAt ? Date.parse(draft.closesAt) : Infinity);

export const closingTime = ({ draft }: Survey, locale: Locale): string =>
  draft.closesAt ? momentInWords(new Date(draft.closesAt), locale) : "";

/** Said before one answers: the kind, the threshold, who will see what, and when it closes. */
function headOf(survey: Survey, context: CardContext, { error = "", replaces }: Above) {
  const { locale, t } = context;
  const { draft } = survey;
  const language = languageFor(survey, locale);
  const promises = [
    t(`card.promise.${draft.kind}`, { step: leastStep }),
    ...whoSees(survey, "open").map((key) => t(key)),
    ...figuresPromised(survey, context),
    ...(draft.closesAt ? [t("card.closes", { closes: closingTime(survey, locale) })] : []),
  ];
  return {
    lang: language,
    survey: survey.id,
    title: plain(draft.title[language]),
    error,
    note: replaces ? t(replaces === "filled" ? "card.replaces.filled" : "card.replaces") : "",
    intro: plain(draft.intro[language]),
    kind: t(`kind.${draft.kind}`),
    promises: promises.map((line) => ({ line })),
  };
}

/** How figures are shown, and comments where there are any; in a signed survey to all but its organisers. */
function figuresPromised({ draft, thresholds }: Survey, { t }: CardContext): string[] {
  const values = { ratings: thresholds.ratings, others: thresholds.comments - 1 };
  const isSigned = draft.kind === "signed";
  const hasTexts = draft.questions.some(({ type }) => type === "text");
  return [
    t(isSigned ? "card.promise.signedFigures" : "card.promise.figures", values),
    ...(hasTexts ? [t(isSigned ? "card.promise.signedComments" : "card.promise.comments", values)] : []),
  ];
}

/** Buttons for the survey's other languages. */
export function switchTo(survey: Survey, language: Language) {
  const names: Words = { sv: "Svenska", fi: "Suomi", en: "English" };
  return {
    survey: survey.id,
    lang: language,
    languages: survey.draft.languages
      .filter((each) => each !== language)
      .map((each) => ({ language: each, title: names[each] })),
  };
}
