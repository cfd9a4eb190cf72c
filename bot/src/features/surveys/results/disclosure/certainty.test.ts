import { expect, test } from "vitest";
import {
  type Answers,
  type AnswerValue,
  type Draft,
  type Question,
  thresholds,
} from "#features/surveys/contract.ts";
import { release } from "#features/surveys/results/release.ts";
import { add, startTally } from "#features/surveys/results/tally.ts";
import { byRole, choices, development, role, services, trust } from "#features/surveys/survey/testing.ts";
import { type Safeguards, safeguardsFor } from "./safeguards.ts";

/*
 * Every way in which the people of a small survey can answer, released, and read by somebody who knows the rules, who
 * answered in which group and step, who left the question out, and perhaps their own answer. Ways that give the same
 * releases can't be told apart; is there a person who answered the same in all of them?
 */

/** People by step of arrival and by group, those without a group last; what they can answer, undefined: nothing. */
type Design = { question: Question; sizes: number[][]; values: (AnswerValue | undefined)[] };

const three = ["better", "same", "worse"];
const two = ["better", "same"];
const change = (sizes: number[][], values: Design["values"]): Design => ({
  question: development,
  sizes,
  values,
});

const sealed: [string, Design][] = [
  ["one group of five", change([[5, 0]], three)],
  ["two groups of five", change([[5, 5, 0]], three)],
  ["seven, three and two", change([[7, 3, 2]], three)],
  ["nine, nine and nine", change([[9, 9, 9, 0]], two)],
  ["seven, five and three who may leave it out", change([[7, 5, 3]], [...two, undefined])],
  ["a scale, whose mean is told", { question: trust, sizes: [[6, 0]], values: [1, 2, 3, 4, 5] }],
  [
    "several choices",
    { question: services, sizes: [[5, 5, 0]], values: [["advice"], ["networks"], ["advice", "networks"]] },
  ],
];

const live: [string, Design][] = [
  ["two steps", change([[6], [6]], three)],
  ["three steps", change([[6], [6], [7]], two)],
  ["three steps, the last of few", change([[7], [7], [4]], two)],
  ["steps that may be left out", change([[6], [7]], [...two, undefined])],
  [
    "two steps of two groups",
    change(
      [
        [4, 4, 0],
        [4, 4, 0],
      ],
      two,
    ),
  ],
  [
    "three steps of two groups",
    change(
      [
        [3, 3, 0],
        [3, 3, 0],
        [3, 3, 0],
      ],
      two,
    ),
  ],
  [
    "two steps of three groups",
    change(
      [
        [2, 2, 2, 0],
        [4, 4, 4, 0],
      ],
      two,
    ),
  ],
  [
    "groups that came at different times",
    change(
      [
        [5, 1, 0],
        [1, 5, 0],
      ],
      two,
    ),
  ],
  [
    "more who came late than made the interims stop",
    change(
      [
        [5, 2, 0],
        [2, 5, 0],
      ],
      two,
    ),
  ],
  [
    "fewer who came late",
    change(
      [
        [5, 1, 4],
        [3, 0, 1],
      ],
      two,
    ),
  ],
  [
    "several choices in steps",
    { question: services, sizes: [[5], [6]], values: [["advice"], ["networks"], ["advice", "networks"]] },
  ],
];

test.each([...sealed, ...live])("nobody is certain of anybody's answer: %s", (_, design) => {
  const { ways, certainties } = readersOf(design);

  expect(ways).toBeGreaterThan(5);
  expect(certainties).toEqual([]);
});

// What each safeguard keeps from being certain, in surveys small enough to go through.
test.each<[string, Partial<Safeguards>, Design]>([
  ["one less who gave another answer", { others: 2 }, change([[7, 3, 2]], three)],
  ["totals that nearly all agree in", { codes: false }, change([[6, 0]], two)],
  ["small groups left out and not joined", { joins: false }, change([[7, 3, 0]], two)],
  ["what came last untested", { testsRest: false }, change([[6], [6]], two)],
  ["waiting for a step that passes", { stopsAtStep: false }, change([[5], [1], [1], [5]], two)],
  [
    "groups beside interims that stopped",
    { stops: false },
    change(
      [
        [5, 1, 0],
        [1, 5, 0],
      ],
      two,
    ),
  ],
  [
    "no search for other answers",
    { moves: false },
    change(
      [
        [1, 1, 5],
        [4, 2, 1],
      ],
      two,
    ),
  ],
])("somebody is certain with %s", (_, without, design) => {
  expect(readersOf(design).certainties).toEqual([]);
  expect(readersOf(design, { ...without, rechecks: false }).certainties).not.toEqual([]);
});

