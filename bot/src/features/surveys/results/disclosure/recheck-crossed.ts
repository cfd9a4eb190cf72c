/* Two partitions of the same people, as rows and columns: interims and groups. Used by the second reading alone. */

/** People in a row and a column, by whole answer (a bit for each key in it). */
export type CrossedCell = { row: number; column: number; n: number; answers: ReadonlyMap<number, number> };

/** One to four answers; more small cells than this are not looked through, and count as found. */
const peopleLimit = 4;
const smallCellLimit = 128;

/**
 * Whether one to four answers are a sum or difference of rows and columns. Cells are edges between their row and their
 * column. Numbers at the edges, random but for adding up to 0 in every node, add up to 0 over each such set: on a spanning
 * forest they follow from those at all other edges, from the tips inwards. They are whole numbers, added exactly; a second
 * lot of them tells chance hits from real ones.
 */
export function fewPeople(all: readonly CrossedCell[]): boolean {
  const cells = merged(all);
  const small = cells.flatMap((cell, at) => (cell.n <= peopleLimit ? [at] : []));
  if (small.length === 0) return false;
  if (small.length > smallCellLimit) return true;
  const numbers = balancedNumbers(cells, 2_463_534_242);
  const others = balancedNumbers(cells, 521_288_629);
  const byNumber = Map.groupBy(small, (at) => numbers[at] ?? 0);

  // Chosen so far, their numbers' sum and people; one more cell would make the sum 0.
  const search = (from: number, chosen: readonly number[], sum: number, people: number): boolean => {
    const isLast = (at: number) =>
      !chosen.includes(at) &&
      people + (cells[at]?.n ?? 0) <= peopleLimit &&
      [...chosen, at].reduce((all, each) => all + (others[each] ?? 0), 0) === 0;
    if ((byNumber.get(-sum + 0) ?? []).some(isLast)) return true;
    for (let next = from; next < small.length; next++) {
      const at = small[next] ?? 0;
      const more = people + (cells[at]?.n ?? 0);
      if (more < peopleLimit && search(next + 1, [...chosen, at], sum + (numbers[at] ?? 0), more))
        return true;
    }
    return false;
  };
  return search(0, [], 0, 0);
}

function balancedNumbers(cells: readonly CrossedCell[], seed: number): number[] {
  const edges = cells.map(({ row, column }) => [`row ${row}`, `column ${column}`] as const);
  const at = new Map<string, number[]>();
  edges.forEach((ends, edge) => {
    for (const end of ends) at.set(end, [...(at.get(end) ?? []), edge]);
  });
  // A spanning forest, walked from any node: each other node with the edge that led to it.
  const order: [node: string, by: number | undefined][] = [];
  const seen = new Set<string>();
  for (const start of at.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const queue: typeof order = [[start, undefined]];
    for (const entry of queue) {
      order.push(entry);
      for (const edge of at.get(entry[0]) ?? []) {
        const other = edges[edge]?.find((end) => end !== entry[0]);
        if (other === undefined || seen.has(other)) continue;
        seen.add(other);
        queue.push([other, edge]);
      }
    }
  }
  const inForest = new Set(order.map(([, by]) => by));
  let state = seed;
  const numbers = edges.map((_, edge) => {
    // Marsaglia's xorshift, so that a release is the same each time.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return inForest.has(edge) ? 0 : state;
  });
  for (const [node, by] of order.toReversed()) {
    if (by === undefined) continue;
    const others = (at.get(node) ?? []).filter((edge) => edge !== by);
    numbers[by] = 0 - others.reduce((sum, edge) => sum + (numbers[edge] ?? 0), 0);
  }
  return numbers;
}

/**
 * Whether somebody can be certain of a person's answer, knowing one other answer at most. People who said v are arcs from
 * their row to their column, those who said w arcs from column to row. All of a directed circle can take the other's
 * answer and no figure changes: a person's answer is open if an arc lies in a circle, and in another one without whom the
 * reader may be.
 */
