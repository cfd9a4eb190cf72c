import { expect, test } from "vitest";
import {
  change,
  figures,
  formatterFor,
  mean,
  recommend,
  result,
  results,
  scale,
  shares,
} from "#features/surveys/results/testing.ts";
import { inBrief } from "./brief.ts";
import { plain } from "./localized.ts";

const spread = shares({ 1: 0, 2: 5, 3: 15, 4: 50, 5: 30 });
const scored = (value: number) => figures(347, { shares: spread, mean: mean(value) });
const said = (of: ReturnType<typeof results>) =>
  inBrief(of, formatterFor("sv")).map(({ about, sentences }) =>
    [...(about ? [about] : []), ...sentences].map((sentence) => plain(sentence).replaceAll("\u00a0", " ")),
  );

test("the brief tells the change, the recommend score, and the highest and lowest mean", () => {
  const released = results(
    [scale("Förtroende"), scale("Vägvisare"), change("Helhet"), recommend("Rekommendation")],
    [
      result("Förtroende", scored(4.31)),
      result("Vägvisare", scored(3.62)),
      result("Helhet", figures(347, { shares: shares({ better: 25, same: 64, worse: 11 }) })),
      result("Rekommendation", figures(347, { shares: [], score: mean(34, [26, 42]) })),
    ],
  );

  expect(said(released)).toEqual([
    ["25 % tycker att det har blivit bättre, 64 % att det är lika bra och 11 % att det har blivit sämre."],
    ["Rekommendationsindex är +34 (95 % konfidensintervall +26 – +42)."],
    ["Högst medeltal, 4,3 av 5: Förtroende", "Lägst medeltal, 3,6 av 5: Vägvisare"],
  ]);
});

test("questions that share the last place are named together", () => {
  const released = results(
    [scale("Råd"), scale("Nätverk"), scale("Information")],
    [result("Råd", scored(4.4)), result("Nätverk", scored(3.9)), result("Information", scored(3.88))],
  );

  expect(said(released)[0]).toContain("Lägst medeltal, 3,9 av 5: Nätverk och Information");
});

test("nothing is called highest where all means read alike, or where there is one", () => {
  const alike = results([scale("a"), scale("b")], [result("a", scored(4.01)), result("b", scored(3.98))]);
  const one = results([scale("a")], [result("a", scored(4))]);

  expect(said(alike)).toEqual([]);
  expect(said(one)).toEqual([]);
});

test("what is hidden, or answered by so few that shares are hidden, is no part of the brief", () => {
  const released = results(
    [scale("a"), scale("b"), scale("c"), change("d"), recommend("e")],
    [
      result("a", scored(4)),
      result("b", figures(7, { mean: mean(2.1) })),
      result("c", { shown: false, reason: "few" }),
      result("d", { shown: false, reason: "same" }),
      result("e", figures(7, { mean: mean(9) })),
    ],
  );

  expect(said(released)).toEqual([]);
});

test("several changes are told apart by their questions", () => {
  const total = figures(347, { shares: shares({ better: 25, same: 64, worse: 11 }) });
  const released = results(
    [change("Helhet"), change("Rådgivning")],
    [result("Helhet", total), result("Rådgivning", total)],
  );

  expect(said(released).map(([about]) => about)).toEqual(["Helhet", "Rådgivning"]);
});

test("before a release there is no brief", () => {
  expect(said(results([scale("a")], [], { release: null }))).toEqual([]);
});
