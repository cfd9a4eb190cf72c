import type { Question, Release } from "#features/surveys/contract.ts";
import { keysOf } from "#features/surveys/survey/options.ts";
import { crossedFindings } from "./crossed.ts";
import { type Block, type Bounds, type Finding, factsOf, type Read, read } from "./margins.ts";
import type { Attacked, Person } from "./random-survey.ts";

/*
 * Reads all that was ever published of a survey and works out what follows from it: sums and differences, and for each
 * person whether another answer fits as well. It knows who answered what question, when and in which group, and is
 * somebody from outside or a colleague who knows their own answer. It shares nothing with what makes releases.
 */

export function attack(survey: Attacked): Finding[] {
  const { draft, people, releases } = survey;
  const found: Finding[] = releases.flatMap((made) => aroundIn(made, people));
  for (const question of draft.questions) {
    const known = read(survey, question, keysOf(question));
    found.push(...known.wrong.map((what) => ({ kind: "numbers" as const, what: `${question.id}: ${what}` })));
    if (question.type === "text") continue;
    for (const { kind, what } of findingsIn(known, question))
      found.push({ kind, what: `${question.id}: ${what}` });
  }
  return found;
}

function findingsIn(known: Read, question: Question): Finding[] {
  const { answered, rounds, groups, bounds } = known;
  const found = [...rounds, ...groups].flatMap((block) => alone(block, known, question));
  const several = question.type === "multiple";
  for (const block of [...rounds, ...groups]) {
    const inside = answered.filter((person) => block.holds(person));
    found.push(
      ...(several
        ? severalIn(block, inside, question, known.keys)
        : singleIn(block, known.keys, inside, question)),
    );
  }
  if (bounds) found.push(...boundedIn(bounds, answered, question, known.keys));
  if (rounds.length > 1 && groups.length > 1) found.push(...crossedFindings(known, question));
  return found;
}

/** A figure about too few, or one that is not so. */
function alone({ n, counts, holds, name }: Block, { answered, keys }: Read, { id }: Question): Finding[] {
  const inside = answered.filter((person) => holds(person));
  const truth = keys.map((key) => inside.filter(({ answers }) => factsOf(answers[id]).includes(key)).length);
  const found: Finding[] = [];
  if (inside.length !== n || truth.join() !== counts.join())
    found.push({
      kind: "numbers",
      what: `${name} is said to be ${counts} of ${n}, and is ${truth} of ${inside.length}`,
    });
  if (n > 0 && n < 5) found.push({ kind: "set", what: `${name} are ${n}` });
  return found;
}

function singleIn(
  { n, counts, name }: Block,
  keys: readonly string[],
  inside: readonly Person[],
  question: Question,
): Finding[] {
  const others = (key: number, without: number | undefined) =>
    n - (without === undefined ? 0 : 1) - ((counts[key] ?? 0) - (without === key ? 1 : 0));
  return readersOf(inside, question).flatMap((own) => {
    const without = own?.map((key) => keys.indexOf(key))[0];
    const left = n - (own ? 1 : 0);
    return counts.flatMap((count, key): Finding[] => {
      const isThere = count - (without === key ? 1 : 0) > 0;
      return left > 0 && isThere && others(key, without) === 0
        ? [{ kind: own ? "colleague" : "certain", what: `all of ${name} said ${keys[key]}` }]
        : [];
    });
  });
}

function severalIn(
  { n, counts, name }: Block,
  inside: readonly Person[],
  question: Question,
  keys: readonly string[],
): Finding[] {
  return readersOf(inside, question).flatMap((own) => {
    const left = n - (own ? 1 : 0);
    const exact = new Map(
      counts.map((count, key) => [key, count - (own?.includes(keys[key] ?? "") ? 1 : 0)]),
    );
    return certainKeys(left, exact, new Map(), keys.length).map(
      (key): Finding => ({
        kind: own ? "colleague" : "certain",
        what: `all of ${name} chose ${keys[key]}`,
      }),
    );
  });
}

