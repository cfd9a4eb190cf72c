import type { Survey } from "#features/surveys/survey/survey.ts";

/* How a live survey's answers are told while it is open: in whole steps of so many, in the order in which they came. */

export const leastStep = 10;
const partOfAudience = 10;
const leastPauseMs = 5_000;
/** So many rows are looked through in one of the pauses. */
const rowsInPause = 1_000;

/** How many answers become part of the totals together: ten, or a tenth of the audience. */
export function stepOf({ draft, audience }: Pick<Survey, "draft" | "audience">): number {
  return Math.max(leastStep, Math.ceil((draft.audience ?? audience ?? 0) / partOfAudience));
}

/** Between one look at what has come and the next; longer where a look has more to read. */
export function pauseMs(survey: Pick<Survey, "draft" | "audience">): number {
  return leastPauseMs * Math.ceil((2 * stepOf(survey)) / rowsInPause);
}

/** The whole tens in a number of answers: what organisers are told of it while a live survey is open. */
export const wholeTens = (answers: number): number => answers - (answers % leastStep);
