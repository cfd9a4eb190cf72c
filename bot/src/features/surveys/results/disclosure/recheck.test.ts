import { expect, test } from "vitest";
import { type Figures, type Release, thresholds } from "#features/surveys/contract.ts";
import { figuresOf } from "#features/surveys/results/figures.ts";
import { release } from "#features/surveys/results/release.ts";
import { add, startTally } from "#features/surveys/results/tally.ts";
import { byRole, development, services, wishes } from "#features/surveys/survey/testing.ts";
import { recheck } from "./recheck.ts";
import { safeguardsFor } from "./safeguards.ts";

const now = new Date("2026-12-24T14:00:00Z");
const draft = byRole([development, services, wishes], { kind: "live" });
const values = ["better", "same", "worse"];

/** Two steps of twelve told while open, and eight who came later; all roles and answers in each. */
const tally = startTally(draft);
for (let at = 0; at < 32; at++) {
  const answers = {
    development: values[(at + Math.floor(at / 3)) % 3] ?? "",
    services: at % 16 === 0 ? ["advice"] : ["networks"],
    wishes: "Mer tid",
    role: ["manager", "officer", "leader"][at % 3] ?? "",
  };
  add(tally, { answers }, Math.min(2, Math.floor(at / 12)));
}
const made = release({ draft, thresholds }, tally, {
  round: 3,
  final: true,
  now,
  random: () => 0,
  step: 12,
}).forAll;

test("a release as it was made has no findings", () => {
  expect(made.questions[0]?.tables[0]?.blocks).toHaveLength(3);
  expect(recheck(made, tally)).toEqual([]);
});

const exact = (counts: number[]): Figures =>
  figuresOf(development, { n: counts.reduce((a, b) => a + b, 0), counts });

// What somebody could put into a release by mistake.
test.each<[string, (forged: Release) => unknown]>([
  ["holds names", (forged) => put(forged, { signed: [] })],
  ["too few respondents", (forged) => put(forged, { respondents: 4 })],
  ["miscounted", (forged) => put(leaf(forged), { n: leaf(forged).n + 1 })],
  ["too small", (forged) => put(leaf(forged), { n: 4 })],
  ["do not add up", (forged) => forged.leaves[0]?.blocks.pop()],
  [
    "too few comments",
    (forged) => put(question(forged, 2), { comments: { shown: true, texts: ["Mer tid"] } }),
  ],
  ["the total is miscounted", (forged) => put(question(forged), { total: exact([11, 11, 11]) })],
  ["what is not counted", (forged) => put(question(forged), { uncounted: 1 })],
  ["groups without a total", (forged) => put(question(forged), { total: { shown: "no" } })],
  ["is in no block", (forged) => table(forged).blocks.pop()],
  ["told twice", (forged) => table(forged).blocks.push(block(forged))],
  ["manager is miscounted", (forged) => put(block(forged), { figures: exact([9, 1, 1]) })],
  ["several tables", (forged) => question(forged).tables.push(table(forged))],
  ["the bound of networks tells", (forged) => put(bound(forged), { count: bound(forged).count + 1 })],
  ["not so many gave", (forged) => put(bound(forged), { count: 33 })],
  ["groups beside lower bounds", (forged) => put(question(forged, 1), { tables: [table(forged)] })],
])("a release is stopped that %s", (finding, forge) => {
  const forged = structuredClone(made);
  forge(forged);

  expect(recheck(forged, tally).join("; ")).toContain(finding);
});

test("a small group that is put back by hand is found", () => {
  const small = startTally({ ...draft, kind: "sealed" });
  const say = (role: string, count: number) => {
    for (let at = 0; at < count; at++)
      add(small, { answers: { role, development: values[at % 3] ?? "" } }, 0);
  };
  say("manager", 12);
  say("officer", 6);
  say("leader", 3);
  const sealed = { draft: { ...draft, kind: "sealed" as const }, thresholds };
  const whole = release(sealed, small, { round: 1, final: true, now, random: () => 0, step: null }).forAll;
  const forged = structuredClone(whole);
  table(forged).blocks.splice(
    1,
    1,
    { groups: ["officer"], figures: exact([2, 2, 2]) },
    { groups: ["leader"], figures: exact([1, 1, 1]) },
  );

  expect(recheck(whole, small)).toEqual([]);
  expect(recheck(forged, small).join()).toContain("leader is too few people");
});

test("when the second reading finds anything, nothing is released", () => {
  const releasing = { round: 3, final: true, now, random: () => 0, step: 12 };
  const survey = { draft: byRole([development], { kind: "live" }), thresholds };

  // Somebody switched a safeguard off: groups and interims together now tell of one person.
  const crossed = startTally(survey.draft);
  const come = (step: number, role: string, answers: string[]) => {
    for (const development of answers) add(crossed, { answers: { role, development } }, step);
  };
  come(0, "manager", ["better", "better", "better", "same", "same", "same"]);
  come(0, "officer", ["same"]);
  come(1, "officer", ["better", "better", "better", "same", "same", "same"]);
  const careless = { ...safeguardsFor(thresholds), sets: false, moves: false };

  expect(() => release(survey, crossed, releasing, careless)).toThrow("nothing was released");
  expect(() => release(survey, crossed, releasing)).not.toThrow();
});

/** Checked against the type of what it is put into. */
const put = <T extends object>(into: T, changed: Partial<T>) => Object.assign(into, changed);

function must<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error("The release is not what the test expects.");
  return value;
}
const question = (of: Release, at = 0) => must(of.questions[at]);
const table = (of: Release) => must(question(of).tables[0]);
const block = (of: Release) => must(table(of).blocks[0]);
const leaf = (of: Release) => must(of.leaves[0]?.blocks[0]);
function bound(of: Release) {
  const { total } = question(of, 1);
  if (total.shown !== "atLeast") throw new Error("The total is not told in lower bounds.");
  return must(total.atLeast[0]);
}
