import type { Question } from "#features/surveys/contract.ts";
import { type Block, type Finding, factsOf, type Read } from "./margins.ts";

/* Rounds and groups of the same people: what follows from both together. */

/** People of one round and one group, by what they said. */
type Cell = { row: number; column: number; n: number; said: Map<string, number> };
/** One way in which everybody may have answered, by cell. */
type World = readonly Map<string, number>[];

const mostTried = 200_000;

export function crossedFindings({ answered, rounds, groups }: Read, question: Question): Finding[] {
  const cells = cellsOf(answered, rounds, groups, question);
  return [...smallSets(cells), ...certainties(cells, rounds, groups)];
}

function cellsOf(answered: Read["answered"], rounds: Block[], groups: Block[], { id }: Question): Cell[] {
  const cells = new Map<string, Cell>();
  for (const person of answered) {
    const row = rounds.findIndex(({ holds }) => holds(person));
    const column = groups.findIndex(({ holds }) => holds(person));
    if (row < 0 || column < 0) continue;
    const cell = cells.get(`${row}|${column}`) ?? { row, column, n: 0, said: new Map<string, number>() };
    const value = factsOf(person.answers[id]).join("+");
    cell.n++;
    cell.said.set(value, (cell.said.get(value) ?? 0) + 1);
    cells.set(`${row}|${column}`, cell);
  }
  return [...cells.values()];
}

