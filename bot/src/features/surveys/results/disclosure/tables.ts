import type { Counts } from "#features/surveys/results/figures.ts";
import type { Cell } from "#features/surveys/results/tally.ts";
import { type AuditedCell, cellsBy } from "./cells.ts";
import type { Node } from "./groups.ts";
import { type Budget, certain, newBudget } from "./moves.ts";
import { cut, isFull, parentOf } from "./partition.ts";
import { passes, together } from "./passes.ts";
import type { Safeguards } from "./safeguards.ts";
import { smallSet } from "./sets.ts";

/** Groups told together in one question, with their counts. */
export type ToldBlock = { groups: number[]; counts: Counts };

type BlockOf = (cell: Cell) => number | undefined;

/** A difference of so few answers is never told, however many a figure needs. */
const fewestInDifference = 5;

/**
 * The tables of one question, as blocks by tree; empty where a tree adds nothing. `cells` are those that the total is
 * about, and `blockOf` their block of arrival, which was told while the survey was open. The trees are taken in order:
 * each is cut as its own answers allow, then audited with the arrival and all trees before it, and while that finds
 * somebody, the block that holds them joins its sibling.
 */
export function tablesBy(
  cells: readonly Cell[],
  arrival: BlockOf,
  trees: readonly (Node | undefined)[],
  safeguards: Safeguards,
): ToldBlock[][] {
  const accepted: BlockOf[] = new Set(cells.map(arrival)).size > 1 ? [arrival] : [];
  const budget = newBudget();
  const tables: ToldBlock[][] = trees.map(() => []);
  for (const [at, tree] of trees.entries()) {
    if (!tree) continue;
    const counts = countsByNode(cells);
    const blocks = audited(cells, accepted, tree, counts, budget, safeguards);
    if (blocks.length > 1 || !safeguards.joins)
      tables[at] = blocks.map((node) => ({ groups: node.groups, counts: counts(node) }));
    if (blocks.length > 1) accepted.push(blockIn(blocks));
    if (safeguards.stops && !isFull(blocks)) break;
  }
  return tables;
}

function audited(
  cells: readonly Cell[],
  accepted: readonly BlockOf[],
  tree: Node,
  counts: (node: Node) => Counts,
  budget: Budget,
  safeguards: Safeguards,
): Node[] {
  const { countsAnswers, joins } = safeguards;
  const test = (node: Node) =>
    passes(
      countsAnswers ? counts(node) : { ...counts(node), n: Math.max(node.size, counts(node).n) },
      safeguards,
    );
  if (!joins) return leavesOfTree(tree).filter(test);

  const shut = new Set<Node>();
  for (;;) {
    const blocks = cut(tree, test, shut);
    if (accepted.length === 0 || blocks.length < 2) return blocks;
    const found = findingsIn(cellsBy(cells, [...accepted, blockIn(blocks)]), budget, safeguards);
    if (found.length === 0) return blocks;
    if (budget.left <= 0) return [tree];
    for (const block of new Set(found.flatMap((cell) => blocks[cell.blocks.at(-1) ?? 0] ?? []))) {
      const parent = parentOf(block, tree);
      if (parent) shut.add(parent);
    }
  }
}

/** Cells of people of whom too much can be worked out, as far as they were found in one search. */
function findingsIn(cells: readonly AuditedCell[], budget: Budget, safeguards: Safeguards): AuditedCell[] {
  const { fewest, colleague, sets, moves } = safeguards;
  const set = sets ? smallSet(cells, Math.min(fewest, fewestInDifference)) : undefined;
  if (set) return set;
  const person = moves ? certain(cells, colleague, budget) : undefined;
  return person ? [person] : [];
}

/** The number of the block that a cell's group is in. */
function blockIn(blocks: readonly Node[]): BlockOf {
  const blockOf = new Map(blocks.flatMap(({ groups }, at) => groups.map((group) => [group, at] as const)));
  return ({ group }) => blockOf.get(group);
}

/** The counts of every node, added up once. */
function countsByNode(cells: readonly Cell[]): (node: Node) => Counts {
  const byGroup = Map.groupBy(cells, ({ group }) => group);
  const known = new Map<Node, Counts>();
  const countsOf = (node: Node): Counts => {
    const counts =
      known.get(node) ??
      together(
        node.children.length > 0
          ? node.children.map(countsOf)
          : node.groups.flatMap((group) => byGroup.get(group) ?? []),
      );
    known.set(node, counts);
    return counts;
  };
  return countsOf;
}

const leavesOfTree = (node: Node): Node[] =>
  node.children.length > 0 ? node.children.flatMap(leavesOfTree) : [node];
