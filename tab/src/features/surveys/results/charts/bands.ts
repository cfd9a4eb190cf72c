import type { Figures, QuestionType, Share } from "bot/surveys/contract";
import { shareOf, sizeOf } from "./answers.ts";

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

/**
 * The bands as they were released. Releases of version 1 have none, and theirs can't be made: a sum of rounded shares is
 * wrong by up to 17 points. Only a change has them all the same, since each of its answers is a band.
 */
export function bandsOf(type: Banded, { bands, shares }: Figures): Bands<Share> | null {
  const pick = (source: Share[], [low, middle, high]: [string, string, string]) => ({
    low: shareOf(source, low),
    middle: shareOf(source, middle),
    high: shareOf(source, high),
  });
  if (bands) return pick(bands, ["low", "middle", "high"]);
  return type === "change" && shares ? pick(shares, ["worse", "same", "better"]) : null;
}

/** How much of a whole bar each band takes, in percent: together always 100, whatever the printed figures round to. */
export function bandSizes(bands: Bands<Share>, n: number): Bands<number> {
  const sizes = { low: sizeOf(bands.low, n), middle: sizeOf(bands.middle, n), high: sizeOf(bands.high, n) };
  const whole = sizes.low + sizes.middle + sizes.high;
  const of = (size: number) => (whole === 0 ? 0 : (size / whole) * 100);
  return { low: of(sizes.low), middle: of(sizes.middle), high: of(sizes.high) };
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
