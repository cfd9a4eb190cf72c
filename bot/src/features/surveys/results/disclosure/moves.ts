import type { AuditedCell } from "./cells.ts";

/** Steps of the search that a question may take; when they are used up its answers count as certain. */
export type Budget = { left: number };
export const newBudget = (): Budget => ({ left: 300_000 });

/** People of a cell who gave one whole answer: `count` of them. */
type Holders = { cell: number; value: number; count: number };

/**
 * A cell of somebody whose answer may follow from all that is told, or undefined: there is none.
 *
 * For each person other answers are made that fit every block as well. A move: two people, in cells p and q, who gave v
 * take w, and two others, in s and t, who gave w take v, where p and q are in the same blocks as s and t. Where p is s, two
 * people of one cell swap. No figure changes, so that nobody can tell the two apart. A move may need the only person of a
 * cell with an answer, and that could be the reader: moves are looked for until nobody else is in
 * all of them. `colleague`: 0 or 1 answers that the reader knows.
 */
export function certain(
  cells: readonly AuditedCell[],
  colleague: number,
  budget: Budget,
): AuditedCell | undefined {
  const holdersOf = new Map<number, Holders[]>();
  const cellAt = new Map<string, number>();
  cells.forEach(({ blocks, answers }, cell) => {
    cellAt.set(blocks.join(), cell);
    for (const [value, count] of answers) {
      const holders = holdersOf.get(value) ?? [];
      holders.push({ cell, value, count });
      holdersOf.set(value, holders);
    }
  });
  const values = [...holdersOf.keys()].toSorted((one, other) => one - other);

  for (const value of values) {
    for (const holders of holdersOf.get(value) ?? []) {
      // Of several choices each by itself: somebody else must have given an answer without it.
      for (const key of keysIn(value)) if (!isOpen(holders, key)) return cells[holders.cell];
    }
  }
  return undefined;

  function isOpen(person: Holders, key: number): boolean {
    const { answers = new Map<number, number>() } = cells[person.cell] ?? {};
    let swaps = 0;
    for (const [value, count] of answers) if ((value & key) === 0) swaps += count;
    if (swaps > colleague) return true;

    // Those without whom no move so far can be made.
    let needed: Set<string> | undefined;
    for (const only of movesFor(person, key)) {
      needed = needed ? needed.intersection(only) : only;
      if (needed.size === 0 || colleague === 0) return true;
    }
    return false;
  }

  /** For each move of one of these people: those without whom it can't be made, since nobody else of the cell said so. */
  function* movesFor(person: Holders, key: number): Generator<Set<string>> {
    const from = cells[person.cell]?.blocks ?? [];
    for (const value of values) {
      if ((value & key) !== 0) continue;
      const own = has(person.cell, value);
      if (own > 0) yield own === 1 ? new Set([nameOf(person.cell, value)]) : new Set();
    }
    for (const value of values) {
      if ((value & key) !== 0) continue;
      for (const q of holdersOf.get(person.value) ?? []) {
        if (q.cell === person.cell) continue;
        const to = cells[q.cell]?.blocks ?? [];
        for (const [s, t] of crossings(from, to)) {
          if (budget.left-- <= 0) return;
          const only = new Set<string>();
          if (!takes(only, s, value, 1) || !takes(only, t, value, 1)) continue;
          if (q.count === 1) only.add(nameOf(q.cell, q.value));
          yield only;
        }
      }
    }
  }

  /** Cells s and t, other than p and q, that are in the same blocks as these together. */
  function* crossings(p: readonly number[], q: readonly number[]): Generator<[number, number]> {
    const differing = p.flatMap((block, at) => (block === q[at] ? [] : [at]));
    // Each way but for the two that give p and q themselves, and each once: the first stays with p.
    for (let way = 1; way < 2 ** Math.max(0, differing.length - 1); way++) {
      const s = [...p];
      const t = [...q];
      differing.slice(1).forEach((at, bit) => {
        if (((way >> bit) & 1) === 0) return;
        s[at] = q[at] ?? 0;
        t[at] = p[at] ?? 0;
      });
      const [one, other] = [cellAt.get(s.join()), cellAt.get(t.join())];
      if (one !== undefined && other !== undefined) yield [one, other];
    }
  }

  function takes(only: Set<string>, cell: number, value: number, count: number): boolean {
    const there = has(cell, value);
    if (there === count) only.add(nameOf(cell, value));
    return there >= count;
  }

  function has(cell: number, value: number): number {
    return cells[cell]?.answers.get(value) ?? 0;
  }
}

const nameOf = (cell: number, value: number) => `${cell}|${value}`;

function keysIn(value: number): number[] {
  const keys: number[] = [];
  for (let key = 1; key <= value; key *= 2) if ((value & key) !== 0) keys.push(key);
  return keys;
}