type Cell = { step: number; group: number; size: number };
/** By cell and value, how many answered so. */
type Way = number[][];

function readersOf({ question, sizes, values }: Design, without: Partial<Safeguards> = {}) {
  const groupIds = [...(sizes[0] ?? []).keys()].slice(0, -1).map((at) => "abcdef".charAt(at));
  const isLive = sizes.length > 1;
  const draft = byRole([question], {
    kind: isLive ? "live" : "sealed",
    backgrounds: [{ ...role, choices: choices(...groupIds) }],
  });
  const cells = sizes.flatMap((groups, step) =>
    groups.flatMap((size, group): Cell[] => (size > 0 ? [{ step, group, size }] : [])),
  );
  const safeguards = { ...safeguardsFor(thresholds), ...without };

  const alike = new Map<string, Way[]>();
  for (const way of product(cells.map(({ size }) => splits(size, values.length)))) {
    const releaseOf = (steps: number, final: boolean) =>
      released(draft, cells, way, values, steps, final, safeguards);
    const interims = sizes.slice(1).map((_, at) => releaseOf(at + 2, false));
    const rounds = [...interims, releaseOf(sizes.length, true)];
    // Who left the question out is known too.
    const leftOut = way.map((row) => row.filter((_, value) => values[value] === undefined));
    const key = JSON.stringify([rounds, leftOut]);
    alike.set(key, [...(alike.get(key) ?? []), way]);
  }
  const certainties = [...alike.values()].flatMap((ways) => certainIn(ways, cells, values));
  return { ways: alike.size, certainties: certainties.slice(0, 3) };
}

function released(
  draft: Draft,
  cells: readonly Cell[],
  way: Way,
  values: Design["values"],
  steps: number,
  final: boolean,
  safeguards: Safeguards,
) {
  const tally = startTally(draft);
  cells.forEach(({ step, group }, at) => {
    if (step >= steps) return;
    const id = draft.backgrounds[0]?.choices[group]?.id;
    way[at]?.forEach((count, value) => {
      const said = values[value];
      const answers: Answers = {
        ...(id !== undefined && { role: id }),
        ...(said !== undefined && { [draft.questions[0]?.id ?? ""]: said }),
      };
      for (let times = 0; times < count; times++) add(tally, { answers }, step);
    });
  });
  const releasing = { round: 1, final, now: new Date("2026-12-24T14:00:00Z"), random: () => 0, step: 5 };
  return release({ draft, thresholds }, tally, releasing, safeguards).forAll;
}

/** Of several choices each by itself. */
const factsOf = (value: AnswerValue | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [JSON.stringify(value)];

function certainIn(ways: readonly Way[], cells: readonly Cell[], values: Design["values"]): string[] {
  const readers: ([cell: number, value: number] | undefined)[] = [
    undefined,
    ...cells.flatMap((_, cell) => values.map((_, value): [number, number] => [cell, value])),
  ];
  const facts = [...new Set(values.flatMap(factsOf))];
  return readers.flatMap((reader) => {
    const possible = ways.filter((way) => !reader || (way[reader[0]]?.[reader[1]] ?? 0) > 0);
    if (possible.length === 0) return [];
    return cells.flatMap(({ size }, cell) => {
      const isOwn = reader?.[0] === cell;
      const left = (way: Way) =>
        (way[cell] ?? []).map((count, value) => count - (isOwn && reader[1] === value ? 1 : 0));
      return facts.flatMap((fact) => {
        // All of the cell who answered, but for the reader, answered so in every way.
        const isCertain = possible.every((way) => {
          const counts = left(way);
          const answered = counts.filter((_, value) => values[value] !== undefined);
          const others = counts.filter(
            (_, value) => values[value] !== undefined && !factsOf(values[value]).includes(fact),
          );
          return answered.some((count) => count > 0) && others.every((count) => count === 0);
        });
        return isCertain && size > (isOwn ? 1 : 0)
          ? [`${JSON.stringify(reader)}: all of ${JSON.stringify(cells[cell])} said ${fact}`]
          : [];
      });
    });
  });
}

/** All ways to split `count` people over `ways` answers. */
function splits(count: number, ways: number): number[][] {
  if (ways === 1) return [[count]];
  return Array.from({ length: count + 1 }, (_, first) =>
    splits(count - first, ways - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function product<T>(lists: T[][]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((row) => list.map((entry) => [...row, entry])), [[]]);
}