function boundedIn(
  { n, least, exact, holds }: Bounds,
  answered: readonly Person[],
  question: Question,
  keys: readonly string[],
): Finding[] {
  const inside = answered.filter((person) => holds(person));
  const found: Finding[] = [];
  if (inside.length !== n)
    found.push({ kind: "numbers", what: `lower bounds of ${n}, who are ${inside.length}` });
  if (n < 5) found.push({ kind: "set", what: `lower bounds of ${n}` });
  for (const [key, bound] of least) {
    const truth = inside.filter(({ answers }) =>
      factsOf(answers[question.id]).includes(keys[key] ?? ""),
    ).length;
    if (truth < bound)
      found.push({ kind: "numbers", what: `at least ${bound} of ${n} ${keys[key]}, who are ${truth}` });
  }
  const isSeveral = question.type === "multiple";
  for (const own of readersOf(inside, question)) {
    const left = n - (own ? 1 : 0);
    const rest = (of: ReadonlyMap<number, number>) =>
      new Map([...of].map(([key, count]) => [key, count - (own?.includes(keys[key] ?? "") ? 1 : 0)]));
    const certain = isSeveral
      ? certainKeys(left, rest(exact), rest(least), keys.length)
      : [...rest(least)].flatMap(([key, bound]) => (bound >= left && left > 0 ? [key] : []));
    for (const key of certain)
      found.push({ kind: own ? "colleague" : "certain", what: `all of the last ${n} said ${keys[key]}` });
  }
  return found;
}

/**
 * Keys that each of `n` people, who all chose something, must have chosen: of some it is known how many chose them exactly,
 * of some how many at least, of others nothing. One person without the key is tried: with what all must have, or with
 * one other key, so that enough is left for everybody else to have chosen something.
 */
function certainKeys(
  n: number,
  exact: ReadonlyMap<number, number>,
  least: ReadonlyMap<number, number>,
  keys: number,
): number[] {
  if (n < 1) return [];
  const all = Array.from({ length: keys }, (_, key) => key);
  const lowest = (key: number) => exact.get(key) ?? Math.max(0, least.get(key) ?? 0);
  const highest = (key: number) => exact.get(key) ?? n;
  return all.filter((key) => {
    if (lowest(key) === 0) return false;
    if (lowest(key) >= n) return true;
    const forced = all.filter((other) => lowest(other) >= n);
    const chosen = all
      .filter((other) => other !== key && highest(other) > 0)
      .toSorted((one, other) => highest(other) - highest(one));
    const own = forced.length > 0 ? forced : chosen.slice(0, 1);
    if (own.length === 0) return true;
    const left = all.reduce((sum, other) => {
      const count = highest(other) - (own.includes(other) && exact.has(other) ? 1 : 0);
      return sum + Math.min(n - 1, count);
    }, 0);
    return left < n - 1;
  });
}

/** Somebody from outside, and each kind of colleague among these people, by what they answered. */
function readersOf(inside: readonly Person[], { id }: Question): (string[] | undefined)[] {
  const answers = inside.map(({ answers }) => factsOf(answers[id]));
  return [undefined, ...new Map(answers.map((facts) => [facts.join(), facts])).values()];
}

/** What is told beside the questions: who took part, by group, and comments. */
function aroundIn(made: Release, people: readonly Person[]): Finding[] {
  const found: Finding[] = [];
  const few = (n: number | null, what: string) => {
    if (n !== null && n > 0 && n < 5) found.push({ kind: "set", what: `${what}: ${n}` });
  };
  few(made.respondents, "respondents");
  for (const { blocks } of made.leaves) {
    for (const { groups, n } of blocks) few(n, `respondents of ${groups.join("+")}`);
    few((made.respondents ?? 0) - blocks.reduce((sum, { n }) => sum + n, 0), "respondents left over");
    const names = new Set(blocks.flatMap(({ groups }) => groups));
    if (
      people.some(({ group }) => !names.has(group)) &&
      made.respondents === blocks.reduce((sum, { n }) => sum + n, 0)
    )
      found.push({ kind: "numbers", what: "a group of respondents is in no block" });
  }
  for (const { id, total, comments, leftOut, dontKnow } of made.questions) {
    if (comments?.shown && comments.texts.length < 10)
      found.push({ kind: "set", what: `${id}: few comments` });
    if (!made.final && comments) found.push({ kind: "set", what: `${id}: comments before the close` });
    if (total.shown === "no" && (leftOut !== null || dontKnow !== null))
      found.push({ kind: "numbers", what: `${id}: beside no total` });
  }
  return found;
}
