import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answers } from "#features/surveys/contract.ts";
import {
  byRole,
  development,
  draftOf,
  recommend,
  service,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";
import { together as countsOf } from "./disclosure/passes.ts";
import {
  add,
  type Cell,
  cellsOf,
  groupSizes,
  merge,
  startTally,
  stepSizes,
  sumsAgree,
  type Tally,
} from "./tally.ts";

const draft = byRole([development, trust, recommend, service, services, wishes]);

const tallyOf = (ballots: Answers[], of = draft): Tally => {
  const tally = startTally(of);
  for (const answers of ballots) add(tally, { answers }, 0);
  return tally;
};

test("answers are counted by question, answer and group, don't know and no group apart", () => {
  const tally = tallyOf([
    { development: "better", role: "manager" },
    { development: "same", role: "manager" },
    { development: { dontKnow: true }, role: "leader" },
    { development: "same" },
    {},
  ]);

  expect(tally.ballots).toBe(5);
  expect(cells(tally, "development")).toMatchObject([
    { step: 0, group: 0, asked: 2, n: 2, dontKnow: 0, counts: [1, 1, 0] },
    { step: 0, group: 2, asked: 1, n: 0, dontKnow: 1, counts: [0, 0, 0] },
    { step: 0, group: 3, asked: 2, n: 1, dontKnow: 0, counts: [0, 1, 0] },
  ]);
  expect(groupSizes(tally)).toEqual([2, 0, 1, 2]);
  expect(together(cells(tally, "development"))).toEqual({ asked: 5, n: 3, dontKnow: 1, counts: [1, 2, 0] });
});

test("the steps of a live survey are counted each by itself, in whatever order they come", () => {
  const live = startTally({ ...draft, kind: "live" });
  add(live, { answers: { trust: 5, role: "leader" } }, 2);
  add(live, { answers: { trust: 1, role: "leader" } }, 0);
  add(live, { answers: { trust: 2 } }, 0);

  expect(stepSizes(live)).toEqual([2, 0, 1]);
  expect(cells(live, "trust").map(({ step, group, counts }) => [step, group, counts.join("")])).toEqual([
    [0, 2, "10000"],
    [0, 3, "01000"],
    [2, 2, "00001"],
  ]);
});

test("whole answers are kept by row, of several choices in live surveys only", () => {
  const given: Answers[] = [
    { services: ["advice", "news"], trust: 5 },
    { services: ["news"], trust: 5 },
  ];
  const live = tallyOf(given, { ...draft, kind: "live" });

  expect(cells(live, "services").map(({ answers }) => [...(answers ?? [])])).toEqual([
    [
      [4, 1],
      [5, 1],
    ],
  ]);
  expect(cells(live, "trust").map(({ answers }) => [...(answers ?? [])])).toEqual([[[16, 2]]]);
  expect(cells(tallyOf(given), "services").map(({ answers }) => answers)).toEqual([null]);
});

test("several choices are one answer", () => {
  const tally = tallyOf([{ services: ["advice", "news"] }, { services: ["news"] }]);

  expect(together(cells(tally, "services"))).toEqual({ asked: 2, n: 2, dontKnow: 0, counts: [1, 0, 2] });
});

test("numbers are counted where they belong", () => {
  const tally = tallyOf([
    { trust: 5, recommend: 0 },
    { trust: 1, recommend: 10 },
  ]);

  expect(together(cells(tally, "trust")).counts).toEqual([1, 0, 0, 0, 1]);
  expect(together(cells(tally, "recommend")).counts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test("a comment forgets its group, and no ballot stays whole", () => {
  const tally = tallyOf([{ wishes: "Snabbare svar", role: "manager", trust: 2 }]);

  expect(tally.questions.flatMap(({ comments }) => comments)).toEqual(["Snabbare svar"]);
  expect(tally.signed).toEqual([]);
});

test("a signed survey keeps each person's answers by name", () => {
  const tally = startTally({ ...draft, kind: "signed" });
  add(tally, { answers: { trust: 4, role: "manager" }, name: "Anna" }, 0);

  expect(tally.signed).toEqual([{ name: "Anna", answers: { trust: 4 }, groups: { role: "manager" } }]);
});

test("a ballot that the survey could not have got stops the count", () => {
  expect(() => tallyOf([{ development: "best" }])).toThrow("does not offer");
  expect(() => tallyOf([{ role: "king" }])).toThrow("does not have");
});

test("a question that nobody answered is not mixed up with what every object has", () => {
  const odd = draftOf([{ ...development, id: "constructor" }]);

  expect(together(cells(tallyOf([{}], odd), "constructor"))).toMatchObject({ asked: 1, n: 0 });
});

test("the sums agree after any ballots, and not after a count is lost or made up", () => {
  fc.assert(
    fc.property(fc.array(ballots, { minLength: 1, maxLength: 30 }), (given) => {
      const tally = tallyOf([...given, { trust: 3, services: ["news"], wishes: "Mer tid" }]);
      expect(sumsAgree(tally)).toBe(true);
      expect(sumsAgree({ ...tally, ballots: tally.ballots + 1 })).toBe(false);
      for (const each of tally.questions) {
        const without = { ...each, counts: each.counts.map(() => 0), comments: [...each.comments, "?"] };
        const twice = { ...each, counts: each.counts.map((count) => count * 1000), comments: [] };
        if (each.comments.length > 0) expect(sumsAgree(withQuestion(tally, without))).toBe(false);
        if (each.counts.some((count) => count > 0)) expect(sumsAgree(withQuestion(tally, twice))).toBe(false);
      }
    }),
  );
});

test.each(["sealed", "live"] as const)(
  "it makes no difference in what order and in how many parts ballots of a %s survey are counted",
  (kind) => {
    const counted = (part: Stepped[]) => {
      const tally = startTally({ ...draft, kind });
      for (const [answers, step] of part) add(tally, { answers }, kind === "live" ? step : 0);
      return tally;
    };
    fc.assert(
      fc.property(fc.array(stepped), fc.array(stepped), fc.array(stepped), (one, two, three) => {
        const whole = sorted(counted([...one, ...two, ...three]));
        expect(sorted(merge(merge(counted(one), counted(two)), counted(three)))).toEqual(whole);
        expect(sorted(merge(counted(three), merge(counted(two), counted(one))))).toEqual(whole);
        expect(sorted(counted([...three, ...two, ...one].toReversed()))).toEqual(whole);
      }),
    );
  },
);

test("tallies of two surveys are not merged", () => {
  expect(() => merge(tallyOf([]), startTally(draftOf([trust])))).toThrow("cannot be merged");
});

test("a tally can be handed to another thread", () => {
  const tally = tallyOf([{ development: "better", role: "manager" }]);

  expect(structuredClone(tally)).toEqual(tally);
});

test("the size of a tally does not grow with the ballots", () => {
  const tally = startTally(draft);
  for (let at = 0; at < 20_000; at++) {
    const answers = { development: "same", trust: (at % 5) + 1, recommend: at % 11, role: "manager" };
    add(tally, { answers }, 0);
  }

  expect(tally.ballots).toBe(20_000);
  expect(together(cells(tally, "trust")).counts).toEqual([4000, 4000, 4000, 4000, 4000]);
  expect(sumsAgree(tally)).toBe(true);
  expect(JSON.stringify(tally).length).toBeLessThan(20_000);
});

const ballots: fc.Arbitrary<Answers> = fc.record(
  {
    development: fc.constantFrom("better", "same", "worse", { dontKnow: true as const }),
    trust: fc.integer({ min: 1, max: 5 }),
    services: fc.subarray(["advice", "networks", "news"], { minLength: 1 }),
    wishes: fc.constantFrom("Mer tid", "Snabbare svar"),
    role: fc.constantFrom("manager", "officer", "leader"),
  },
  { requiredKeys: [] },
);

type Stepped = [Answers, number];
const stepped: fc.Arbitrary<Stepped> = fc.tuple(ballots, fc.integer({ min: 0, max: 3 }));

function cells(tally: Tally, id: string) {
  return tally.questions.filter(({ question }) => question.id === id).flatMap((each) => cellsOf(tally, each));
}

/** What was counted, without the order in which it came. */
function sorted(tally: Tally) {
  const questions = tally.questions.map((each) => ({
    cells: cellsOf(tally, each),
    comments: each.comments.toSorted(),
  }));
  return { ballots: tally.ballots, groups: groupSizes(tally), steps: stepSizes(tally), questions };
}

function together(all: readonly Cell[]) {
  const sum = (of: (cell: Cell) => number) => all.reduce((total, cell) => total + of(cell), 0);
  return { asked: sum(({ asked }) => asked), dontKnow: sum(({ dontKnow }) => dontKnow), ...countsOf(all) };
}

function withQuestion(tally: Tally, changed: Tally["questions"][number]): Tally {
  const questions = tally.questions.map((each) =>
    each.question.id === changed.question.id ? changed : each,
  );
  return { ...tally, questions };
}
