import {
  type Answers,
  type Background,
  type Language,
  limits,
  type Question,
} from "#features/surveys/contract.ts";
import { answersTo, isSkippable, noAnswer, notKnown } from "#features/surveys/survey/options.ts";
import type { Translate } from "#platform/i18n/texts.ts";
import { unformatted } from "#platform/teams/card.ts";

/* A question on a card: as buttons, as a field of a form, and its answers in words. */

/** What was entered so far, as a card's inputs have it: a text for each question. */
export type Entered = Record<string, string>;

/** A scale is one row of five buttons; anything else is a button a row, which a phone shows whole. */
export function buttonRows(question: Question, language: Language, t: Translate) {
  const buttons = answersTo(question)
    .filter((value) => value !== notKnown)
    .map((value) => ({ value, title: unformatted(optionText(question, value, language, t)) }));
  const rows =
    question.type === "scale" ? [{ answers: buttons }] : buttons.map((button) => ({ answers: [button] }));
  if (question.dontKnow) rows.push({ answers: [{ value: notKnown, title: t("card.dontKnow") }] });
  return rows;
}

/**
 * What a question or background question is on a form, filled in with what was entered. `isChecked`: the client lets
 * nobody press a button while a compulsory one is empty; that would hold a language or "back" too, so the server checks there.
 */
export function field(
  question: Question | Background,
  language: Language,
  t: Translate,
  entered: Entered,
  isChecked: boolean,
) {
  const isText = "type" in question && question.type === "text";
  const several = "type" in question && question.type === "multiple";
  const isRecommend = "type" in question && question.type === "recommend";
  const isBackground = !("type" in question);
  const required = isChecked && !isBackground && question.required;
  const options = isText ? [] : optionsOf(question, language, t);
  return {
    input: `q:${question.id}`,
    isText,
    label: unformatted(labelOf(question, language, t)),
    style: several || isRecommend ? "expanded" : styleFor(options.length),
    several,
    required,
    errorMessage: t(isText ? "card.writeAnswer" : several ? "card.chooseAnswers" : "card.chooseAnswer"),
    placeholder: isText ? t("card.placeholder.text") : t("card.placeholder.choice"),
    maxLength: limits.commentLength,
    value: entered[question.id] ?? "",
    choices: options,
  };
}

/** All in sight while they are few; a list that one writes in where looking would take too long, as for municipalities. */
const styleFor = (options: number) => (options > 20 ? "filtered" : options > 7 ? "compact" : "expanded");

function labelOf(question: Question | Background, language: Language, t: Translate): string {
  const isMultiple = "type" in question && question.type === "multiple";
  const isOptional = !("type" in question && question.required);
  const said = [...(isMultiple ? [t("card.several")] : []), ...(isOptional ? [t("card.optional")] : [])];
  return question.text[language] + (said.length > 0 ? ` (${said.join(", ")})` : "");
}

function optionsOf(question: Question | Background, language: Language, t: Translate) {
  const takenBack = { value: noAnswer, title: t("card.noAnswer") };
  if (!("type" in question)) {
    const groups = question.choices.map(({ id, text }) => ({
      value: id,
      title: unformatted(text[language]),
    }));
    return [...groups, takenBack];
  }
  const options = answersTo(question).map((value) => ({
    value,
    title: value === notKnown ? t("card.dontKnow") : unformatted(choiceText(question, value, language, t)),
  }));
  return isSkippable(question) ? [...options, takenBack] : options;
}

/** As optionText; in a list the ends of a scale stand beside their numbers. */
function choiceText(question: Question, value: string, language: Language, t: Translate): string {
  if (question.type !== "scale") return optionText(question, value, language, t);
  const end = { 1: question.low, 5: question.high }[value]?.[language];
  return end ? `${value} – ${end}` : value;
}

function optionText(question: Question, value: string, language: Language, t: Translate): string {
  if (question.type === "single" || question.type === "multiple") {
    return question.choices.find(({ id }) => id === value)?.text[language] ?? value;
  }
  return question.type === "change" ? t(`change.${value}`) : value;
}

/** "1 = tung, 5 = bra", above a scale's buttons. */
export function endsOf(question: Question, language: Language): string {
  if (question.type !== "scale") return "";
  const { low, high } = question;
  return low[language] || high[language] ? `1 = ${low[language]}, 5 = ${high[language]}` : "";
}

/** An answer in words. */
export function answerText(
  question: Question,
  value: Answers[string],
  language: Language,
  t: Translate,
): string {
  if (value === undefined) return "";
  if (typeof value === "object" && !Array.isArray(value)) return t("card.dontKnow");
  return [value]
    .flat()
    .map((each) => optionText(question, String(each), language, t))
    .join(", ");
}
