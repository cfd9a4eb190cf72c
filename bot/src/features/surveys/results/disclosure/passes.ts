import type { Counts } from "#features/surveys/results/figures.ts";
import type { Safeguards } from "./safeguards.ts";

/**
 * The one test of people who are told together: enough answers, and for each answer enough people who did not give it.
 * Two of these protect everybody against a colleague, who may be the only other one; the third is what keeps the joining of
 * groups from saying anything, since after a swap of two people's answers a failing part still fails.
 */
export function passes({ n, counts }: Counts, { fewest, others }: Safeguards): boolean {
  return n >= fewest && counts.every((count) => n - count >= others);
}

/** The keys that so many gave that they may be told in lower bounds only. */
export const nearlyAll = ({ n, counts }: Counts, { others }: Safeguards): number[] =>
  counts.flatMap((count, key) => (n - count < others ? [key] : []));

export function together(all: readonly Counts[]): Counts {
  const counts: number[] = [];
  let n = 0;
  for (const each of all) {
    n += each.n;
    each.counts.forEach((count, key) => {
      counts[key] = (counts[key] ?? 0) + count;
    });
  }
  return { n, counts };
}
