import type { Localized } from "#features/surveys/results/wording/localized.ts";

/** How a bar is filled: by colour and by pattern, so that it reads without colour. A column's swatch tells the same. */
export type Fill = "low" | "middle" | "high";

/** Percent of the panel's width. */
export type Bar = { fill: Fill; start: number; width: number };
export type Dot = { at: number; interval: [number, number] | null };

/**
 * A picture as a plain value: rows with a bar, a dot, or both, and their numbers printed beside them. The tab draws it
 * as a table, the copy as SVG; neither decides anything.
 */
export type Chart = {
  /** The bars' panel; `centre` is a line through it in percent, `ends` are printed under it. */
  bars: { centre: number | null; ends: [Localized, Localized] | null } | null;
  /** The dots' panel, with what its ends mean. */
  dots: { ends: [Localized, Localized] } | null;
  columns: { label: string; fill: Fill | null }[];
  rows: ChartRow[];
  /** The printed shares of a whole are not 100 together, since each is rounded alone; the bars are whole all the same. */
  uneven: boolean;
};

export type ChartRow = {
  id: string;
  label: Localized;
  /** "n = 347": printed small beside the label. */
  aside: string | null;
  /** Everybody, above the groups. */
  total: boolean;
  bars: Bar[];
  /** A 95 % interval across the bars. */
  whisker: [number, number] | null;
  dot: Dot | null;
  /** One per column, "" where there is none; no numbers at all where the note stands in place of everything. */
  numbers: string[];
  /** In place of the bars: what is said instead. */
  note: string | null;
};

/** Choices by groups: a number in each cell, and how full the cell is. */
export type Matrix = {
  columns: Localized[];
  rows: {
    id: string;
    label: Localized;
    aside: string | null;
    total: boolean;
    note: string | null;
    cells: Cell[];
  }[];
  uneven: boolean;
};
export type Cell = { text: string; percent: number };
