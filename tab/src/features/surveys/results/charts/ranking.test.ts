import { expect, test } from "vitest";
import { change, figures, mean, result, results, scale, untold } from "#features/surveys/results/testing.ts";
import { rankings } from "./ranking.ts";

const ranked = (values: Record<string, number>) =>
  rankings(
    results(
      Object.keys(values).map((id) => scale(id)),
      Object.entries(values).map(([id, value]) => result(id, figures(347, { mean: mean(value) }))),
    ),
  ).map((ranking) => ranking.map(({ question, rank }) => `${rank} ${question.id}`));

test("questions on one scale are ranked by their means", () => {
  expect(ranked({ nätverk: 3.2, intressebevakning: 4.62, rådgivning: 4.4 })).toEqual([
    ["1 intressebevakning", "2 rådgivning", "3 nätverk"],
  ]);
});

test("means that read alike share a place, in the order of the questions", () => {
  expect(ranked({ information: 3.86, nätverk: 3.94, rådgivning: 4.4, utbildning: 3.1 })).toEqual([
    ["1 rådgivning", "2 information", "2 nätverk", "4 utbildning"],
  ]);
});

test("scales with other words at their ends are ranked apart, and one question alone is not ranked", () => {
  const released = results(
    [scale("a"), scale("b"), scale("c", "oviktigt", "viktigt"), change("d")],
    ["a", "b", "c"].map((id) => result(id, figures(347, { mean: mean(4) }))),
  );

  expect(rankings(released).map((ranking) => ranking.map(({ question }) => question.id))).toEqual([
    ["a", "b"],
  ]);
});

test("a hidden question has no place", () => {
  const released = results(
    [scale("a"), scale("b")],
    [result("a", figures(347, { mean: mean(4) })), result("b", untold)],
  );

  expect(rankings(released)).toEqual([]);
});
