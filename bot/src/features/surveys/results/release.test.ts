import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import {
  type Answers,
  type AnswerValue,
  type Draft,
  type Release,
  thresholds,
} from "#features/surveys/contract.ts";
import {
  byRole,
  choices,
  development,
  draftOf,
  recommend,
  role,
  service,
  services,
  trust,
  wishes,
} from "#features/surveys/survey/testing.ts";
import { release } from "./release.ts";
import { add, startTally, type Tally } from "./tally.ts";

const now = new Date("2026-12-24T14:00:00Z");
const releasing = { round: 1, final: true, now, random: randomInt, step: null };

test("347 customers: 25 % better, 64 % as good, and who they are", () => {
  const released = releaseOf(byRole([development]), [
    ...changes("manager", 80, 200, 30),
    ...changes("officer", 5, 15, 5),
    ...changes("leader", 2, 7, 3),
  ]);

  expect(released).toMatchObject({ version: 2, round: 1, final: true, respondents: 347, signed: null });
  expect(released.rules).toEqual({ ratings: 5, comments: 10, colleague: 1, step: null });
  expect(released.leaves).toEqual([
    {
      backgroundId: "role",
      blocks: [
        { groups: ["manager"], n: 310 },
        { groups: ["officer"], n: 25 },
        { groups: ["leader"], n: 12 },
      ],
    },
  ]);
  expect(result(released, "development").total).toMatchObject({
    n: 347,
    shares: [{ share: 25 }, { share: 64 }, { share: 11 }],
  });
  expect(blocks(released, "development")).toEqual(["manager 80/200/30", "officer 5/15/5", "leader 2/7/3"]);
});

test("the same figures every time, whatever order the ballots came in", () => {
  const ballots = [
    ...changes("manager", 8, 4, 3),
    ...changes("officer", 3, 3, 3),
    ...changes("leader", 1, 1, 0),
  ];

  expect(releaseOf(byRole([development]), ballots.toReversed())).toEqual(
    releaseOf(byRole([development]), ballots),
  );
});

test("under five answers nothing is told", () => {
  const released = releaseOf(
    byRole([trust]),
    [1, 2, 3, 4].map((trust) => ({ trust, role: "manager" })),
  );

  expect(released).toMatchObject({ respondents: null, leaves: [] });
  expect(result(released, "trust")).toMatchObject({
    total: { shown: "no" },
    uncounted: 0,
    dontKnow: null,
    leftOut: null,
    tables: [],
  });
});

// Better, same, worse. Six answers that read alike: who said otherwise can't tell whether the others agree.
test.each<[string, [number, number, number], string]>([
  ["two others and one more", [2, 3, 1], "2/3/1"],
  ["three and three", [3, 3, 0], "3/3/0"],
  ["nine and three others", [1, 9, 2], "1/9/2"],
  ["four answers", [0, 4, 0], "no"],
  ["one other", [1, 5, 0], "at least 4 of 6 same"],
  ["two others", [1, 4, 1], "at least 4 of 6 same"],
  ["no other", [0, 6, 0], "at least 4 of 6 same"],
  ["two of eight others", [0, 6, 2], "at least 6 of 8 same"],
  ["three of five alike", [2, 3, 0], "at least 3 of 5 same"],
  ["two, two and one", [2, 2, 1], "2/2/1"],
  ["346 of 347", [346, 0, 1], "at least 345 of 347 better"],
])("%s: %j is told as %s", (_, counts, told) => {
  expect(saidOf(releaseOf(draftOf([development]), changes(undefined, ...counts)), "development")).toBe(told);
});

test.each<[number[], string]>([
  [[0, 0, 1, 4, 0], "at least 3 of 5 4"],
  [[0, 1, 1, 3, 0], "at least 3 of 5 4"],
  [[0, 1, 1, 3, 1], "0/1/1/3/1"],
])("on a scale %j is told as %s", (counts, told) => {
  const ballots = counts.flatMap((count, at) => said("trust", at + 1, count));

  expect(saidOf(releaseOf(draftOf([trust]), ballots), "trust")).toBe(told);
});