/** One to four people who are a sum or difference of rounds and groups: each such set is tried. */
function smallSets(cells: readonly Cell[]): Finding[] {
  const small = cells.flatMap(({ n }, at) => (n < 5 ? [at] : []));
  const isSpanned = spanOf(cells);
  const search = (from: number, set: number[], people: number): number[] | undefined => {
    if (set.length > 0 && isSpanned(set)) return set;
    for (let next = from; next < small.length; next++) {
      const at = small[next] ?? 0;
      const more = people + (cells[at]?.n ?? 0);
      const found = more < 5 ? search(next + 1, [...set, at], more) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const found = search(0, [], 0);
  return found
    ? [{ kind: "set", what: `rounds and groups leave ${found.length} cells of fewer than five` }]
    : [];
}

/**
 * Tells whether a set of cells is a combination of rows and columns. By union and find with differences: a combination is
 * a number for each row and column such that those of a cell add up to 1 in the set and to 0 outside. Each cell ties its
 * row's number to its column's; the set is spanned if no cell contradicts the others.
 */
function spanOf(cells: readonly Cell[]): (set: readonly number[]) => boolean {
  return (set) => {
    const ties = new Map<string, [to: string, sum: number][]>();
    cells.forEach(({ row, column }, at) => {
      const sum = set.includes(at) ? 1 : 0;
      const [one, other] = [`r${row}`, `c${column}`];
      ties.set(one, [...(ties.get(one) ?? []), [other, sum]]);
      ties.set(other, [...(ties.get(other) ?? []), [one, sum]]);
    });
    const numbers = new Map<string, number>();
    for (const start of ties.keys()) {
      if (numbers.has(start)) continue;
      numbers.set(start, 0);
      const queue = [start];
      for (const node of queue) {
        for (const [to, sum] of ties.get(node) ?? []) {
          const due = sum - (numbers.get(node) ?? 0);
          const known = numbers.get(to);
          if (known !== undefined && known !== due) return false;
          if (known === undefined) {
            numbers.set(to, due);
            queue.push(to);
          }
        }
      }
    }
    return true;
  };
}

function certainties(cells: readonly Cell[], rounds: readonly Block[], groups: readonly Block[]): Finding[] {
  const worlds = nearbyWorlds(cells);
  const readers: ([cell: number, value: string] | undefined)[] = [
    undefined,
    ...cells.flatMap(({ said }, at) => [...said.keys()].map((value): [number, string] => [at, value])),
  ];
  const found: Finding[] = [];
  for (const reader of readers) {
    const own = reader?.[1] ?? "";
    const fits = worlds.filter((world) => !reader || (world[reader[0]]?.get(own) ?? 0) > 0);
    cells.forEach(({ said }, at) => {
      const isOwn = reader?.[0] === at;
      const facts = new Set(
        [...said].flatMap(([value, count]) =>
          count > (isOwn && value === own ? 1 : 0) ? value.split("+") : [],
        ),
      );
      for (const fact of facts) {
        const lacks = (world: World) =>
          [...(world[at] ?? [])].reduce(
            (sum, [value, count]) => sum + (value.split("+").includes(fact) ? 0 : count),
            0,
          ) - (isOwn && !own.split("+").includes(fact) ? 1 : 0);
        if (fits.some((world) => lacks(world) > 0)) continue;
        const verdict = isPossible(cells, rounds, groups, at, fact, reader);
        if (verdict !== "possible")
          found.push({
            kind: verdict === "unknown" ? "undecided" : reader ? "colleague" : "certain",
            what: `all of round ${cells[at]?.row}, group ${cells[at]?.column} said ${fact}`,
          });
      }
    });
  }
  return found;
}

/** The truth, and all worlds in which four people, of two rounds and two groups, exchanged two answers crosswise. */
function nearbyWorlds(cells: readonly Cell[]): World[] {
  const truth: World = cells.map(({ said }) => said);
  const at = new Map(cells.map(({ row, column }, index) => [`${row}|${column}`, index]));
  const worlds = [truth];
  cells.forEach((one, p) => {
    cells.forEach((other, q) => {
      if (one.row >= other.row || one.column === other.column) return;
      const s = at.get(`${one.row}|${other.column}`);
      const t = at.get(`${other.row}|${one.column}`);
      if (s === undefined || t === undefined) return;
      for (const v of one.said.keys()) {
        if (!other.said.has(v)) continue;
        for (const w of cells[s]?.said.keys() ?? []) {
          if (w === v || !cells[t]?.said.has(w)) continue;
          worlds.push(
            truth.map((said, cell) => {
              if (cell === p || cell === q) return moved(said, v, w);
              return cell === s || cell === t ? moved(said, w, v) : said;
            }),
          );
        }
      }
    });
  });
  return worlds;
}

function moved(said: ReadonlyMap<string, number>, from: string, to: string): Map<string, number> {
  const after = new Map(said);
  after.set(from, (after.get(from) ?? 0) - 1);
  after.set(to, (after.get(to) ?? 0) + 1);
  return after;
}

/** Looks for a world in which somebody of the cell did not say so, cell by cell, through all there are. */
function isPossible(
  cells: readonly Cell[],
  rounds: readonly Block[],
  groups: readonly Block[],
  target: number,
  fact: string,
  reader: [cell: number, value: string] | undefined,
): "possible" | "impossible" | "unknown" {
  const values = [...new Set(cells.flatMap(({ said }) => [...said.keys()]))];
  // Of several choices only sums over sets are known, and there are too many sets to go through.
  if (values.some((value) => value.includes("+"))) return "unknown";
  const rows = rounds.map((_, row) => values.map((value) => sumOf(cells, value, (cell) => cell.row === row)));
  const columns = groups.map((_, column) =>
    values.map((value) => sumOf(cells, value, (cell) => cell.column === column)),
  );
  const isOwn = reader?.[0] === target;
  const order = [target, ...cells.keys()].filter((cell, at, all) => all.indexOf(cell) === at);
  let tried = 0;

  const fill = (step: number): boolean => {
    const at = order[step];
    const cell = at === undefined ? undefined : cells[at];
    if (!cell) return true;
    const row = rows[cell.row] ?? [];
    const column = columns[cell.column] ?? [];
    const isLastOfRow = !order.slice(step + 1).some((other) => cells[other]?.row === cell.row);
    const isLastOfColumn = !order.slice(step + 1).some((other) => cells[other]?.column === cell.column);

    const choose = (value: number, left: number, lacking: number): boolean => {
      if (++tried > mostTried) return false;
      if (value === values.length) {
        if (left > 0) return false;
        if (at === target && lacking - (isOwn && reader[1] !== fact ? 1 : 0) < 1) return false;
        if (isLastOfRow && row.some((each) => each !== 0)) return false;
        if (isLastOfColumn && column.some((each) => each !== 0)) return false;
        return fill(step + 1);
      }
      const least = reader?.[0] === at && reader?.[1] === values[value] ? 1 : 0;
      const most = Math.min(left, row[value] ?? 0, column[value] ?? 0);
      for (let count = most; count >= least; count--) {
        row[value] = (row[value] ?? 0) - count;
        column[value] = (column[value] ?? 0) - count;
        const isThere = choose(value + 1, left - count, lacking + (values[value] === fact ? 0 : count));
        row[value] = (row[value] ?? 0) + count;
        column[value] = (column[value] ?? 0) + count;
        if (isThere) return true;
      }
      return false;
    };
    return choose(0, cell.n, 0);
  };
  if (fill(0)) return "possible";
  return tried > mostTried ? "unknown" : "impossible";
}

const sumOf = (cells: readonly Cell[], value: string, holds: (cell: Cell) => boolean) =>
  cells.filter(holds).reduce((sum, { said }) => sum + (said.get(value) ?? 0), 0);
