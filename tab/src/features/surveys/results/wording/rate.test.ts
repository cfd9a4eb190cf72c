import { expect, test } from "vitest";
import { responseRate } from "./rate.ts";

test("347 of 1,240 is 28 %", () => {
  expect(responseRate(347, 1240)).toBe(28);
});

test("nobody of 12 is 0 %, everybody is 100 %", () => {
  expect(responseRate(0, 12)).toBe(0);
  expect(responseRate(12, 12)).toBe(100);
});

test.each([
  ["the count is hidden", null, 1240],
  ["nobody knows how many were asked", 347, null],
  ["nobody was asked", 0, 0],
  ["more answered than were asked", 347, 300],
])("there is no rate where %s", (_why, respondents, audience) => {
  expect(responseRate(respondents, audience)).toBeNull();
});