test("lower bounds come with their share, rounded down, and with no mean, score or groups", () => {
  const released = releaseOf(byRole([recommend]), [
    ...Array.from({ length: 346 }, () => ({ recommend: 9, role: "manager" })),
    { recommend: 0, role: "officer" },
  ]);

  expect(result(released, "recommend")).toEqual({
    id: "recommend",
    total: { shown: "atLeast", n: 347, atLeast: [{ key: "9", count: 345, share: 99 }], others: [] },
    uncounted: 0,
    dontKnow: null,
    leftOut: 0,
    tables: [],
    comments: null,
  });
});

test("of several choices nearly all made one: the others are told if enough people made one of them", () => {
  const told = (ballots: Answers[]) => result(releaseOf(draftOf([services]), ballots), "services").total;
  const alone = [...said("services", ["advice"], 8), ...said("services", ["advice", "news"], 2)];
  const enough = [
    ...alone,
    ...said("services", ["networks"], 1),
    ...said("services", ["advice", "networks"], 2),
  ];

  expect(told(alone)).toEqual({
    shown: "atLeast",
    n: 10,
    atLeast: [{ key: "advice", count: 8, share: 80 }],
    others: [],
  });
  expect(told(enough)).toMatchObject({
    shown: "atLeast",
    atLeast: [{ key: "advice", count: 11, share: 84 }],
    others: [
      { key: "networks", count: 3 },
      { key: "news", count: 2 },
    ],
  });
  expect(told([...enough, ...said("services", ["news"], 2)])).toMatchObject({ shown: "exact" });
});

test("small groups are told together, from sizes alone", () => {
  const leaves = (...sizes: number[]) => {
    const groups = [...sizes.keys()].map((at) => "abcdef".charAt(at));
    const draft = byRole([trust], { backgrounds: [{ ...role, choices: choices(...groups) }] });
    const ballots = sizes.flatMap((size, at) => scores({ role: groups[at] ?? "" }, size));
    return releaseOf(draft, ballots).leaves[0]?.blocks.map(({ groups, n }) => `${groups.join("+")} ${n}`);
  };

  expect(leaves(8, 7, 2)).toEqual(["a 8", "b+c 9"]);
  expect(leaves(10, 8, 4, 1)).toEqual(["a 10", "b 8", "c+d 5"]);
  expect(leaves(6, 6, 3)).toEqual(["a+c 9", "b 6"]);
  expect(leaves(2, 9, 1, 1)).toEqual(["a+b+c+d 13"]);
  expect(leaves(5, 0, 5)).toEqual(["a 5", "c 5"]);
});

test("those who stated no group are a group like others", () => {
  const few = releaseOf(byRole([trust]), [...scores({ role: "manager" }, 10), ...scores({}, 2)]);
  const enough = releaseOf(byRole([trust]), [...scores({ role: "manager" }, 10), ...scores({}, 6)]);

  expect(few.leaves[0]?.blocks).toEqual([{ groups: ["manager", ""], n: 12 }]);
  expect(few.questions[0]?.tables).toEqual([]);
  expect(enough.leaves[0]?.blocks).toEqual([
    { groups: ["manager"], n: 10 },
    { groups: [""], n: 6 },
  ]);
});

test("a group that answered too much alike is told with its neighbour in size, and nothing of either can be computed", () => {
  const released = releaseOf(byRole([development]), [
    ...changes("manager", 3, 6, 1),
    ...changes("officer", 0, 8, 0),
    ...changes("leader", 1, 2, 2),
  ]);

  expect(saidOf(released, "development")).toBe("4/16/3");
  expect(blocks(released, "development")).toEqual(["manager 3/6/1", "officer+leader 1/10/2"]);
});

test("blocks add up to the total, and tables are not told where only one block is left", () => {
  const released = releaseOf(byRole([development]), [
    ...changes("manager", 9, 0, 0),
    ...changes("officer", 1, 5, 3),
  ]);

  expect(saidOf(released, "development")).toBe("10/5/3");
  expect(blocks(released, "development")).toEqual([]);
});

