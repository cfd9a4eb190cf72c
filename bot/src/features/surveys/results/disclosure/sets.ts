import type { AuditedCell } from "./cells.ts";
import { inverse, minus, prime, sequence, times } from "./modular.ts";

/** With more cells of so few people the search takes too long, and all of them count as found. */
const smallCellLimit = 128;

/**
 * Cells with one to `fewest` - 1 answers together that are a sum or difference of blocks, or undefined: there are none.
 *
 * The sums and differences of blocks are a linear space over the cells. Numbers at the cells that add up to 0 over every
 * block, chosen at random of all such, add up to 0 over a set of cells if it lies in that space; if it does not, with a
 * chance of one in two thousand million. Small sets are looked for by such numbers, and found if others agree.
 */
export function smallSet(cells: readonly AuditedCell[], fewest: number): AuditedCell[] | undefined {
  const small = cells.flatMap(({ n }, at) => (n > 0 && n < fewest ? [at] : []));
  if (small.length === 0) return undefined;
  const isTooMany = small.length > smallCellLimit;
  const found = isTooMany ? small : zeroSum(cells, small, balanced(cells), fewest);
  return found?.flatMap((at) => cells[at] ?? []);
}

/** Two lots of one number a cell, random but for adding up to 0 over every block. */
function balanced(cells: readonly AuditedCell[]): number[][] {
  const columns = columnsOf(cells);
  const width = Math.max(0, ...columns.flat()) + 1;
  const random = sequence(12_345);
  const lots = [0, 1].map(() => ({ numbers: cells.map(() => 0), owed: new Int32Array(width) }));
  // Cells that no others add up to, reduced: each row has a column that no other row has, and says of which cells it is made.
  const basis: (Combination & { pivot: number })[] = [];
  const byPivot = new Map<number, Combination>();

  cells.forEach((_, at) => {
    const made: Combination = { row: new Int32Array(width), of: new Map([[at, 1]]) };
    const own = columns[at] ?? [];
    for (const column of own) made.row[column] = 1;
    for (const column of own) {
      const known = byPivot.get(column);
      if (known) subtract(made, known, made.row[column] ?? 0);
    }
    const pivot = made.row.findIndex((value) => value !== 0);
    if (pivot < 0) {
      for (const { numbers, owed } of lots) {
        const number = random();
        numbers[at] = number;
        for (const column of own) owed[column] = minus(owed[column] ?? 0, number);
      }
      return;
    }
    scale(made, inverse(made.row[pivot] ?? 1));
    for (const other of basis) subtract(other, made, other.row[pivot] ?? 0);
    basis.push({ ...made, pivot });
    byPivot.set(pivot, made);
  });

  for (const { numbers, owed } of lots) {
    for (const { pivot, of } of basis) {
      for (const [cell, share] of of)
        numbers[cell] = ((numbers[cell] ?? 0) + times(owed[pivot] ?? 0, share)) % prime;
    }
  }
  return lots.map(({ numbers }) => numbers);
}

type Combination = { row: Int32Array; of: Map<number, number> };

function subtract(from: Combination, what: Combination, factor: number): void {
  if (factor === 0) return;
  for (let column = 0; column < what.row.length; column++) {
    const value = what.row[column] ?? 0;
    if (value !== 0) from.row[column] = minus(from.row[column] ?? 0, times(value, factor));
  }
  for (const [cell, share] of what.of) from.of.set(cell, minus(from.of.get(cell) ?? 0, times(share, factor)));
}

function scale({ row, of }: Combination, factor: number): void {
  if (factor === 1) return;
  row.forEach((value, column) => {
    if (value !== 0) row[column] = times(value, factor);
  });
  for (const [cell, share] of of) of.set(cell, times(share, factor));
}

/** The blocks that each cell is in, numbered through all partitions. */
function columnsOf(cells: readonly AuditedCell[]): number[][] {
  const columns = new Map<string, number>();
  return cells.map(({ blocks }) =>
    blocks.map((block, partition) => {
      const key = `${partition}|${block}`;
      const column = columns.get(key) ?? columns.size;
      columns.set(key, column);
      return column;
    }),
  );
}

/** Up to four of the small cells, fewer than `fewest` people, whose numbers of either kind add up to 0. */
function zeroSum(
  cells: readonly AuditedCell[],
  small: readonly number[],
  [numbers = [], others = []]: readonly (readonly number[])[],
  fewest: number,
): number[] | undefined {
  const peopleIn = (set: readonly number[]) => set.reduce((sum, at) => sum + (cells[at]?.n ?? 0), 0);
  const sumOf = (set: readonly number[], of: readonly number[]) =>
    set.reduce((sum, at) => (sum + (of[at] ?? 0)) % prime, 0);
  const isFound = (set: readonly number[]) => peopleIn(set) < fewest && sumOf(set, others) === 0;

  // A set of up to four is one or two of these, disjoint.
  const pairs = small.flatMap((one, at) =>
    small.slice(at + 1).flatMap((other) => (peopleIn([one, other]) < fewest ? [[one, other]] : [])),
  );
  const bySum = new Map<number, number[][]>();
  for (const half of [...small.map((at) => [at]), ...pairs]) {
    const sum = sumOf(half, numbers);
    if (sum === 0 && isFound(half)) return half;
    for (const other of bySum.get(minus(0, sum)) ?? []) {
      const set = [...new Set([...half, ...other])];
      if (set.length === half.length + other.length && isFound(set)) return set;
    }
    const known = bySum.get(sum);
    if (known) known.push(half);
    else bySum.set(sum, [half]);
  }
  return undefined;
}
