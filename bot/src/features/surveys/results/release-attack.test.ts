import { randomInt } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Answers,
  type AnswerValue,
  type Draft,
  type Figures,
  type Hidden,
  type Release,
  thresholds,
} from "#features/surveys/contract.ts";
import {
  byRole,
  choices,
  development,
  recommend,
  role,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";
import { release } from "./release.ts";
import { add, cellsOf, startTally, type Tally } from "./tally.ts";

/* What someone who has every published number, and knows these rules, can find out. */

const now = new Date("2026-12-24T14:00:00Z");
const groupIds = ["a", "b", "c", "d", "e"];
const groups = [{ ...role, choices: choices(...groupIds) }];
const questions = [
  { ...development, dontKnow: true },
  { ...trust, dontKnow: true },
  services,
  recommend,
  wishes,
];
const draft = byRole(questions, { backgrounds: groups });

test("no sum or difference of what is published covers one to four people", () => {
  fc.assert(
    fc.property(surveys, ({ ballots }) => {
      const tally = tallyOf(draft, ballots);
      const made = releaseOf(draft, tally);
      for (const cells of publishedCells(made)) {
        for (const people of cells.tables(tally))
          expect(fewestBySubtraction(people, cells)).not.toBeLessThan(5);
      }
    }),
    { numRuns: 3000 },
  );
});

test("the numbers themselves cannot be subtracted to find a few who left a question out", () => {
  fc.assert(
    fc.property(surveys, ({ ballots }) => {
      const made = releaseOf(draft, tallyOf(draft, ballots));
      const asked = [made.respondents, ...(made.segment?.groups ?? []).map(({ n }) => n)];
      for (const { total, dontKnow, groups } of made.questions) {
        const told = [total, ...groups.map(({ figures }) => figures)].map((figures) =>
          figures.shown ? figures.n : null,
        );
        const leftOut = told.map((n, at) => (n === null ? null : (asked[at] ?? Number.NaN) - n));
        for (const count of leftOut) if (count !== null) expect(count % 5).toBe(0);
        for (const n of told) if (n !== null) expect(n).toBeGreaterThanOrEqual(5);
        if (dontKnow !== null) expect((leftOut[0] ?? 0) - dontKnow).toBeGreaterThanOrEqual(0);
        if (dontKnow !== null) expect(dontKnow % 5).toBe(0);
      }
    }),
    { numRuns: 1000 },
  );
});

test("the thresholds are never broken", () => {
  fc.assert(
    fc.property(surveys, ({ ballots }) => {
      const tally = tallyOf(draft, ballots);
      const made = releaseOf(draft, tally);
      made.questions.forEach(({ total, groups, comments }, at) => {
        const cells = tally.questions.slice(at, at + 1).flatMap((each) => cellsOf(tally, each));
        const n = cells.reduce((sum, cell) => sum + cell.n, 0);
        expectByRules(total, n);
        groups.forEach(({ figures }, group) => {
          expectByRules(figures, cells[group]?.n ?? 0);
        });
        if (comments?.shown) expect(comments.texts.length).toBeGreaterThanOrEqual(10);
      });
      if (made.respondents !== null) expect(made.respondents).toBeGreaterThanOrEqual(5);
    }),
    { numRuns: 1000 },
  );
});

test("a release says the same each time but for the order of comments, in whatever order ballots came", () => {
  fc.assert(
    fc.property(surveys, ({ ballots }) => {
      const one = releaseOf(draft, tallyOf(draft, ballots));
      const other = releaseOf(draft, tallyOf(draft, ballots.toReversed()));
      expect(inOrder(other)).toEqual(inOrder(one));
    }),
    { numRuns: 300 },
  );
});

// Sizes of the groups, those without a group last; every table of answers that up to ten people could have given.
test.each([
  [[5, 0]],
  [[10, 0]],
  [[5, 5, 0]],
  [[6, 4, 0]],
  [[5, 4, 1]],
  [[5, 3, 2]],
  [[4, 4, 2]],
  [[3, 3, 3]],
])("with groups of %j, each person may have given at least two answers", (sizes) => {
  const small = byRole([{ ...development, dontKnow: true }], {
    backgrounds: [{ ...role, choices: choices(...groupIds.slice(0, sizes.length - 1)) }],
  });
  expect(certainties(small, sizes, ["better", "same", "worse"])).toEqual([]);
});

test("nor is anybody certain where a question may be left out", () => {
  const small = byRole([development], { backgrounds: [{ ...role, choices: choices("a", "b") }] });

  expect(certainties(small, [5, 5, 0], ["better", "same", "worse", undefined])).toEqual([]);
  expect(certainties(small, [6, 3, 1], ["better", "same", "worse", undefined])).toEqual([]);
});

test("nor on a scale, whose mean is told", () => {
  const small = byRole([trust], { backgrounds: [{ ...role, choices: choices("a", "b") }] });

  expect(certainties(small, [5, 0, 0], [1, 2, 3, 4, 5])).toEqual([]);
  expect(certainties(small, [5, 3, 0], [1, 2, 3, 4, 5])).toEqual([]);
});

const answer = fc.record(
  {
    development: fc.constantFrom<AnswerValue>("better", "same", "worse", { dontKnow: true }),
    trust: fc.constantFrom<AnswerValue>(1, 2, 3, 4, 5, { dontKnow: true }),
    services: fc.subarray(["advice", "networks", "news"], { minLength: 1 }),
    recommend: fc.integer({ min: 0, max: 10 }),
    wishes: fc.constantFrom("Mer tid", "Snabbare svar"),
  },
  { requiredKeys: ["development"] },
);

/** Groups of a few people each, some of whom all answer alike, and some without a group. */
const surveys = fc
  .array(
    fc.record({
      role: fc.constantFrom(...groupIds, undefined),
      people: fc.oneof(
        fc.array(answer, { maxLength: 12 }),
        fc
          .tuple(answer, fc.integer({ min: 1, max: 11 }))
          .map(([same, count]) => Array.from({ length: count }, () => same)),
      ),
    }),
    { maxLength: 7 },
  )
  .map((parts) => ({
    ballots: parts.flatMap(({ role, people }) =>
      people.map((answers): Answers => ({ ...answers, ...(role && { role }) })),
    ),
  }));

function tallyOf(of: Draft, ballots: Answers[]): Tally {
  const tally = startTally(of);
  for (const answers of ballots) add(tally, { answers });
  return tally;
}

function releaseOf(of: Draft, tally: Tally): Release {
  return release({ draft: of, thresholds }, tally, { round: 1, final: true, now, random: randomInt });
}

type Published = { hasTotal: boolean; shown: boolean[]; tables(tally: Tally): number[][] };

/** For the respondents and for each question: whether the total is shown, and which groups, the unstated last. */
function publishedCells({ respondents, segment, questions }: Release): Published[] {
  return [
    {
      hasTotal: respondents !== null,
      shown: [...(segment?.groups ?? []).map(({ n }) => n !== null), segment?.unstated !== null],
      tables: (tally) => [[...tally.groups]],
    },
    ...questions.map(({ id, total, groups }) => ({
      hasTotal: total.shown,
      shown: [...groups.map(({ figures }) => figures.shown), false],
      tables: (tally: Tally) =>
        tally.questions
          .filter(({ question }) => question.id === id)
          .map((each) => cellsOf(tally, each).map(({ n }) => n)),
    })),
  ];
}

/** The fewest people, more than none, in a shown group or in the total less any shown groups. */
function fewestBySubtraction(people: number[], { hasTotal, shown }: Published): number {
  const groups = people.filter((_, at) => shown[at]);
  const all = people.reduce((sum, count) => sum + count, 0);
  const lessThese = groups.reduce((rests, count) => rests.flatMap((rest) => [rest, rest - count]), [all]);
  const covered = [...groups, ...(hasTotal ? lessThese : [])];
  return Math.min(...covered.filter((count) => count > 0));
}

function expectByRules(figures: Figures | Hidden, n: number) {
  if (!figures.shown) return;
  expect(n).toBeGreaterThanOrEqual(5);
  if (n < 10) expect(figures).toMatchObject({ shares: null, score: null });
  if (n < 10 && figures.mean) expect(figures.mean.interval).toBeNull();
  if (n < 30 && figures.mean)
    expect(figures.mean.value).toBeCloseTo(Math.round(figures.mean.value * 10) / 10, 10);
  if (n < 30) for (const { share } of figures.shares ?? []) expect(share % 5).toBe(0);
}

function inOrder(made: Release): Release {
  const sorted = (comments: Release["questions"][number]["comments"]) =>
    comments?.shown ? { ...comments, texts: comments.texts.toSorted() } : comments;
  return { ...made, questions: made.questions.map((each) => ({ ...each, comments: sorted(each.comments) })) };
}

/**
 * Goes through all ways in which people in groups of these sizes can answer, and finds the groups whose people have but
 * one possible answer for a reader of the release. People of one group are alike to a reader, so counts are enough.
 */
function certainties(
  of: Draft,
  sizes: number[],
  values: (AnswerValue | undefined)[],
): { group: number; made: string }[] {
  const possible = new Map<string, Set<number>[]>();
  for (const counts of product(sizes.map((size) => splits(size, values.length)))) {
    const ballots = counts.flatMap((row, group) =>
      row.flatMap((count, value) => Array.from({ length: count }, () => ballot(of, group, values[value]))),
    );
    const made = JSON.stringify(releaseOf(of, tallyOf(of, ballots)));
    const seen = possible.get(made) ?? sizes.map(() => new Set());
    counts.forEach((row, group) => {
      row.forEach((count, value) => {
        if (count > 0) seen[group]?.add(value);
      });
    });
    possible.set(made, seen);
  }
  return [...possible].flatMap(([made, seen]) =>
    seen.flatMap((answers, group) => (sizes[group] && answers.size < 2 ? [{ group, made }] : [])),
  );
}

function ballot({ questions, backgrounds }: Draft, group: number, value: AnswerValue | undefined): Answers {
  const role = backgrounds[0]?.choices[group]?.id;
  const id = questions[0]?.id ?? "";
  return { ...(role !== undefined && { role }), ...(value !== undefined && { [id]: value }) };
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
