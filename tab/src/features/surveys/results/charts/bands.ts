import type { QuestionType, Share } from "bot/surveys/contract";

/** The three bands that a 100 % bar is read in: against, between and for. */
export type Bands<T> = { low: T; middle: T; high: T };
export type Banded = Extract<QuestionType, "scale" | "change" | "recommend">;

/** Which answers make up each band. Recommend: detractors, passives and promoters. */
export const bandKeys: Record<Banded, Bands<string[]>> = {
  scale: { low: ["1", "2"], middle: ["3"], high: ["4", "5"] },
  change: { low: ["worse"], middle: ["same"], high: ["better"] },
  recommend: {
    low: ["0", "1", "2", "3", "4", "5", "6"],
    middle: ["7", "8"],
    high: ["9", "10"],
  },
};

/** Percent in each band: sums of released, rounded shares, so that the three may miss 100 by a little. */
export function bandShares(type: Banded, shares: Share[]): Bands<number> {
  const sum = (keys: string[]) =>
    shares.filter(({ key }) => keys.includes(key)).reduce((total, { share }) => total + share, 0);
  const { low, middle, high } = bandKeys[type];
  return { low: sum(low), middle: sum(middle), high: sum(high) };
}

export type Segment = { band: keyof Bands<unknown>; start: number; width: number };

/**
 * Places bars around one common line through the middle of each middle band: what is against reaches left of it, what
 * is for reaches right. `start` and `width` are percent of the picture, which is as wide as the widest bars need.
 */
export function divergingBars(rows: Bands<number>[]): { centre: number; bars: Segment[][] } {
  const left = Math.max(0, ...rows.map(({ low, middle }) => low + middle / 2));
  const right = Math.max(0, ...rows.map(({ middle, high }) => middle / 2 + high));
  const percentOf = (value: number) => (left + right === 0 ? 0 : (value / (left + right)) * 100);

  const bars = rows.map(({ low, middle, high }): Segment[] => [
    { band: "low", start: percentOf(left - middle / 2 - low), width: percentOf(low) },
    { band: "middle", start: percentOf(left - middle / 2), width: percentOf(middle) },
    { band: "high", start: percentOf(left + middle / 2), width: percentOf(high) },
  ]);
  return { centre: percentOf(left), bars: bars.map((bar) => bar.filter(({ width }) => width > 0)) };
}
