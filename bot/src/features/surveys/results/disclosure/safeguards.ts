import type { Rules, Thresholds } from "#features/surveys/contract.ts";

/**
 * What a release keeps to, decision record 5. Only tests switch any of them off, to see that each is needed: the
 * attacker must then find something.
 */
export type Safeguards = {
  /** The fewest answers that a figure may be about. */
  fewest: number;
  /** The fewest who gave another answer than any one: two more than `colleague`. */
  others: number;
  /** How many answers a reader may know already. */
  colleague: number;
  /** Small groups are told together with others; off: they are left out. */
  joins: boolean;
  /** A total that nearly all agree in is told in lower bounds. */
  codes: boolean;
  /** Blocks are tested by each question's own answers; off: by their respondents. */
  countsAnswers: boolean;
  /** What came after the last interim is tested too. */
  testsRest: boolean;
  /** A step that fails ends a question's interim figures; off: the next one may be told with it. */
  stopsAtStep: boolean;
  /** Sums and differences of several partitions are looked through. */
  sets: boolean;
  /** Whether another answer fits several partitions is looked for. */
  moves: boolean;
  /** After a partition that answers kept from being told in full no further one is told: steps first, then groups. */
  stops: boolean;
  /** The finished release is read again. */
  rechecks: boolean;
};

/** A reader who answered too knows one answer, their own. */
const colleague = 1;

export function safeguardsFor({ ratings }: Pick<Thresholds, "ratings">): Safeguards {
  return {
    fewest: ratings,
    others: colleague + 2,
    colleague,
    joins: true,
    codes: true,
    countsAnswers: true,
    testsRest: true,
    stopsAtStep: true,
    sets: true,
    moves: true,
    stops: true,
    rechecks: true,
  };
}

export const rulesOf = (thresholds: Thresholds, step: number | null): Rules => ({
  ratings: thresholds.ratings,
  comments: thresholds.comments,
  colleague,
  step,
});
