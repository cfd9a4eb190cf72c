import type { Ballot } from "#features/surveys/ballots/ballot.ts";
import type { Answers, AnswerValue, Draft, Question, SignedAnswers } from "#features/surveys/contract.ts";
import { own, signedBy } from "#features/surveys/questions/answer.ts";
import { keysOf } from "#features/surveys/survey/options.ts";

/**
 * The counts of a survey, by row: people of one group who came in one step. It grows with the questions and the rows,
 * and with what was written; not with the ballots.
 */
export type Tally = {
  draft: Draft;
  ballots: number;
  /** The groups of the segment question by their place in it, those without a group last. */
  groups: number;
  groupAt: Map<string, number>;
  /** Where the row of a step and group lies; the key is step * groups + group. */
  rowAt: Map<number, number>;
  /** People by row. */
  people: number[];
  questions: QuestionTally[];
  /** Signed surveys only. */
  signed: SignedAnswers[];
};

export type QuestionTally = {
  question: Question;
  keys: string[];
  /** A column for each key, then the answers, then the "don't know"s; rows as in the tally, some still unused. */
  counts: Uint32Array;
  /**
   * Several choices of a live survey: people by row and by the whole set that they chose, key: row * 2 ** 20 + set, a
   * bit for each choice. The audit of time and groups together needs it.
   */
  sets: Map<number, number> | null;
  comments: string[];
};

/** What people of one step and group said to one question: of `asked` people, `n` answered and knew. */
export type Cell = {
  step: number;
  group: number;
  asked: number;
  n: number;
  dontKnow: number;
  counts: number[];
  /** People by whole answer, a bit for each key that it holds. Null where it is not counted: see `sets`. */
  answers: Map<number, number> | null;
};

const setsPerRow = 2 ** 20;

export function startTally(draft: Draft): Tally {
  const groupIds =
    draft.backgrounds.find(({ id }) => id === draft.segmentBy)?.choices.map(({ id }) => id) ?? [];
  return {
    draft,
    ballots: 0,
    groups: groupIds.length + 1,
    groupAt: new Map(groupIds.map((id, at) => [id, at])),
    rowAt: new Map(),
    people: [],
    questions: draft.questions.map((question) => ({
      question,
      keys: keysOf(question),
      counts: new Uint32Array(0),
      sets: draft.kind === "live" && question.type === "multiple" ? new Map() : null,
      comments: [],
    })),
    signed: [],
  };
}

/**
 * Counts one ballot. It must have passed `checkAnswers`: an answer that the survey does not offer is a bug. `step`: in a
 * live survey from 0 for the steps of arrival that are told while it is open, one more for those who came later; else 0.
 */
export function add(tally: Tally, { answers, name }: Ballot, step: number): void {
  const row = rowOf(tally, step, groupOf(tally, answers));
  tally.ballots++;
  tally.people[row] = (tally.people[row] ?? 0) + 1;
  for (const each of tally.questions) {
    const value = own(answers, each.question.id);
    if (value !== undefined) addAnswer(each, row, value);
  }
  if (tally.draft.kind === "signed") tally.signed.push(signedBy(tally.draft, answers, name ?? ""));
}

/** Both together. The order of the two makes no difference but to the order of comments. */
export function merge(one: Tally, other: Tally): Tally {
  const both = startTally(one.draft);
  for (const part of [one, other]) {
    both.ballots += part.ballots;
    for (const each of part.signed) both.signed.push(each);
    const rows: number[] = [];
    for (const [key, from] of part.rowAt) {
      const row = rowOf(both, Math.floor(key / part.groups), key % part.groups);
      both.people[row] = (both.people[row] ?? 0) + (part.people[from] ?? 0);
      rows[from] = row;
    }
    both.questions.forEach((each, at) => {
      mergeQuestion(each, part.questions[at], rows);
    });
  }
  return both;
}

/** Whether each question's answers add up, row by row, and no row has more of them than people. */
export function sumsAgree(tally: Tally): boolean {
  if (sum(tally.people) !== tally.ballots) return false;
  return tally.questions.every((each) => {
    const cells = cellsOf(tally, each);
    const isText = each.question.type === "text";
    if (isText && sum(cells.map(({ n }) => n)) !== each.comments.length) return false;
    return cells.every((cell) => cellAgrees(each.question, cell));
  });
}

/** One cell for each step and group that somebody came in, in the order of both. */
export function cellsOf(tally: Tally, each: QuestionTally): Cell[] {
  const { keys, counts } = each;
  const width = keys.length + 2;
  const byRow = answersByRow(tally, each);
  return [...tally.rowAt]
    .toSorted(([one], [other]) => one - other)
    .map(([key, row]) => {
      const of = counts.subarray(row * width, (row + 1) * width);
      return {
        step: Math.floor(key / tally.groups),
        group: key % tally.groups,
        asked: tally.people[row] ?? 0,
        n: countAt(of, keys.length),
        dontKnow: countAt(of, keys.length + 1),
        counts: keys.map((_, at) => countAt(of, at)),
        answers: byRow(row),
      };
    });
}

