import type { Hidden, Kind, Thresholds } from "#features/surveys/contract.ts";
import { type Cell, together } from "./tally.ts";

/** What a survey's cells must pass to be shown. */
export type Rules = { thresholds: Thresholds; isSigned: boolean };

/** Up to so many equal answers are not told: ten still show exactly, as "100 %". */
const mostAlike = 10;

/** Where names are shown there is nothing to hide. */
const unlimited: Thresholds = { ratings: 1, comments: 1, complement: 0 };

export function rulesFor(kind: Kind, thresholds: Thresholds): Rules {
  const isSigned = kind === "signed";
  return { isSigned, thresholds: isSigned ? unlimited : thresholds };
}

/** few: under the threshold. same: so few, and all gave one answer (of several choices: all chose one). */
export function whyHidden(
  { n, counts }: Cell,
  { thresholds, isSigned }: Rules,
): Hidden["reason"] | undefined {
  if (n < thresholds.ratings) return "few";
  return !isSigned && n <= mostAlike && counts.includes(n) ? "same" : undefined;
}

/**
 * Which groups of a table with a total stay hidden: those in `always`, those that may not be shown themselves, and as
 * many others as it takes to keep the former from being worked out: first those who stated no group (the last cell), of
 * whom least is missed, then the smallest, of equal ones the first.
 */
export function hiddenGroups(cells: readonly Cell[], always: ReadonlySet<number>, rules: Rules): Set<number> {
  const hidden = new Set<number>();
  const others: { cell: Cell; at: number }[] = [];
  cells.forEach((cell, at) => {
    if (always.has(at) || whyHidden(cell, rules)) hidden.add(at);
    else others.push({ cell, at });
  });

  const rank = ({ cell, at }: (typeof others)[number]) => (at === cells.length - 1 ? 0 : cell.n);
  let rest = together(cells.filter((_, at) => hidden.has(at)));
  for (const { cell, at } of others.toSorted((one, other) => rank(one) - rank(other))) {
    if (mayBeLeftOver(rest, rules)) break;
    hidden.add(at);
    rest = together([rest, cell]);
  }
  return hidden;
}

/** What is left over when the shown groups are taken from the total is as good as published: it must pass the same test. */
function mayBeLeftOver(rest: Cell, rules: Rules): boolean {
  if (rules.isSigned) return true;
  // Nobody answered: of a few people that too would be one thing known about them all.
  if (rest.n === 0) return rest.asked === 0 || rest.asked > mostAlike;
  return rest.n >= rules.thresholds.complement && whyHidden(rest, rules) === undefined;
}

/**
 * How many answered, as it is told of a shown cell: those asked, less the nearest multiple of five to those who left
 * the question out or did not know. Else a reader would subtract, and see of a group that two left a question out.
 * At least the threshold.
 */
export function toldOf({ asked, n }: Cell, { thresholds, isSigned }: Rules): number {
  return isSigned ? n : asked - Math.min(nearestFive(asked - n), fivesIn(asked - thresholds.ratings));
}

/** How many did not know, as it is told with a shown cell: in fives too, and nothing when fewer than five. */
export function toldUnknown(cell: Cell, rules: Rules): number | null {
  if (rules.isSigned) return cell.dontKnow;
  if (cell.dontKnow < 5) return null;
  return Math.min(nearestFive(cell.dontKnow), cell.asked - toldOf(cell, rules));
}

const nearestFive = (count: number) => Math.round(count / 5) * 5;

const fivesIn = (count: number) => Math.floor(count / 5) * 5;
