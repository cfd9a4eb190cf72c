import type { Figures, Measure, Question, Share } from "#features/surveys/contract.ts";
import { keysOf } from "#features/surveys/survey/options.ts";
import { type Interval, meanInterval, meanOf, scoreInterval, wilsonInterval } from "./interval.ts";

/** Answers, and how many gave each of a question's keys. Of several choices a person counts in more than one. */
export type Counts = { n: number; counts: readonly number[] };

/** From so many answers a figure has an interval: a matter of statistics, nothing is hidden by it. */
const fewestForInterval = 10;
/** From so many answers a percentage has a decimal. */
const fewestForDecimal = 1000;

/** Which answers are taken together as low, middle and high. */
const bandsBy: Partial<Record<Question["type"], Record<"low" | "middle" | "high", readonly string[]>>> = {
  scale: { low: ["1", "2"], middle: ["3"], high: ["4", "5"] },
  change: { low: ["worse"], middle: ["same"], high: ["better"] },
  recommend: { low: ["0", "1", "2", "3", "4", "5", "6"], middle: ["7", "8"], high: ["9", "10"] },
};

/** Every figure that is told of some people, each computed from the counts and rounded once. */
export function figuresOf(question: Question, { n, counts }: Counts): Figures {
  const keys = keysOf(question);
  const countOf = (key: string) => counts[keys.indexOf(key)] ?? 0;
  const bandKeys = bandsBy[question.type];
  const bands = bandKeys
    ? Object.entries(bandKeys).map(([key, of]) => shareOf(key, sum(of.map(countOf)), n))
    : null;
  return {
    shown: "exact",
    n,
    shares: question.type === "text" ? null : keys.map((key) => shareOf(key, countOf(key), n)),
    bands,
    mean: question.type === "scale" || question.type === "recommend" ? meanOfKeys(keys, counts) : null,
    score: question.type === "recommend" || question.type === "change" ? scoreOf(bands ?? [], n) : null,
  };
}

/** How many of n gave an answer, with their share in percent and its interval. */
export function shareOf(key: string, count: number, n: number): Share {
  const [low, high] = wilsonInterval(n === 0 ? 0 : count / n, n);
  return {
    key,
    count,
    share: percent(count, n),
    interval: n < fewestForInterval ? null : [percent(low, 1, n), percent(high, 1, n)],
  };
}

/** The share of which can be said "at least": rounded down, since "at least 100 %" of 997 in 999 is not true. */
export function leastShareOf(count: number, n: number): number {
  const parts = n < fewestForDecimal ? 1 : 10;
  return n === 0 ? 0 : Math.floor((count * 100 * parts) / n) / parts;
}

function meanOfKeys(keys: readonly string[], counts: readonly number[]): Measure | null {
  const answers = keys.map((key, at) => ({ value: Number(key), count: counts[at] ?? 0 }));
  const n = sum(counts);
  if (n === 0) return null;
  const interval = n < fewestForInterval ? undefined : meanInterval(answers);
  const [low, high]: Interval = interval ?? [0, 0];
  return {
    value: hundredths(meanOf(answers)),
    interval: interval ? [hundredths(low), hundredths(high)] : null,
  };
}

/** High less low, in percentage points. */
function scoreOf(bands: readonly Share[], n: number): Measure | null {
  if (n === 0) return null;
  const [low = 0, , high = 0] = bands.map(({ count }) => count ?? 0);
  const varies = bands.every(({ count }) => count !== n);
  const [from, to] = scoreInterval(high, low, n);
  return {
    value: percent(high - low, n),
    interval: n < fewestForInterval || !varies ? null : [percent(from, 1, n), percent(to, 1, n)],
  };
}

/** Halves away from zero, so that a question turned round gives the same figures; never -0. */
function percent(part: number, whole: number, n = whole): number {
  if (whole === 0) return 0;
  const parts = n < fewestForDecimal ? 1 : 10;
  return (Math.sign(part) * Math.round((Math.abs(part) * 100 * parts) / whole)) / parts + 0;
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
