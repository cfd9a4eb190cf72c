import type { Question } from "#features/surveys/contract.ts";

/* What a question can be answered with, as cards send it. */

/** What a card sends for "don't know". No id can be written like it. */
export const notKnown = "-";

/** What a card sends for a choice that is taken back: with radio buttons and lists there is no other way. */
export const noAnswer = "--";

/** Whether a choice may be taken back: several can be unticked, and a text be emptied. */
export const isSkippable = ({ required, type }: Question): boolean =>
  !required && type !== "multiple" && type !== "text";

/** What a question can be answered with, as a card sends it: its keys, and "don't know" where it is offered. */
export function answersTo(question: Question): string[] {
  if (question.type === "text") return [];
  return [...keysOf(question), ...(question.dontKnow ? [notKnown] : [])];
}

/** The keys that a question's answers are counted by; none for a text. */
export function keysOf(question: Question): string[] {
  if (question.type === "scale") return ["1", "2", "3", "4", "5"];
  if (question.type === "recommend") return ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
  if (question.type === "change") return ["better", "same", "worse"];
  return question.type === "text" ? [] : question.choices.map(({ id }) => id);
}
