import type { AuditedCell } from "./cells.ts";
import { inverse, minus, prime, sequence, times } from "./modular.ts";

/** With more cells of so few people the search takes too long, and one of them counts as found. */
const mostSmallCells = 320;

/**
 * Cells with one to `fewest` - 1 answers together that are a sum or difference of blocks, or undefined: there are none.
 *
 * The sums and differences of blocks are a linear space over the cells. Numbers at the cells that add up to 0 over every
 * block, chosen at random of all such, add up to 0 over a set of cells if it lies in that space; if it does not, with a
 * chance of one in two thousand million, which hides more than needed. Small sets are looked for among those numbers.
 */
export function smallSet(cells: readonly AuditedCell[], fewest: number): AuditedCell[] | undefined {
  const small = cells.flatMap(({ n }, at) => (n > 0 && n < fewest ? [at] : []));
  const [first] = small;
  if (first === undefined) return undefined;
  const found = small.length > mostSmallCells ? [first] : zeroSum(cells, small, balanced(cells), fewest);
  return found?.flatMap((at) => cells[at] ?? []);
}

/** One number a cell, random but for adding up to 0 over every block. */
function balanced(cells: readonly AuditedCell[]): number[] {
  const columns = columnsOf(cells);
  const width = Math.max(0, ...columns.flat()) + 1;
  const random = sequence(12_345);
  // Cells that no others add up to, reduced: each row has a column that no other row has, and says of which cells it is made.
  const basis: { row: Int32Array; pivot: number; of: Map<number, number> }[] = [];
  const rowOf = new Map<number, (typeof basis)[number]>();
  const numbers = cells.map(() => 0);
  const owed = new Int32Array(width);

  cells.forEach((_, at) => {
    const row = new Int32Array(width);
    for (const column of columns[at] ?? []) row[column] = 1;
    const of = new Map([[at, 1]]);
    for (const column of columns[at] ?? []) {
      const known = rowOf.get(column);
      if (known) subtract({ row, of }, known, row[column] ?? 0);
    }
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) {
      numbers[at] = random();
      for (const column of columns[at] ?? []) owed[column] = minus(owed[column] ?? 0, numbers[at] ?? 0);
      return;
    }
    const scale = inverse(row[pivot] ?? 1);
    row.forEach((value, column) => {
      if (value !== 0) row[column] = times(value, scale);
    });
    for (const [cell, share] of of) of.set(cell, times(share, scale));
    const made = { row, pivot, of };
    for (const other of basis) subtract(other, made, other.row[pivot] ?? 0);
    basis.push(made);
    rowOf.set(pivot, made);
  });

  for (const { pivot, of } of basis) {
    for (const [cell, share] of of)
      numbers[cell] = ((numbers[cell] ?? 0) + times(owed[pivot] ?? 0, share)) % prime;
  }
  return numbers;
}

type Combination = { row: Int32Array; of: Map<number, number> };

function subtract(from: Combination, what: Combination, factor: number): void {
  if (factor === 0) return;
  what.row.forEach((value, column) => {
    if (value !== 0) from.row[column] = minus(from.row[column] ?? 0, times(value, factor));
  });
  for (const [cell, share] of what.of) from.of.set(cell, minus(from.of.get(cell) ?? 0, times(share, factor)));
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

/** Up to four of the small cells, fewer than `fewest` people, whose numbers add up to 0: each has one at least. */
function zeroSum(
  cells: readonly AuditedCell[],
  small: readonly number[],
  numbers: readonly number[],
  fewest: number,
): number[] | undefined {
  const people = (set: readonly number[]) => set.reduce((sum, at) => sum + (cells[at]?.n ?? 0), 0);
  const total = (set: readonly number[]) => set.reduce((sum, at) => (sum + (numbers[at] ?? 0)) % prime, 0);
  const bySum = new Map<number, number[][]>();
  const note = (set: number[]) => {
    const sum = total(set);
    const known = bySum.get(sum);
    if (known) known.push(set);
    else bySum.set(sum, [set]);
  };

  // A set of up to four is one or two of these, disjoint.
  const pairs = small.flatMap((one, at) =>
    small.slice(at + 1).flatMap((other) => (people([one, other]) < fewest ? [[one, other]] : [])),
  );
  const halves = [...small.map((at) => [at]), ...pairs];
  for (const half of halves) {
    const missing = minus(0, total(half));
    if (missing === 0) return half;
    for (const other of bySum.get(missing) ?? []) {
      const set = new Set([...half, ...other]);
      if (set.size === half.length + other.length && people([...set]) < fewest) return [...set];
    }
    note(half);
  }
  return undefined;
}
