import type { Counts } from "#features/surveys/results/figures.ts";
import { nearlyAll, passes, together } from "./passes.ts";
import type { Safeguards } from "./safeguards.ts";

/**
 * What may be told of one question's answers in order of arrival. `blocks`: the first steps that were told one after the
 * other, in a final release with all later answers as the last one. `isFull`: no step with enough answers failed, so that
 * it says nothing of answers how far the steps were told.
 */
export type Arrival =
  | { told: "exact"; all: Counts; blocks: number[][]; uncounted: number; isFull: boolean }
  /** What came last is so much alike that only lower bounds can be told of all. */
  | { told: "coded"; before: Counts; rest: Counts; uncounted: number }
  | { told: "no" };

/**
 * Steps are told up to the first one that fails, and no further one until the close: to wait for a better moment would tell
 * who came at that moment. The last entry of `steps` is what came after them.
 *
 * That a step failed is seen, and tells that nearly all in it said the same. Later answers are told together with it if they
 * are at least as many: then whatever they are, they and the step could have changed places. Fewer are not told at all.
 */
export function arrivalOf(steps: readonly Counts[], final: boolean, safeguards: Safeguards): Arrival {
  const mayTell = steps.slice(0, -1);
  const blocks = toldSteps(mayTell, safeguards);
  const told = blocks.flat().length;
  const failed = mayTell[told];
  const isFull = (failed?.n ?? 0) < safeguards.fewest;
  const before = together(steps.slice(0, told));
  const rest = together(steps.slice(told, final ? undefined : -1));
  const stayed: Arrival =
    told === 0 ? { told: "no" } : { told: "exact", all: before, blocks, uncounted: rest.n, isFull };
  if (!final) return stayed;

  const later = together(steps.slice(told + 1));
  if (failed && !isFull && safeguards.testsRest && later.n < failed.n)
    return { told: "coded", before, rest: failed, uncounted: later.n };

  const last = steps.map((_, step) => step).slice(told);
  const whole: Arrival = {
    told: "exact",
    all: together([before, rest]),
    blocks: [...blocks, ...(rest.n > 0 ? [last] : [])],
    uncounted: 0,
    isFull,
  };
  if (passes(rest, safeguards) || (told > 0 && !safeguards.testsRest)) return whole;
  if (rest.n < safeguards.fewest) return stayed;
  return safeguards.codes ? { told: "coded", before, rest, uncounted: 0 } : whole;
}

function toldSteps(steps: readonly Counts[], safeguards: Safeguards): number[][] {
  const blocks: number[][] = [];
  let waiting: number[] = [];
  for (const step of steps.keys()) {
    waiting.push(step);
    if (passes(together(waiting.map((at) => steps[at] ?? { n: 0, counts: [] })), safeguards)) {
      blocks.push(waiting);
      waiting = [];
    } else if (safeguards.stopsAtStep) break;
  }
  return blocks;
}

/** Lower bounds: at least so many gave each of these keys; and the other keys of several choices, if they may be told. */
export type Bounds = {
  n: number;
  atLeast: { key: number; count: number }[];
  others: { key: number; count: number }[];
};

/**
 * Of the last answers nearly all are alike: as many as could be told of any such answers are promised to have given them.
 * Of several choices the others are told exactly if enough people chose one of them; else "nobody chose another one" and
 * "everybody chose something" would tell who chose this one.
 */
export function boundsOf(before: Counts, rest: Counts, several: boolean, safeguards: Safeguards): Bounds {
  const { others: limit } = safeguards;
  const alike = nearlyAll(rest, safeguards);
  const others = rest.counts.map((_, key) => key).filter((key) => !alike.includes(key));
  const mayTell = several && others.some((key) => (rest.counts[key] ?? 0) >= limit);
  const countBefore = (key: number) => before.counts[key] ?? 0;
  return {
    n: before.n + rest.n,
    atLeast: alike.map((key) => ({ key, count: countBefore(key) + rest.n - limit + 1 })),
    others: mayTell ? others.map((key) => ({ key, count: countBefore(key) + (rest.counts[key] ?? 0) })) : [],
  };
}
