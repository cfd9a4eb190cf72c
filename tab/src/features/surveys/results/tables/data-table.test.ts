import type { Question, Results } from "bot/surveys/contract";
import { expect, test } from "vitest";
import { answersTo, linesOf } from "#features/surveys/results/charts/answers.ts";
import {
  change,
  choice,
  counted,
  figures,
  formatterFor,
  grouped,
  recommend,
  released,
  result,
  results,
  scale,
  shares,
} from "#features/surveys/results/testing.ts";
import { tableOf } from "./data-table.ts";
import { respondentsTable } from "./respondents.ts";

function table(of: Results, formatter = formatterFor("en")) {
  const [question] = of.questions as [Question];
  const [figured] = of.release?.questions ?? [];
  if (!figured) throw new Error("nothing to tell");
  return tableOf(
    question,
    linesOf(figured, of, formatter),
    answersTo(question, of.languages, formatter),
    formatter,
  );
}
const rows = (of: Results, formatter = formatterFor("en")) =>
  table(of, formatter).rows.map(({ label, cells }) => [label.text, ...cells]);

test("without groups each answer is a row with its count, share and interval, and n", () => {
  const total = counted("change", { worse: 11, same: 64, better: 25 });
  const of = results(
    [change("all")],
    [
      result("all", {
        ...total,
        shares: (total.shares ?? []).map((share) => ({ ...share, interval: [share.share - 5, 70] })),
      }),
    ],
  );

  expect(table(of).headings.map(({ label }) => label.text)).toEqual([
    "Count",
    "Result",
    "95% confidence interval",
    "n",
  ]);
  expect(rows(of)).toEqual([
    ["worse", "11", "11%", "6% – 70%", "100"],
    ["as good", "64", "64%", "59% – 70%", "100"],
    ["better", "25", "25%", "20% – 70%", "100"],
    ["Better less worse, percentage points", "–", "+14", "–", "100"],
  ]);
});

test("bands of more than one answer stand under the answers", () => {
  const of = results([scale("trust")], [result("trust", counted("scale", { 1: 1, 2: 2, 3: 5, 4: 8, 5: 4 }))]);

  expect(rows(of).slice(5)).toEqual([
    ["1–2", "3", "15%", "–", "20"],
    ["4–5", "12", "60%", "–", "20"],
    ["Mean", "–", "3.6", "–", "20"],
  ]);
});

test("with groups each group is a row, joined ones by their names, and every column has its heading", () => {
  const of = grouped(recommend("nps"), counted("recommend", { 3: 5, 7: 5, 9: 10 }), [
    { groups: ["a"], figures: counted("recommend", { 3: 1, 7: 2, 9: 7 }) },
    { groups: ["b", "c"], figures: counted("recommend", { 3: 4, 7: 3, 9: 3 }) },
  ]);

  const { headings } = table(of);
  const width = headings.reduce((sum, { columns }) => sum + Math.max(1, columns.length), 0);

  expect(headings).toHaveLength(1 + 11 + 3 + 2);
  expect(rows(of).map((row) => row.length)).toEqual([1 + width, 1 + width, 1 + width]);
  expect(rows(of).map((row) => [row[0], row[1], ...row.slice(-4)])).toEqual([
    ["Everyone", "20", "7.0", "–", "+25", "–"],
    ["Group a", "10", "8.0", "–", "+60", "–"],
    ["Group b and Group c together", "10", "6.0", "–", "-10", "–"],
  ]);
});

test("lower bounds are told as such", () => {
  const of = results(
    [choice("multiple", ["a", "b", "c"])],
    [
      result("multiple", {
        shown: "atLeast",
        n: 347,
        atLeast: [{ key: "a", count: 345, share: 99 }],
        others: [{ key: "b", count: 12, share: 3, interval: [2, 6] }],
      }),
    ],
  );

  expect(rows(of)).toEqual([
    ["a", "≥ 345", "≥ 99%", "–", "347"],
    ["b", "12", "3%", "2% – 6%", "347"],
  ]);
});

test("an old release has no counts, and what it rounded is called so in its cells", () => {
  const old = figures(28, { shares: shares({ better: 25, same: 65, worse: 10 }) });
  const of = results([change("all")], [result("all", old)]);

  expect(rows(of, formatterFor("sv", true))[2]?.map((cell) => cell.replaceAll("\u00a0", " "))).toEqual([
    "bättre",
    "≈ 25 %",
    "–",
    "≈ 28",
  ]);
});

test("from 1,000 answers shares have a decimal", () => {
  const total = counted("change", { worse: 0, same: 0, better: 0 });
  const of = results(
    [change("all")],
    [
      result("all", {
        ...total,
        n: 1200,
        shares: [{ key: "better", count: 303, share: 25.3, interval: [22.9, 27.8] }],
      }),
    ],
  );

  expect(rows(of)[2]).toEqual(["better", "303", "25.3%", "22.9% – 27.8%", "1,200"]);
});

test("who answered is told by group, with every name of those that are joined", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const of = grouped(change("all"), counted("change", { same: 9 }), [
    { groups: ids, figures: counted("change", { same: 9 }) },
  ]);
  const [leaves] = released([], {
    leaves: [{ backgroundId: "role", blocks: [{ groups: ids, n: 9 }] }],
  }).leaves;

  const { corner, rows } = respondentsTable("role", leaves?.blocks ?? [], of, formatterFor("en"));

  expect(corner).toBe("Role");
  expect(rows.map(({ label, cells }) => [label.text, ...cells])).toEqual([
    ["Group a, Group b, Group c, Group d, Group e and Group f together", "9"],
  ]);
});
