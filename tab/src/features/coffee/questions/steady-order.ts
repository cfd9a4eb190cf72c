import type { QuestionState, QuestionView } from "bot/coffee/contract";

/* The list is read anew every few seconds, but nothing in it moves under a finger: a new order comes when one asks for it. */

/** A place in the list as it stands on the screen. */
export type Place = { id: string; wasAnswered: boolean };
/** Without a question where it has been withheld or taken back meanwhile. An answer that came meanwhile would push the rest down. */
export type Row = { id: string; question: QuestionView | undefined; showsAnswer: boolean };

const ranks: Record<QuestionState, number> = { open: 0, answered: 1, withheld: 2, merged: 3 };

/** What is still to be answered first; within that as the server has it, pinned ones first and then by votes. */
export function arranged(questions: readonly QuestionView[]): Place[] {
  return questions
    .toSorted((a, b) => ranks[a.state] - ranks[b.state])
    .map(({ id, state }) => ({ id, wasAnswered: state === "answered" }));
}

/** The places with those that are new at the end. The same array where none is. */
export function withNew(places: readonly Place[], questions: readonly QuestionView[]): readonly Place[] {
  const known = new Set(places.map(({ id }) => id));
  const fresh = arranged(questions).filter(({ id }) => !known.has(id));
  return fresh.length === 0 ? places : [...places, ...fresh];
}

/** What stands in each place now. */
export function rowsOf(places: readonly Place[], questions: readonly QuestionView[]): Row[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  return places.map(({ id, wasAnswered }) => ({ id, question: byId.get(id), showsAnswer: wasAnswered }));
}

/** Whether the list would look otherwise if it were arranged now. */
export function isBehind(places: readonly Place[], questions: readonly QuestionView[]): boolean {
  const next = arranged(questions);
  return (
    next.length !== places.length ||
    next.some(({ id, wasAnswered }, index) => {
      const place = places[index];
      return place?.id !== id || place.wasAnswered !== wasAnswered;
    })
  );
}
