import type { Figures, QuestionResult, Release, Share } from "#features/surveys/contract.ts";
import {
  type Cell,
  cellsOf,
  groupSizes,
  type QuestionTally,
  type Tally,
} from "#features/surveys/results/tally.ts";
import { doubtless, fewPeople } from "./recheck-crossed.ts";

/* Reads a finished release beside the tally. It uses nothing of what made the release, so that one mistake is not made twice. */

type Sums = { n: number; counts: number[] };

/** What the release says that is not so, or should not be told; empty: nothing. */
export function recheck(made: Release, tally: Tally): string[] {
  const { ratings, comments: fewestTexts } = made.rules;
  const others = made.rules.colleague + 2;
  const groupIds = [
    ...(tally.draft.backgrounds.find(({ id }) => id === tally.draft.segmentBy)?.choices ?? []).map(
      ({ id }) => id,
    ),
    "",
  ];
  const findings: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) findings.push(what);
  };

  must(made.signed === null, "it holds names");
  must(made.respondents === null || made.respondents >= ratings, "too few respondents");
  for (const { blocks } of made.leaves) {
    const sizes = groupSizes(tally);
    for (const { groups, n } of blocks) {
      must(n >= ratings, "a group of respondents is too small");
      must(
        n === sum(groups.map((id) => sizes[groupIds.indexOf(id)] ?? 0)),
        "a group's respondents are miscounted",
      );
    }
    must(sum(blocks.map(({ n }) => n)) === made.respondents, "groups do not add up to the respondents");
  }
  made.questions.forEach((result, at) => {
    const each = tally.questions[at];
    if (!each) throw new Error("The release has a question that the tally does not have.");
    const { comments } = result;
    must(!comments?.shown || comments.texts.length >= fewestTexts, `${result.id}: too few comments`);
    must(made.final || comments === null, `${result.id}: comments before the close`);
    for (const finding of inQuestion(result, each)) findings.push(`${result.id}: ${finding}`);
  });
  return findings;

  function inQuestion(result: QuestionResult, each: QuestionTally): string[] {
    const { total, tables } = result;
    if (total.shown === "no") return tables.length > 0 ? ["groups without a total"] : [];
    const cells = cellsOf(tally, each);
    const isText = each.question.type === "text";
    const last = Math.max(...cells.map(({ step }) => step));
    const early = isText ? 0 : stepsTold(cells, last);
    const before = cells.filter(({ step }) => step < early);
    const rest = cells.filter(({ step }) => step >= early && (made.final || step < last));
    // Where the interims stopped because of its answers, and what came after it.
    const stop = sumsOf(cells.filter(({ step }) => early < last && step === early));
    const later = sumsOf(cells.filter(({ step }) => step > early)).n;
    const stopped = made.final && !isText && stop.n >= ratings;
    const mayJoin = !stopped || later >= stop.n;
    if (total.shown === "atLeast")
      return inBounds(result, each, sumsOf(before), mayJoin ? sumsOf(rest) : stop);

    const isWhole = made.final && result.uncounted === 0;
    const counted = isWhole ? [...before, ...rest] : before;
    const found: string[] = [];
    if (!mayJoin) found.push("where the interims stopped tells of the last answers");
    if (stopped && tables.length > 0) found.push("groups beside interims that stopped");
    if (!saysSo(total, each.keys, sumsOf(counted))) found.push("the total is miscounted");
    if (!isSafe(sumsOf(counted))) found.push("the total is told of too few, or of people too much alike");
    if (isWhole && sumsOf(rest).n > 0 && !isSafe(sumsOf(rest)))
      found.push("the last answers can be worked out");
    if (!isWhole && sumsOf(rest).n !== result.uncounted) found.push("what is not counted is miscounted");
    return tables.length > 1
      ? [...found, "several tables, which is not known to be safe"]
      : [...found, ...tables.flatMap(({ blocks }) => inTable(blocks, each, counted, early))];
  }

  /** How many steps one after the other could be told while the survey was open. */
  function stepsTold(cells: readonly Cell[], last: number): number {
    const bySteps = Map.groupBy(cells, ({ step }) => step);
    let told = 0;
    while (told < last && isSafe(sumsOf(bySteps.get(told) ?? []))) told++;
    return told;
  }

  function inTable(
    blocks: readonly { groups: string[]; figures: Figures }[],
    each: QuestionTally,
    counted: readonly Cell[],
    early: number,
  ): string[] {
    const found: string[] = [];
    const blockOf = new Map<number, number>();
    blocks.forEach(({ groups }, block) => {
      for (const id of groups) {
        const group = groupIds.indexOf(id);
        if (blockOf.has(group)) found.push(`group ${id} is told twice`);
        blockOf.set(group, block);
      }
    });
    blocks.forEach(({ groups, figures }, block) => {
      const sums = sumsOf(counted.filter(({ group }) => blockOf.get(group) === block));
      if (!saysSo(figures, each.keys, sums)) found.push(`${groups.join("+")} is miscounted`);
      if (!isSafe(sums)) found.push(`${groups.join("+")} is too few people, or people too much alike`);
    });
    if (counted.some(({ n, group }) => n > 0 && !blockOf.has(group))) found.push("a group is in no block");
    if (early === 0 || found.length > 0) return found;

    const crossed = counted.map((cell) => ({
      row: Math.min(cell.step, early),
      column: blockOf.get(cell.group) ?? -1,
      n: cell.n,
      answers: cell.answers ?? new Map<number, number>(),
    }));
    if (fewPeople(crossed)) found.push("interims and groups together tell of fewer than five");
    if (doubtless(crossed)) found.push("interims and groups together tell what somebody answered");
    return found;
  }

  function inBounds(
    { total, tables }: QuestionResult,
    { keys, question }: QuestionTally,
    before: Sums,
    rest: Sums,
  ): string[] {
    if (total.shown !== "atLeast") return [];
    const found: string[] = tables.length > 0 ? ["groups beside lower bounds"] : [];
    const at = (of: Sums, key: string) => of.counts[keys.indexOf(key)] ?? 0;
    if (total.n !== before.n + rest.n) found.push("the total is miscounted");
    if (rest.n < ratings) found.push("lower bounds of too few");
    for (const { key, count } of total.atLeast) {
      if (count > at(before, key) + at(rest, key)) found.push(`not so many gave ${key}`);
      if (count !== at(before, key) + rest.n - others + 1)
        found.push(`the bound of ${key} tells how many gave it`);
    }
    const bounded = total.atLeast.map(({ key }) => key);
    for (const { key, count } of total.others) {
      if (question.type !== "multiple") found.push("a single choice is told beside its bound");
      if (bounded.includes(key)) found.push(`${key} is told twice`);
      if (count !== at(before, key) + at(rest, key)) found.push(`${key} is miscounted`);
      if (rest.n - at(rest, key) < others) found.push(`${key} is told of people too much alike`);
    }
    const most = Math.max(0, ...total.others.map(({ key }) => at(rest, key)));
    if (total.others.length > 0 && most < others) found.push("the other choices tell who made this one");
    return found;
  }

  function isSafe({ n, counts }: Sums): boolean {
    return n >= ratings && Math.max(0, ...counts) <= n - others;
  }
}

function saysSo({ n, shares, bands }: Figures, keys: readonly string[], sums: Sums): boolean {
  const isRight = ({ key, count }: Share) => count === (sums.counts[keys.indexOf(key)] ?? 0);
  const inBands = sum((bands ?? []).map(({ count }) => count ?? Number.NaN));
  return (
    n === sums.n &&
    (shares ?? []).every(isRight) &&
    (shares === null || shares.length === keys.length) &&
    (bands === null || inBands === n)
  );
}

function sumsOf(cells: readonly Cell[]): Sums {
  const keys = Math.max(0, ...cells.map(({ counts }) => counts.length));
  return {
    n: sum(cells.map(({ n }) => n)),
    counts: Array.from({ length: keys }, (_, key) => sum(cells.map(({ counts }) => counts[key] ?? 0))),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
