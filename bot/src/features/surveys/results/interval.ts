/** Lower and upper end of a 95 % confidence interval. */
export type Interval = [low: number, high: number];

/** The 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * Wilson score interval for a share, both from 0 to 1, of n answers. E. B. Wilson, JASA 22 (1927), 209-212; method 3 in
 * R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872. It stays within 0 to 1 and is not empty at the ends.
 */
export function wilsonInterval(share: number, n: number): Interval {
  const middle = share + z ** 2 / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const scale = 1 + z ** 2 / n;
  return clamp([(middle - half) / scale, (middle + half) / scale], [0, 1]);
}

/** How many gave each value. */
export type Distribution = readonly { value: number; count: number }[];

/**
 * Student's t interval for a mean, within the ends of the scale: mean ± t · s / √n, with n - 1 degrees of freedom.
 * Undefined where nothing varies, which says nothing of the spread.
 */
export function meanInterval(answers: Distribution): Interval | undefined {
  const n = sum(answers.map(({ count }) => count));
  const mean = meanOf(answers);
  const squares = sum(answers.map(({ value, count }) => count * (value - mean) ** 2));
  if (n < 2 || squares === 0) return undefined;
  const half = tQuantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
  const values = answers.map(({ value }) => value);
  return clamp([mean - half, mean + half], [Math.min(...values), Math.max(...values)]);
}

/** The arithmetic mean. */
export function meanOf(answers: Distribution): number {
  return sum(answers.map(({ value, count }) => value * count)) / sum(answers.map(({ count }) => count));
}

/**
 * Adjusted Wald interval for the recommend score, from -1 to 1: ¾ of an answer is added to promoters and detractors
 * each and 1½ between them, then score ± z · √(variance / n). B. Rocks, The American Statistician 70 (2016), 365-372.
 */
export function scoreInterval(promoters: number, detractors: number, n: number): Interval {
  const all = n + 3;
  const up = (promoters + 0.75) / all;
  const down = (detractors + 0.75) / all;
  const score = up - down;
  const half = z * Math.sqrt((up + down - score ** 2) / all);
  return clamp([score - half, score + half], [-1, 1]);
}

/**
 * The 97.5 % quantile of Student's t: the expansion 26.7.5 of Abramowitz and Stegun (1964). Off by less than 0.001 from
 * 5 degrees of freedom, and by less than 0.0001 from 9, which is the fewest that we publish an interval for.
 */
export function tQuantile(degrees: number): number {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}

const clamp = ([low, high]: Interval, [least, most]: Interval): Interval => [
  Math.max(low, least),
  Math.min(high, most),
];

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
