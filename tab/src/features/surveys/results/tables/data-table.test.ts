import { expect, test } from "vitest";
import { answersTo, linesOf } from "#features/surveys/results/charts/answers.ts";
import {
  change,
  figures,
  formatterFor,
  inAll,
  mean,
  recommend,
  released,
  result,
  results,
  shares,
} from "#features/surveys/results/testing.ts";
import { tableOf } from "./data-table.ts";

const formatter = formatterFor("en");
const thresholds = { ratings: 5, comments: 10, complement: 5 };

test("without groups each answer is a row with n, its share and its interval", () => {
  const total = figures(347, {
    shares: [
      { key: "better", share: 25, interval: [21, 30] },
      { key: "same", share: 64, interval: [59, 69] },
      { key: "worse", share: 11, interval: null },
    ],
  });
  const of = results([change("all")], [result("all", total)]);

  const table = tableOf(
    change("all"),
    linesOf(result("all", total), of, formatter),
    answersTo(change("all"), ["sv"], formatter),
    thresholds,
    formatter,
  );

  expect(table.headings.map(({ label }) => label.text)).toEqual(["n", "Result", "95% confidence interval"]);
  expect(table.rows.map(({ label, cells }) => [label.text, ...cells])).toEqual([
    ["worse", "347", "11%", "–"],
    ["as good", "347", "64%", "59% – 69%"],
    ["better", "347", "25%", "21% – 30%"],
  ]);
});

test("with groups each group is a row, and recommending has its mean and score with intervals", () => {
  const total = figures(90, {
    shares: shares({ 9: 100 }),
    mean: mean(9, [8.5, 9.5]),
    score: mean(100, [96, 100]),
  });
  const groups = [{ id: "a", figures: { shown: false as const, reason: "few" as const } }];
  const figured = result("nps", total, { groups });
  const of = results([recommend("nps")], [figured], {
    backgrounds: [{ id: "role", text: inAll("Role"), choices: [{ id: "a", text: inAll("Managers") }] }],
    release: released([figured], { segment: { backgroundId: "role", groups: [], unstated: null } }),
  });

  const table = tableOf(
    recommend("nps"),
    linesOf(figured, of, formatter),
    answersTo(recommend("nps"), ["sv"], formatter),
    thresholds,
    formatter,
  );

  expect(table.headings).toHaveLength(1 + 11 + 2);
  expect(table.rows[0]?.cells.slice(-4)).toEqual(["9.0", "8.5–9.5", "+100", "+96 – +100"]);
  expect(table.rows[0]?.cells).toHaveLength(1 + 2 * 13);
  expect(table.rows[1]).toMatchObject({
    label: { text: "Managers" },
    cells: [],
    note: "Not shown: fewer than 5 answers.",
  });
});
