/** People who are in the same block of every partition: `blocks` has the block's number in each. */
export type AuditedCell = { blocks: number[]; n: number; answers: Map<number, number> };

/** Puts those together who are in the same blocks. Those in no block of a partition (undefined) are left out. */
export function cellsBy<Row extends { n: number; answers: Map<number, number> | null }>(
  rows: readonly Row[],
  partitions: readonly ((row: Row) => number | undefined)[],
): AuditedCell[] {
  const cells = new Map<string, AuditedCell>();
  for (const row of rows) {
    const blocks = partitions.map((blockOf) => blockOf(row)).filter((block) => block !== undefined);
    if (row.n === 0 || blocks.length < partitions.length) continue;
    if (!row.answers) throw new Error("Several partitions need whole answers to be audited.");
    const cell = cells.get(blocks.join()) ?? { blocks, n: 0, answers: new Map() };
    cell.n += row.n;
    for (const [value, count] of row.answers) cell.answers.set(value, (cell.answers.get(value) ?? 0) + count);
    cells.set(blocks.join(), cell);
  }
  return [...cells.values()];
}
