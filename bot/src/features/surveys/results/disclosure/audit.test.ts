import fc from "fast-check";
import { expect, test } from "vitest";
import type { AuditedCell } from "./cells.ts";
import { certain, newBudget } from "./moves.ts";
import { doubtless, fewPeople } from "./recheck-crossed.ts";
import { smallSet } from "./sets.ts";

/* Two searches, each written twice: by the making of a release and by its second reading. Here a third, by going through all. */

const [better, same] = [1, 2];

/** Steps downwards, groups to the right; in each cell how many said better and how many the same. */
const cellsIn = (rows: [better: number, same: number][][]): AuditedCell[] =>
  rows.flatMap((row, step) =>
    row.flatMap(([one, other], group) =>
      one + other > 0
        ? [
            {
              blocks: [step, group],
              n: one + other,
              answers: new Map(
                [[better, one] as const, [same, other] as const].filter(([, count]) => count > 0),
              ),
            },
          ]
        : [],
    ),
  );

const crossed = (cells: readonly AuditedCell[]) =>
  cells.map(({ blocks: [row = 0, column = 0], n, answers }) => ({ row, column, n, answers }));

const count = fc.integer({ min: 0, max: 3 });
const table = (rows: number, columns: number, of: fc.Arbitrary<number> = count) =>
  fc
    .array(fc.array(fc.tuple(of, of), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .map(cellsIn);

test("the only cell that two partitions have in common with few people is found", () => {
  // One person came in the first step from the second group, and nobody else is in both.
  const cells = cellsIn([
    [
      [3, 3],
      [1, 0],
    ],
    [
      [0, 0],
      [4, 4],
    ],
  ]);

  expect(smallSet(cells, 5)?.map(({ blocks }) => blocks)).toEqual([[0, 1]]);
  expect(fewPeople(crossed(cells))).toBe(true);
});

test("where every small cell can be made up for elsewhere, none is found", () => {
  const cells = cellsIn([
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1, 1],
      [1, 1],
    ],
  ]);

  expect(smallSet(cells, 2)).toBeUndefined();
});

test("small sets are found just where a sum or difference of blocks covers one to four people", () => {
  fc.assert(
    fc.property(fc.oneof(table(2, 3), table(3, 3, fc.integer({ min: 0, max: 1 })), table(3, 2)), (cells) => {
      const isThere = spanned(cells);
      expect(smallSet(cells, 5) !== undefined).toBe(isThere);
      expect(fewPeople(crossed(cells))).toBe(isThere);
    }),
    { numRuns: 1500 },
  );
});

test("three partitions are searched too", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 }), (sizes) => {
      const cells = sizes.flatMap((n, at) =>
        n > 0 ? [{ blocks: [at & 1, (at >> 1) & 1, (at >> 2) & 1], n, answers: new Map([[better, n]]) }] : [],
      );
      expect(smallSet(cells, 5) !== undefined).toBe(spanned(cells));
    }),
    { numRuns: 1000 },
  );
});

test("whoever is not found to be certain has another answer in a survey that gives the same figures", () => {
  fc.assert(
    fc.property(table(2, 2), (cells) => {
      const found = certainBySearch(cells);
      if (certain(cells, 1, newBudget()) === undefined) expect(found).toBe(false);
      // With two answers the circles are all there is: the second reading is exact.
      expect(doubtless(crossed(cells))).toBe(found);
    }),
    { numRuns: 1500 },
  );
});

test("where the search runs out of steps, people count as certain", () => {
  const cells = cellsIn([
    [
      [3, 0],
      [0, 3],
    ],
    [
      [0, 3],
      [3, 0],
    ],
  ]);

  expect(certain(cells, 1, newBudget())).toBeUndefined();
  expect(certain(cells, 1, { left: 0 })).toBeDefined();
});

/** Whether some set of cells with one to four people is a sum or difference of blocks: by elimination in fractions. */
function spanned(cells: readonly AuditedCell[]): boolean {
  const partitions = cells[0]?.blocks.length ?? 0;
  const rows = Array.from({ length: partitions }, (_, at) => at).flatMap((partition) =>
    [...new Set(cells.map(({ blocks }) => blocks[partition]))].map((block) =>
      cells.map(({ blocks }) => (blocks[partition] === block ? 1 : 0)),
    ),
  );
  const rank = rankOf(rows);
  for (let set = 1; set < 2 ** cells.length; set++) {
    const inSet = cells.map((_, at) => (set >> at) & 1);
    const people = cells.reduce((sum, { n }, at) => sum + n * (inSet[at] ?? 0), 0);
    if (people < 5 && rankOf([...rows, inSet]) === rank) return true;
  }
  return false;
}

function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const at = left.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    const pivot = left[at];
    if (!pivot) continue;
    left[at] = left[rank] ?? [];
    left[rank] = pivot;
    for (const [index, row] of left.entries()) {
      if (index === rank) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      left[index] = row.map((value, each) => value - factor * (pivot[each] ?? 0));
    }
    rank++;
  }
  return rank;
}

/** Goes through all two by two tables of the same people and the same sums, also for a reader who knows one answer. */
function certainBySearch(cells: readonly AuditedCell[]): boolean {
  const said = (cell: AuditedCell) => cell.answers.get(better) ?? 0;
  const sums = (of: readonly number[]) =>
    [0, 1].flatMap((partition) =>
      [0, 1].map((block) =>
        of.reduce((sum, each, at) => sum + (cells[at]?.blocks[partition] === block ? each : 0), 0),
      ),
    );
  const truth = sums(cells.map(said)).join();
  const worlds = cells
    .reduce<number[][]>(
      (all, { n }) => all.flatMap((row) => Array.from({ length: n + 1 }, (_, each) => [...row, each])),
      [[]],
    )
    .filter((world) => sums(world).join() === truth);

  const readers = [
    undefined,
    ...cells.flatMap((_, at) => [better, same].map((value) => [at, value] as const)),
  ];
  return readers.some((reader) => {
    const counts = (world: readonly number[], at: number) => {
      const one = world[at] ?? 0;
      const both = [one, (cells[at]?.n ?? 0) - one];
      if (reader?.[0] === at) both[reader[1] - 1] = (both[reader[1] - 1] ?? 0) - 1;
      return both;
    };
    const possible = worlds.filter((world) => !reader || counts(world, reader[0]).every((each) => each >= 0));
    // Only a reader who exists: somebody did say so.
    const exists = !reader || (cells[reader[0]]?.answers.get(reader[1]) ?? 0) > 0;
    return (
      exists &&
      cells.some((_, at) =>
        [0, 1].some((value) =>
          possible.every((world) => {
            const both = counts(world, at);
            return (both[value] ?? 0) > 0 && both[1 - value] === 0;
          }),
        ),
      )
    );
  });
}