/** How many people are in each group, those without a group last, whenever they came. */
export function groupSizes({ groups, rowAt, people }: Tally): number[] {
  const sizes = Array<number>(groups).fill(0);
  for (const [key, row] of rowAt) sizes[key % groups] = (sizes[key % groups] ?? 0) + (people[row] ?? 0);
  return sizes;
}

/** How many people came in each step. */
export function stepSizes({ groups, rowAt, people }: Tally): number[] {
  const sizes: number[] = [];
  for (const [key, row] of rowAt) {
    const step = Math.floor(key / groups);
    sizes[step] = (sizes[step] ?? 0) + (people[row] ?? 0);
  }
  return Array.from(sizes, (size) => size ?? 0);
}

function rowOf(tally: Tally, step: number, group: number): number {
  const key = step * tally.groups + group;
  const known = tally.rowAt.get(key);
  if (known !== undefined) return known;
  const row = tally.rowAt.size;
  tally.rowAt.set(key, row);
  for (const each of tally.questions) {
    const width = each.keys.length + 2;
    if (each.counts.length >= (row + 1) * width) continue;
    const grown = new Uint32Array(Math.max(8, row * 2) * width);
    grown.set(each.counts);
    each.counts = grown;
  }
  return row;
}

function groupOf({ draft, groups, groupAt }: Tally, answers: Answers): number {
  const chosen = draft.segmentBy === null ? undefined : own(answers, draft.segmentBy);
  if (chosen === undefined) return groups - 1;
  const group = groupAt.get(String(chosen));
  if (group === undefined) throw new Error("A ballot names a group that the survey does not have.");
  return group;
}

function addAnswer(
  { question, keys, counts, sets, comments }: QuestionTally,
  row: number,
  value: AnswerValue,
) {
  const from = row * (keys.length + 2);
  if (typeof value === "object" && !Array.isArray(value)) return increment(counts, from + keys.length + 1);
  increment(counts, from + keys.length);
  if (question.type === "text") {
    comments.push(String(value));
    return;
  }
  let set = 0;
  for (const key of Array.isArray(value) ? value : [value]) {
    const column = keys.indexOf(String(key));
    if (column < 0) throw new Error("A ballot holds an answer that the survey does not offer.");
    increment(counts, from + column);
    set += 2 ** column;
  }
  sets?.set(row * setsPerRow + set, (sets.get(row * setsPerRow + set) ?? 0) + 1);
}

function mergeQuestion(into: QuestionTally, from: QuestionTally | undefined, rows: readonly number[]) {
  if (from?.question.id !== into.question.id) throw new Error("Tallies of two surveys cannot be merged.");
  const width = into.keys.length + 2;
  rows.forEach((row, fromRow) => {
    for (let at = 0; at < width; at++)
      into.counts[row * width + at] =
        countAt(into.counts, row * width + at) + countAt(from.counts, fromRow * width + at);
  });
  for (const [key, count] of from.sets ?? []) {
    const to = (rows[Math.floor(key / setsPerRow)] ?? 0) * setsPerRow + (key % setsPerRow);
    into.sets?.set(to, (into.sets.get(to) ?? 0) + count);
  }
  for (const text of from.comments) into.comments.push(text);
}

/** Whole answers by row: those of one choice follow from the counts. */
function answersByRow(
  tally: Tally,
  { question, keys, counts, sets }: QuestionTally,
): (row: number) => Cell["answers"] {
  if (question.type === "multiple" && !sets) return () => null;
  if (!sets) {
    return (row) => {
      const of = keys.map((_, at) => [2 ** at, countAt(counts, row * (keys.length + 2) + at)] as const);
      return new Map(of.filter(([, count]) => count > 0));
    };
  }
  const rows = Array.from(tally.people, () => new Map<number, number>());
  for (const key of [...sets.keys()].toSorted((one, other) => one - other))
    rows[Math.floor(key / setsPerRow)]?.set(key % setsPerRow, sets.get(key) ?? 0);
  return (row) => rows[row] ?? new Map();
}

function cellAgrees({ type }: Question, { asked, n, dontKnow, counts, answers }: Cell): boolean {
  if (n + dontKnow > asked) return false;
  if (type === "text") return true;
  if (answers && sum(answers.values()) !== n) return false;
  const answered = sum(counts);
  return type === "multiple" ? answered >= n && counts.every((count) => count <= n) : answered === n;
}

const countAt = (counts: Uint32Array, at: number) => counts[at] ?? 0;

const increment = (counts: Uint32Array, at: number) => {
  counts[at] = countAt(counts, at) + 1;
};

const sum = (counts: Iterable<number>) => {
  let all = 0;
  for (const count of counts) all += count;
  return all;
};
