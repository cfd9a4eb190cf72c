import type { AnswerValue, Figures, Question, Release, Share } from "#features/surveys/contract.ts";
import type { Attacked, Person } from "./random-survey.ts";

/* What a reader makes of the published numbers of one question, knowing who answered it, when, and in which group. */

/**
 * set: a figure about one to four people. certain: somebody's answer, for anybody. colleague: the same, for somebody who
 * knows their own. numbers: what is not so. undecided: the search for another answer ended without one.
 */
export type Finding = { kind: "set" | "certain" | "colleague" | "numbers" | "undecided"; what: string };

/** A number of people and how many of them gave each key, as it follows from what was told. */
export type Known = { n: number; counts: number[] };
/** People told together, in one way of dividing them up. */
export type Block = Known & { holds(person: Person): boolean; name: string };
/** The last people are told in lower bounds only: at least so many gave a key; exactly, where a key may be told. */
export type Bounds = {
  n: number;
  least: Map<number, number>;
  exact: Map<number, number>;
  holds(person: Person): boolean;
};

export type Read = {
  keys: string[];
  /** Everybody who gave an answer, told or not. */
  answered: Person[];
  /** By arrival: the rounds' totals less those before. */
  rounds: Block[];
  /** By group, with what is left over when those that are told are taken from the total. */
  groups: Block[];
  bounds: Bounds | undefined;
  /** Numbers that are not so, or that contradict each other. */
  wrong: string[];
};

export function read({ people, releases }: Attacked, question: Question, keys: string[]): Read {
  const answered = people.filter(({ answers }) => isAnswer(answers[question.id]));
  const results = releases.map((each) => resultOf(each, question.id));
  const last = results.at(-1);
  const wrong: string[] = [];
  const rounds: Block[] = [];
  let told: Known & { steps: number } = { n: 0, counts: keys.map(() => 0), steps: 0 };
  const lastStep = Math.max(0, ...people.map(({ step }) => step));
  const add = (figures: Figures, steps: number) => {
    const now = knownOf(figures, question, wrong);
    const from = told.steps;
    if (now.n > told.n)
      rounds.push({
        ...less(now, told),
        name: `steps ${from} to ${steps - 1}`,
        holds: ({ step }) => step >= from && step < steps,
      });
    told = { ...now, steps };
  };

  for (const { total } of results.slice(0, -1)) {
    if (total.shown !== "exact") continue;
    const steps = stepsWith(answered, total.n, lastStep);
    if (steps === undefined) wrong.push(`an interim of ${total.n} answers`);
    else if (steps > told.steps) add(total, steps);
  }
  if (!last) return { keys, answered, rounds, groups: [], bounds: undefined, wrong };

  const { total, uncounted } = last;
  let bounds: Bounds | undefined;
  if (total.shown === "exact") {
    const steps = uncounted > 0 ? told.steps : lastStep + 1;
    add(total, steps);
    if (total.n + uncounted !== answered.length) wrong.push("the total and what it leaves out");
  } else if (total.shown === "atLeast") {
    const from = told.steps;
    const until = uncounted > 0 ? from + 1 : lastStep + 1;
    const before = (key: string) => told.counts[keys.indexOf(key)] ?? 0;
    const rest = (list: readonly { key: string; count: number | null }[]) =>
      new Map(list.map(({ key, count }) => [keys.indexOf(key), (count ?? Number.NaN) - before(key)]));
    bounds = {
      n: total.n - told.n,
      least: rest(total.atLeast),
      exact: rest(total.others),
      holds: ({ step }) => step >= from && step < until,
    };
  }

  // Of the people in the figures alone: those who came too late for them are in no group's either.
  const groups = groupBlocks(last, total.shown === "exact" ? total : undefined, question, wrong).map(
    (block): Block => ({ ...block, holds: (person) => person.step < told.steps && block.holds(person) }),
  );
  return { keys, answered, rounds, groups, bounds, wrong };
}

function groupBlocks(
  { tables }: Release["questions"][number],
  total: Figures | undefined,
  question: Question,
  wrong: string[],
): Block[] {
  if (!total) {
    if (tables.length > 0) wrong.push("groups without a total");
    return [];
  }
  return tables.flatMap(({ blocks }) => {
    const told = new Set(blocks.flatMap(({ groups }) => groups));
    const made = blocks.map(
      ({ groups, figures }): Block => ({
        ...knownOf(figures, question, wrong),
        name: groups.join("+"),
        holds: ({ group }) => groups.includes(group),
      }),
    );
    const left = made.reduce(less, knownOf(total, question, wrong));
    return left.n === 0
      ? made
      : [...made, { ...left, name: "those left over", holds: ({ group }: Person) => !told.has(group) }];
  });
}

/** The counts, and whether everything beside them says the same. */
function knownOf(figures: Figures, question: Question, wrong: string[]): Known {
  const { n, shares, bands, mean, score } = figures;
  const counts = (shares ?? []).map(({ count }) => count ?? Number.NaN);
  const near = (one: number, other: number, by: number) => Math.abs(one - other) <= by + 1e-9;
  const share = ({ count, share }: Share) => near(share, ((count ?? Number.NaN) * 100) / n, 0.5);
  if (![...(shares ?? []), ...(bands ?? [])].every(share)) wrong.push("a share");
  if (bands && bands.reduce((sum, { count }) => sum + (count ?? 0), 0) !== n) wrong.push("the bands");
  if (question.type !== "multiple" && shares && counts.reduce((sum, count) => sum + count, 0) !== n)
    wrong.push("the sum of the answers");
  const values = (shares ?? []).reduce((sum, { key, count }) => sum + Number(key) * (count ?? 0), 0);
  if (mean && !near(mean.value, values / n, 0.005)) wrong.push("the mean");
  const [low, , high] = (bands ?? []).map(({ count }) => count ?? 0);
  if (score && !near(score.value, (((high ?? 0) - (low ?? 0)) * 100) / n, 0.5)) wrong.push("the score");
  return { n, counts };
}

const less = (all: Known, part: Known): Known => ({
  n: all.n - part.n,
  counts: all.counts.map((count, key) => count - (part.counts[key] ?? 0)),
});

/** After how many steps so many had answered. */
function stepsWith(answered: readonly Person[], n: number, lastStep: number): number | undefined {
  for (let steps = 0; steps <= lastStep + 1; steps++)
    if (answered.filter(({ step }) => step < steps).length === n) return steps;
  return undefined;
}

/** What an answer says of a person: of several choices, each. */
export const factsOf = (value: AnswerValue | undefined): string[] => {
  if (!isAnswer(value)) return [];
  return Array.isArray(value) ? value : [String(value)];
};

const isAnswer = (value: AnswerValue | undefined): value is string | string[] | number =>
  value !== undefined && (typeof value !== "object" || Array.isArray(value));

function resultOf({ questions }: Release, id: string) {
  const found = questions.find((question) => question.id === id);
  if (!found) throw new Error(`No result for ${id}.`);
  return found;
}
