import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answers, type Release, thresholds } from "#features/surveys/contract.ts";
import { release } from "#features/surveys/results/release.ts";
import { add, startTally } from "#features/surveys/results/tally.ts";
import { byRole, development, wishes } from "#features/surveys/survey/testing.ts";

const draft = byRole([development, wishes], { kind: "live" });
const step = 10;

test("at twenty answers the first ten are told, and only in total", () => {
  const [first] = interims([...people(4, 3, 3), ...people(0, 0, 10)]);

  expect(first).toMatchObject({ final: false, respondents: 10, leaves: [], rules: { step: 10 } });
  expect(told(first)).toBe("4/3/3");
  expect(first?.questions[0]?.tables).toEqual([]);
  expect(first?.questions[1]).toMatchObject({ total: { shown: "no" }, comments: null });
});

test("a step that fails ends a question's interim figures, and what came since is said", () => {
  const rounds = interims([...people(4, 3, 3), ...people(9, 1, 0), ...people(4, 3, 3), ...people(4, 3, 3)]);

  expect(rounds.map(told)).toEqual(["4/3/3", "4/3/3 and 10 more", "4/3/3 and 20 more"]);
  expect(rounds.map(({ respondents }) => respondents)).toEqual([10, 20, 30]);
});

test("the final release holds all, if what came last passes", () => {
  expect(told(final([...people(4, 3, 3), ...people(8, 1, 1), ...people(4, 0, 2)]))).toBe("16/4/6");
});

test("if what came last is too much alike, the total is told in lower bounds", () => {
  const made = final([...people(7, 3, 0), ...people(9, 1, 0), ...people(10, 0, 0), ...people(10, 0, 0)]);

  expect(told(made)).toBe("at least 35 of 40 better");
  expect(made.questions[0]?.tables).toEqual([]);
});

test("too few last answers are left out of the figures, which say so", () => {
  const leftOut = Array.from({ length: 7 }, () => ({ wishes: "Mer tid" }));
  const made = final([...people(4, 3, 3), ...leftOut, ...people(1, 1, 1)]);

  expect(made.respondents).toBe(20);
  expect(told(made)).toBe("4/3/3 and 3 more");
  expect(made.questions[0]).toMatchObject({ leftOut: 7 });
  expect(made.questions[1]?.total).toMatchObject({ shown: "exact", n: 7 });
});

test("of interims that stopped, fewer later answers than made them stop are not told", () => {
  const silent = Array.from({ length: 4 }, () => ({ wishes: "Mer tid" }));
  const ballots = [...people(8, 2, 0), ...people(0, 6, 0), ...silent];

  // The first ten said better, but for two at most: an exact 8/8/0 would tell what each of the last six said.
  expect(told(final(ballots))).toBe("at least 8 of 10 better and 6 more");
  expect(told(final([...ballots, ...people(0, 4, 0)]))).toBe("8/12/0");
});

test("where interims stopped because of answers, nothing is told by group", () => {
  const stopped = final([...people(9, 1, 0), ...people(4, 3, 3), ...people(4, 3, 3)]);
  const went = final([...people(5, 3, 2), ...people(4, 3, 3), ...people(4, 3, 3)]);

  expect(stopped.questions[0]?.tables).toEqual([]);
  expect(went.questions[0]?.tables[0]?.blocks).toHaveLength(3);
});

test("whoever comes last, the last figures less the interim ones are at least ten answers that pass, or lower bounds", () => {
  const answer = fc.constantFrom("better", "better", "better", "same", "worse");
  fc.assert(
    fc.property(fc.array(answer, { minLength: 31, maxLength: 49 }), (answers) => {
      const ballots = answers.map((development, at) => ({ development, role: roleOf(at) }));
      const whole = [...interims(ballots), final(ballots)].map(({ questions }) => questions[0]?.total);
      let before = [0, 0, 0];
      for (const total of whole) {
        if (total?.shown !== "exact") continue;
        const counts = (total.shares ?? []).map(({ count }) => count ?? 0);
        const more = counts.map((count, at) => count - (before[at] ?? 0));
        const n = more.reduce((sum, count) => sum + count, 0);
        if (n > 0)
          expect({ n, most: Math.max(...more) }).toSatisfy(({ n, most }) => n >= 10 && n - most >= 3);
        before = counts;
      }
    }),
    { numRuns: 500 },
  );
});

/** Whole steps, and the newest is held back. */
const stepsToTell = (answered: number) => Math.max(0, Math.floor(answered / step) - 1);

const roleOf = (at: number) => ["manager", "officer", "leader"][at % 3] ?? "";

/** So many said better, same and worse, one after the other and of all roles. */
const people = (...counts: [number, number, number]): Answers[] =>
  counts
    .flatMap((count, at) => Array<string>(count).fill(["better", "same", "worse"][at] ?? ""))
    .map((development, at) => ({ development, role: roleOf(at) }));

function made(ballots: Answers[], isFinal: boolean): Release {
  const steps = stepsToTell(ballots.length);
  const tally = startTally(draft);
  ballots.forEach((answers, at) => {
    add(tally, { answers }, Math.min(Math.floor(at / step), steps));
  });
  const now = new Date("2026-12-24T14:00:00Z");
  return release({ draft, thresholds }, tally, { round: steps, final: isFinal, now, random: () => 0, step })
    .forAll;
}

const final = (ballots: Answers[]) => made(ballots, true);

/** The release of each moment at which another step could be told. */
const interims = (ballots: Answers[]): Release[] =>
  Array.from({ length: stepsToTell(ballots.length) }, (_, at) =>
    made(ballots.slice(0, (at + 2) * step), false),
  );

function told(release: Release | undefined): string {
  const { total, uncounted } = release?.questions[0] ?? { total: { shown: "no" as const }, uncounted: 0 };
  const more = uncounted > 0 ? ` and ${uncounted} more` : "";
  if (total.shown === "no") return `no${more}`;
  if (total.shown === "exact") return `${(total.shares ?? []).map(({ count }) => count).join("/")}${more}`;
  return `${total.atLeast.map(({ key, count }) => `at least ${count} of ${total.n} ${key}`).join()}${more}`;
}
