import type { Ballot } from "#features/surveys/ballots/ballot.ts";
import type { Answers, AnswerValue, Draft, Question, SignedAnswers } from "#features/surveys/contract.ts";
import { keysOf } from "#features/surveys/survey/survey.ts";

/** The counts of a survey. It grows with the questions and groups, and with what was written; not with the ballots. */
export type Tally = {
  draft: Draft;
  ballots: number;
  /** Ballots by group of the segment question, those without a group last. */
  groups: Uint32Array;
  groupAt: Map<string, number>;
  questions: QuestionTally[];
  /** Signed surveys only. */
  signed: SignedAnswers[];
};

/** `counts` holds a row for each group: a column for each key, then the answers, then the "don't know"s. */
export type QuestionTally = { question: Question; keys: string[]; counts: Uint32Array; comments: string[] };

/** What people of one group, or of several, said to one question: of `asked` people, `n` answered and knew. */
export type Cell = { asked: number; n: number; dontKnow: number; counts: number[] };

export function startTally(draft: Draft): Tally {
  const groupIds =
    draft.backgrounds.find(({ id }) => id === draft.segmentBy)?.choices.map(({ id }) => id) ?? [];
  const rows = groupIds.length + 1;
  return {
    draft,
    ballots: 0,
    groups: new Uint32Array(rows),
    groupAt: new Map(groupIds.map((id, at) => [id, at])),
    questions: draft.questions.map((question) => {
      const keys = keysOf(question);
      return { question, keys, counts: new Uint32Array(rows * (keys.length + 2)), comments: [] };
    }),
    signed: [],
  };
}

/** Counts one ballot. It must have passed `checkAnswers`: an answer that the survey does not offer is a bug. */
export function add(tally: Tally, { answers, name }: Ballot): void {
  const group = groupOf(tally, answers);
  tally.ballots++;
  increment(tally.groups, group);
  for (const each of tally.questions) {
    const value = own(answers, each.question.id);
    if (value !== undefined) addAnswer(each, group, value);
  }
  if (tally.draft.kind === "signed") tally.signed.push(signedBy(tally.draft, answers, name ?? ""));
}

/** Both together. The order of the two makes no difference but to the order of comments. */
export function merge(one: Tally, other: Tally): Tally {
  return {
    draft: one.draft,
    ballots: one.ballots + other.ballots,
    groups: sumOf(one.groups, other.groups),
    groupAt: one.groupAt,
    questions: one.questions.map((each, at) => mergeQuestion(each, other.questions[at])),
    signed: one.signed.concat(other.signed),
  };
}

/** Whether each question's answers add up, group by group, and no group has more of them than ballots. */
export function sumsAgree(tally: Tally): boolean {
  if (sum(tally.groups) !== tally.ballots) return false;
  return tally.questions.every((each) => {
    const cells = cellsOf(tally, each);
    const isText = each.question.type === "text";
    if (isText && sum(cells.map(({ n }) => n)) !== each.comments.length) return false;
    return cells.every((cell) => cellAgrees(each.question, cell));
  });
}

/** One cell for each group of the segment question, those without a group last. */
export function cellsOf({ groups }: Tally, { keys, counts }: QuestionTally): Cell[] {
  const width = keys.length + 2;
  return Array.from(groups, (asked, group) => {
    const row = counts.subarray(group * width, (group + 1) * width);
    return {
      asked,
      n: countAt(row, keys.length),
      dontKnow: countAt(row, keys.length + 1),
      counts: [...row.subarray(0, keys.length)],
    };
  });
}

/** The people who answered at all, as cells without answers. */
export function ballotCells({ groups }: Tally): Cell[] {
  return Array.from(groups, (asked) => ({ asked, n: asked, dontKnow: 0, counts: [] }));
}

/** Several groups taken as one. */
export function together(cells: readonly Cell[]): Cell {
  const all: Cell = { asked: 0, n: 0, dontKnow: 0, counts: [] };
  for (const { asked, n, dontKnow, counts } of cells) {
    all.asked += asked;
    all.n += n;
    all.dontKnow += dontKnow;
    counts.forEach((count, key) => {
      all.counts[key] = (all.counts[key] ?? 0) + count;
    });
  }
  return all;
}

function groupOf({ draft, groups, groupAt }: Tally, answers: Answers): number {
  const chosen = draft.segmentBy === null ? undefined : own(answers, draft.segmentBy);
  if (chosen === undefined) return groups.length - 1;
  const group = groupAt.get(String(chosen));
  if (group === undefined) throw new Error("A ballot names a group that the survey does not have.");
  return group;
}

function addAnswer({ question, keys, counts, comments }: QuestionTally, group: number, value: AnswerValue) {
  const row = group * (keys.length + 2);
  if (typeof value === "object" && !Array.isArray(value)) return increment(counts, row + keys.length + 1);
  increment(counts, row + keys.length);
  if (question.type === "text") {
    comments.push(String(value));
    return;
  }
  for (const key of Array.isArray(value) ? value : [value]) {
    const column = keys.indexOf(String(key));
    if (column < 0) throw new Error("A ballot holds an answer that the survey does not offer.");
    increment(counts, row + column);
  }
}

function mergeQuestion(one: QuestionTally, other: QuestionTally | undefined): QuestionTally {
  if (other?.question.id !== one.question.id) throw new Error("Tallies of two surveys cannot be merged.");
  return { ...one, counts: sumOf(one.counts, other.counts), comments: one.comments.concat(other.comments) };
}

function signedBy({ backgrounds, questions }: Draft, answers: Answers, name: string): SignedAnswers {
  const pick = (entries: readonly { id: string }[]) =>
    entries.flatMap(({ id }) => {
      const value = own(answers, id);
      return value === undefined ? [] : [[id, value] as const];
    });
  const groups = Object.fromEntries(pick(backgrounds).map(([id, value]) => [id, String(value)]));
  return { name, answers: Object.fromEntries(pick(questions)), groups };
}

function cellAgrees({ type }: Question, { asked, n, dontKnow, counts }: Cell): boolean {
  if (n + dontKnow > asked) return false;
  if (type === "text") return true;
  const answered = sum(counts);
  return type === "multiple" ? answered >= n && counts.every((count) => count <= n) : answered === n;
}

/** A question may be called `constructor`: only what was answered counts. */
const own = (answers: Answers, id: string) => (Object.hasOwn(answers, id) ? answers[id] : undefined);

const sumOf = (one: Uint32Array, other: Uint32Array) => one.map((count, at) => count + countAt(other, at));

const countAt = (counts: Uint32Array, at: number) => counts[at] ?? 0;

const increment = (counts: Uint32Array, at: number) => {
  counts[at] = countAt(counts, at) + 1;
};

const sum = (counts: Iterable<number>) => {
  let all = 0;
  for (const count of counts) all += count;
  return all;
};
