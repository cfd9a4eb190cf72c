import { rule, seriesDraft } from "bot/coffee/contract";
import { expect, test } from "vitest";
import { beginnings, begun, inUnit, units, withItem } from "./draft.ts";

test.each(beginnings)("a series that begins as %s is one that the server takes", (beginning) => {
  expect(seriesDraft.safeParse(begun(beginning, "2026-11-23")).error).toBeUndefined();
});

test.each(units)("a rule taken to %s keeps how often and stays one that the server takes", (unit) => {
  const { rule: weekly } = begun("weekly", "2026-11-24");

  const repeats = inUnit({ ...weekly.repeats, every: 3 }, unit);

  expect(repeats).toMatchObject({ unit, every: 3 });
  expect(rule.safeParse({ ...weekly, repeats }).error).toBeUndefined();
});

test("a month is paused once, and back again", () => {
  expect(withItem([12, 7], 6, true)).toEqual([6, 7, 12]);
  expect(withItem([6, 7], 7, true)).toEqual([6, 7]);
  expect(withItem([6, 7], 7, false)).toEqual([6]);
});