test("a group of whom too few answered a question is joined in that question alone", () => {
  const released = releaseOf(
    byRole([development, trust]),
    [
      ...changes("manager", 3, 3, 3),
      ...changes("officer", 2, 3, 2),
      ...changes("leader", 1, 2, 1),
      ...Array.from({ length: 3 }, () => ({ role: "leader" })),
    ].map((answers, at) => ({ ...answers, trust: (at % 5) + 1 })),
  );

  expect(released.leaves[0]?.blocks.map(({ n }) => n)).toEqual([9, 7, 7]);
  expect(blocks(released, "development")).toEqual(["manager 3/3/3", "officer+leader 3/5/3"]);
  expect(result(released, "trust").tables[0]?.blocks).toHaveLength(3);
  expect(result(released, "development")).toMatchObject({ leftOut: 3, dontKnow: null });
});

test("don't know and left out are told exactly, of all together", () => {
  const draft = draftOf([{ ...development, dontKnow: true }, trust]);
  const released = releaseOf(draft, [
    ...changes(undefined, 39, 200, 100),
    ...said("development", { dontKnow: true }, 8),
    ...Array.from({ length: 2 }, () => ({ trust: 3 })),
  ]);

  expect(result(released, "development")).toMatchObject({ total: { n: 339 }, dontKnow: 8, leftOut: 2 });
});

test("comments are shown from ten, in another order each time", () => {
  const texts = Array.from({ length: 10 }, (_, at) => `Kommentar ${at}`);
  const comments = (count: number) => {
    const ballots = texts.slice(0, count).map((text) => ({ wishes: text }));
    return result(releaseOf(draftOf([wishes]), ballots), "wishes").comments;
  };
  const orders = Array.from({ length: 5 }, () => comments(10));

  expect(comments(9)).toEqual({ shown: false });
  for (const shown of orders) expect(shown?.shown && shown.texts.toSorted()).toEqual(texts);
  expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBeGreaterThan(1);
});

test("each order of the comments is as likely", () => {
  const draft = draftOf([wishes]);
  const tally = tallyOf(
    draft,
    ["a", "b", "c"].map((wishes) => ({ wishes })),
  );
  const rules = { draft, thresholds: { ...thresholds, comments: 3 } };
  const orders = [0, 1].flatMap((first) =>
    [0, 1, 2].map((second) => {
      const draws = [0, first, second];
      const made = release(rules, tally, { ...releasing, random: () => draws.shift() ?? 0 }).forAll;
      const { comments } = result(made, "wishes");
      return comments?.shown && comments.texts.join("");
    }),
  );

  expect(new Set(orders).size).toBe(6);
});

test("organisers of a signed survey see everything, by name; others what a sealed survey would give", () => {
  const signed = byRole([service, wishes], { kind: "signed" });
  const tally = startTally(signed);
  add(tally, { name: "Bo", answers: { service: "advice", wishes: "Mer tid", role: "manager" } }, 0);
  add(tally, { name: "Anna", answers: { service: "advice" } }, 0);
  const { forAll, forOrganisers } = release({ draft: signed, thresholds }, tally, releasing);
  const sealed = { ...signed, kind: "sealed" as const };
  const answers = [{ service: "advice", wishes: "Mer tid", role: "manager" }, { service: "advice" }];

  expect(forOrganisers?.signed?.map(({ name }) => name)).toEqual(["Anna", "Bo"]);
  expect(forOrganisers).toMatchObject({ respondents: 2, rules: { ratings: 1, comments: 1, colleague: 0 } });
  expect(forOrganisers && blocks(forOrganisers, "service")).toEqual(["manager 1/0", " 1/0"]);
  expect(forOrganisers?.questions[1]?.comments).toEqual({ shown: true, texts: ["Mer tid"] });
  expect(JSON.stringify(forAll)).toBe(JSON.stringify(releaseOf(sealed, answers)));
  expect(JSON.stringify(forAll)).not.toMatch(/Anna|Bo\b|Mer tid/);
});