export function doubtless(all: readonly CrossedCell[]): boolean {
  const cells = merged(all);
  const values = [...new Set(cells.flatMap(({ answers }) => [...answers.keys()]))];
  const byRow = Map.groupBy(cells, ({ row }) => row);
  const byColumn = Map.groupBy(cells, ({ column }) => column);

  const isOpen = (own: CrossedCell, value: number, key: number): boolean => {
    const differing = values.filter((other) => (other & key) === 0);
    const inCell = differing.map((other) => own.answers.get(other) ?? 0);
    if (inCell.reduce((sum, count) => sum + count, 0) > 1) return true;
    const circle = firstCircle(own, value, differing, undefined);
    if (!circle) return false;
    return circle.every((only) => firstCircle(own, value, differing, only) !== undefined);
  };
  return cells.some((cell) =>
    [...cell.answers.keys()].some((value) =>
      values.length === 0 ? false : bitsOf(value).some((key) => !isOpen(cell, value, key)),
    ),
  );

  /** The people alone in a cell with their answer, in a circle without `missing`; undefined: there is no circle. */
  function firstCircle(
    own: CrossedCell,
    value: number,
    differing: readonly number[],
    missing: string | undefined,
  ): string[] | undefined {
    for (const other of differing) {
      const found = circle(own, value, other, missing);
      if (found) return found;
    }
    return undefined;
  }

  /** From the person's column over rows and columns to one from which `other` leads back to the person's row. */
  function circle(
    own: CrossedCell,
    value: number,
    other: number,
    missing: string | undefined,
  ): string[] | undefined {
    const count = (cell: CrossedCell, said: number) => {
      const there = cell.answers.get(said) ?? 0;
      return there === 1 && missing === nameOf(cell, said) ? 0 : there;
    };
    const alone = (cell: CrossedCell, said: number) =>
      cell.answers.get(said) === 1 ? [nameOf(cell, said)] : [];
    const back = new Map((byRow.get(own.row) ?? []).map((cell) => [cell.column, cell]));
    const rows = new Set<number>();
    const columns = new Set([own.column]);
    const queue: { column: number; way: string[] }[] = [{ column: own.column, way: [] }];
    for (const { column, way } of queue) {
      const last = back.get(column);
      if (last && count(last, other) > 0) return [...way, ...alone(last, other)];
      for (const up of byColumn.get(column) ?? []) {
        if (rows.has(up.row) || count(up, other) < 1) continue;
        rows.add(up.row);
        for (const along of byRow.get(up.row) ?? []) {
          if (along === own || columns.has(along.column) || count(along, value) < 1) continue;
          columns.add(along.column);
          const next = [...way, ...alone(up, other), ...alone(along, value)];
          const end = back.get(along.column);
          if (end && count(end, other) > 0) return [...next, ...alone(end, other)];
          queue.push({ column: along.column, way: next });
        }
      }
    }
    return undefined;
  }
}

/** Cells of one row and column together, those without answers left out. */
function merged(all: readonly CrossedCell[]): CrossedCell[] {
  const answered = all.filter(({ n }) => n > 0);
  return [...Map.groupBy(answered, ({ row, column }) => `${row}|${column}`).values()].map((cells) => {
    const answers = new Map<number, number>();
    for (const cell of cells)
      for (const [value, count] of cell.answers) answers.set(value, (answers.get(value) ?? 0) + count);
    const { row = 0, column = 0 } = cells[0] ?? {};
    return { row, column, n: cells.reduce((sum, { n }) => sum + n, 0), answers };
  });
}

const nameOf = ({ row, column }: CrossedCell, value: number) => `${row}|${column}|${value}`;

const bitsOf = (value: number) =>
  Array.from({ length: 20 }, (_, bit) => 2 ** bit).filter((bit) => (value & bit) !== 0);
