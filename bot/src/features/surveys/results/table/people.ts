import type { AnswerValue, Question, SignedAnswers } from "#features/surveys/contract.ts";
import { answerName, type Cell, choiceName, type Reading } from "./lines.ts";

/** What a signed survey's table has beside the others: who answered, their groups, and a column for each question. */
export type PeopleColumns = { key: string; header: string }[];

export function peopleColumns({ results, context: { t }, language }: Reading): PeopleColumns {
  return [
    { key: "person", header: t("table.person") },
    { key: "name", header: t("table.name") },
    ...results.backgrounds.map(({ id, text }) => ({ key: `background ${id}`, header: text[language] })),
    ...results.questions.map(({ id, text }, at) => ({
      key: `question ${id}`,
      header: `${at + 1}. ${text[language]}`,
    })),
  ];
}

/** A row for each person: the number tells people of one name from each other. */
export function peopleRows(signed: SignedAnswers[], reading: Reading): Record<string, Cell>[] {
  const { results, context, language } = reading;
  return signed.map(({ name, answers, groups }, at) => ({
    measure: context.t("table.answers"),
    person: at + 1,
    name,
    ...Object.fromEntries(
      results.backgrounds.map((background) => [
        `background ${background.id}`,
        choiceName(background, own(groups, background.id) ?? "", language),
      ]),
    ),
    ...Object.fromEntries(
      results.questions.map((question) => [
        `question ${question.id}`,
        given(question, own(answers, question.id), reading),
      ]),
    ),
  }));
}

function given(question: Question, value: AnswerValue | undefined, reading: Reading): Cell {
  if (value === undefined) return null;
  if (typeof value === "object" && !Array.isArray(value)) return reading.context.t("card.dontKnow");
  const names = [value].flat().map((each) => answerName(question, String(each), reading));
  const [only = null] = names;
  return names.length > 1 ? names.join(", ") : only;
}

/** A question may be called `constructor`: only what was answered counts. */
const own = <Value>(values: Record<string, Value>, id: string): Value | undefined =>
  Object.hasOwn(values, id) ? values[id] : undefined;