test("byte for byte the same also where there is much to tell", () => {
  const draft = byRole([development, trust]);
  const ballots = [
    ...changes("manager", 4, 4, 4),
    ...changes("officer", 0, 6, 1),
    ...changes("leader", 3, 1, 2),
  ];
  const tally = startTally({ ...draft, kind: "signed" });
  for (const answers of ballots) add(tally, { answers, name: "Anna" }, 0);
  const { forAll } = release({ draft: { ...draft, kind: "signed" }, thresholds }, tally, releasing);

  expect(JSON.stringify(forAll)).toBe(JSON.stringify(releaseOf(draft, ballots)));
});

test("while a signed survey is open only its organisers are told anything", () => {
  const draft = byRole([development], { kind: "signed" });
  const tally = tallyOf(draft, changes("manager", 10, 10, 10));
  const { forAll, forOrganisers } = release({ draft, thresholds }, tally, { ...releasing, final: false });

  expect(forAll).toMatchObject({ respondents: null, leaves: [], questions: [{ total: { shown: "no" } }] });
  expect(forOrganisers).toMatchObject({ respondents: 30, questions: [{ total: { n: 30 } }] });
});

test("nobody's name leaves any other survey", () => {
  const draft = draftOf([trust]);
  const tally = startTally(draft);
  for (let at = 0; at < 10; at++) add(tally, { name: "Anna", answers: { trust: (at % 5) + 1 } }, 0);
  const made = release({ draft, thresholds }, tally, releasing);

  expect(made.forOrganisers).toBeNull();
  expect(JSON.stringify(made)).not.toContain("Anna");
});

test("a threshold may be raised", () => {
  const draft = byRole([trust]);
  const tally = tallyOf(draft, [
    ...scores({ role: "manager" }, 20),
    ...scores({ role: "officer" }, 6),
    ...scores({ role: "leader" }, 7),
  ]);
  const raised = { draft, thresholds: { ...thresholds, ratings: 7 } };
  const made = release(raised, tally, releasing).forAll;

  expect(made.leaves[0]?.blocks.map(({ n }) => n)).toEqual([20, 13]);
  expect(made.rules.ratings).toBe(7);
});

const said = (id: string, value: AnswerValue, count: number): Answers[] =>
  Array.from({ length: count }, () => ({ [id]: value }));

const scores = (group: Answers, count: number): Answers[] =>
  Array.from({ length: count }, (_, at) => ({ ...group, trust: (at % 5) + 1 }));

/** So many said better, same and worse. */
const changes = (role: string | undefined, ...counts: [number, number, number]): Answers[] =>
  counts.flatMap((count, at) =>
    said("development", ["better", "same", "worse"][at] ?? "", count).map((answers) => ({
      ...answers,
      ...(role !== undefined && { role }),
    })),
  );

function tallyOf(draft: Draft, ballots: Answers[]): Tally {
  const tally = startTally(draft);
  for (const answers of ballots) add(tally, { answers }, 0);
  return tally;
}

const releaseOf = (draft: Draft, ballots: Answers[]): Release =>
  release({ draft, thresholds }, tallyOf(draft, ballots), releasing).forAll;

function result(released: Release, id: string) {
  const found = released.questions.find((question) => question.id === id);
  if (!found) throw new Error(`No result for ${id}`);
  return found;
}

/** The total in a word: the counts, the lower bound, or no. */
function saidOf(released: Release, id: string): string {
  const { total } = result(released, id);
  if (total.shown === "no") return "no";
  if (total.shown === "exact") return (total.shares ?? []).map(({ count }) => count).join("/");
  return total.atLeast.map(({ key, count }) => `at least ${count} of ${total.n} ${key}`).join();
}

const blocks = (released: Release, id: string): string[] =>
  (result(released, id).tables[0]?.blocks ?? []).map(
    ({ groups, figures }) =>
      `${groups.join("+")} ${(figures.shares ?? []).map(({ count }) => count).join("/")}`,
  );
