import { expect, test } from "vitest";
import { isFresh, later, minutes } from "./clock.ts";

const now = new Date("2026-11-23T08:00:00Z");

test("what is remembered for a minute serves for a minute, also where the clock is set back", () => {
  const until = later(now, minutes(1));
  expect(isFresh(until, minutes(1), now)).toBe(true);
  expect(isFresh(until, minutes(1), later(now, minutes(1)))).toBe(false);
  expect(isFresh(until.getTime(), minutes(1), later(now, -minutes(120)))).toBe(false);
});
