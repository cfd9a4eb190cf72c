import { expect, test } from "vitest";
import { refusals } from "./refusals.ts";

test("one place that is refused again and again is refused alone", () => {
  const { isOfAll } = refusals();
  expect([0, 10_000, 20_000, 40_000].map((at) => isOfAll("a", at))).toEqual([false, false, false, false]);
});

test("two places in a moment are the app as a whole, and so is each that follows", () => {
  const { isOfAll } = refusals();
  expect(["a", "b", "c", "a"].map((place, at) => isOfAll(place, at * 20))).toEqual([false, true, true, true]);
});

test("a place known to be refused alone does not speak for others", () => {
  const { isOfAll } = refusals();
  isOfAll("a", 0);
  isOfAll("a", 10_000);
  expect(isOfAll("b", 10_020)).toBe(false);
  expect(isOfAll("c", 10_040)).toBe(true);
});
