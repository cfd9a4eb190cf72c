import fc from "fast-check";
import { expect, test } from "vitest";
import { audit, type PublishedTable } from "./audit.ts";

const table = (people: number[], ...cells: number[][]): PublishedTable => ({ name: "trust", people, cells });

test("a total and groups that leave nobody, or enough people, give nothing away", () => {
  expect(audit([table([8, 9, 7], [0, 1, 2], [0], [1], [2])], 5)).toEqual([]);
  expect(audit([table([8, 2, 3], [0, 1, 2], [0])], 5)).toEqual([]);
});

test("a single small group that is left over is found", () => {
  expect(audit([table([8, 9, 3], [0, 1, 2], [0], [1])], 5)).toEqual([
    { table: "trust", groups: [2], people: 3 },
  ]);
});

test("a small group that is shown is found, with or without a total", () => {
  expect(audit([table([8, 4], [1])], 5)).toEqual([{ table: "trust", groups: [1], people: 4 }]);
});

test("what no cell speaks of cannot leak", () => {
  expect(audit([table([8, 4], [0])], 5)).toEqual([]);
});

test("groups that overlap are cut into disjoint ones: a small overlap is found", () => {
  // Large cities are groups 0 and 1, bilingual ones 1 and 2; two cities are both.
  expect(audit([table([6, 2, 9], [0, 1, 2], [0, 1], [1, 2])], 5)).toEqual([
    { table: "trust", groups: [1], people: 2 },
  ]);
});

test("two rounds are one table: the few who came between them are found", () => {
  // Group 0 answered before the first release, group 1 between the two.
  expect(audit([table([20, 3], [0], [0, 1])], 5)).toEqual([{ table: "trust", groups: [1], people: 3 }]);
});

test("when the audit finds nothing, no sum or difference of cells covers a few people", () => {
  const overlapping = fc.record({
    people: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }),
    cells: fc.array(fc.subarray([0, 1, 2, 3], { minLength: 1 }), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(overlapping, ({ people, cells }) => {
      if (audit([table(people, ...cells)], 5).length === 0)
        expect(fewestByArithmetic(people, cells)).not.toBeLessThan(5);
    }),
    { numRuns: 1000 },
  );
});

test("for disjoint groups and a total, the audit finds just what arithmetic finds", () => {
  const disjoint = fc.record({
    people: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }),
    shown: fc.subarray([0, 1, 2, 3]),
  });
  fc.assert(
    fc.property(disjoint, ({ people, shown }) => {
      const cells = [[0, 1, 2, 3], ...shown.map((group) => [group])];
      const found = audit([table(people, ...cells)], 5).length > 0;
      expect(found).toBe(fewestByArithmetic(people, cells) < 5);
    }),
    { numRuns: 1000 },
  );
});

/** The fewest people, more than none, that any sum or difference of cells covers. */
function fewestByArithmetic(people: number[], cells: number[][]): number {
  const combinations = cells.reduce<number[][]>(
    (all, cell) =>
      all.flatMap((sum) =>
        [-1, 0, 1].map((sign) => sum.map((at, group) => at + (cell.includes(group) ? sign : 0))),
      ),
    [people.map(() => 0)],
  );
  const covered = combinations.map((sum) =>
    sum.reduce((all, sign, group) => all + (sign === 0 ? 0 : (people[group] ?? 0)), 0),
  );
  return Math.min(...covered.filter((count) => count > 0));
}
