/**
 * One published table: people in disjoint groups, and the sets of groups that something was said about. The total is
 * the set of all groups. Groups that overlap are cut into disjoint ones first (those in A alone, in B alone, in both),
 * and two rounds of one survey are one table whose groups are cut by round: then both fit in here as they are.
 */
export type PublishedTable = {
  name: string;
  people: readonly number[];
  cells: readonly (readonly number[])[];
};

/** So few people, of these groups, can be told apart from all others. */
export type Leak = { table: string; groups: number[]; people: number };

/**
 * Finds what can be worked out by adding and subtracting cells. Groups that no cell tells apart always come together,
 * so any sum or difference covers a union of such classes. If each class is nobody or at least `fewest` people,
 * so is each union, whatever the combination. For disjoint groups and a total every class can be worked out, and the
 * audit is exact; for overlapping ones it errs on the side of silence.
 */
export function audit(tables: readonly PublishedTable[], fewest: number): Leak[] {
  return tables.flatMap(({ name, people, cells }) =>
    classesOf(cells)
      .map((groups) => ({
        table: name,
        groups,
        people: groups.reduce((sum, group) => sum + (people[group] ?? 0), 0),
      }))
      .filter(({ people }) => people > 0 && people < fewest),
  );
}

/** Groups by the cells they are in; those in no cell are never spoken of. */
function classesOf(cells: PublishedTable["cells"]): number[][] {
  const cellsOfGroup = new Map<number, number[]>();
  cells.forEach((groups, cell) => {
    for (const group of groups) cellsOfGroup.set(group, [...(cellsOfGroup.get(group) ?? []), cell]);
  });
  const alike = Map.groupBy(cellsOfGroup.keys(), (group) => cellsOfGroup.get(group)?.join());
  return [...alike.values()];
}
