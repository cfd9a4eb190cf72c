import { expect, test } from "vitest";
import { monthFrom, monthsAfter, weeksOf } from "./month.ts";

test("a month is whole weeks from Monday to Sunday", () => {
  const weeks = weeksOf("2027-01");

  expect(weeks.map(([monday]) => monday)).toEqual([
    "2026-12-28",
    "2027-01-04",
    "2027-01-11",
    "2027-01-18",
    "2027-01-25",
  ]);
  expect(weeks.at(-1)).toContain("2027-01-31");
  expect(weeks.every((week) => week.length === 7)).toBe(true);
});

test("a February that begins on a Monday has four weeks", () => {
  expect(weeksOf("2027-02")).toHaveLength(4);
});

test("December is followed by January, and the other way round", () => {
  expect(monthsAfter("2026-12", 1)).toBe("2027-01");
  expect(monthsAfter("2027-01", -1)).toBe("2026-12");
});

test.each([null, "", "2027-13", "1999-01", "nonsense"])("%s is no month to show", (text) => {
  expect(monthFrom(text)).toBeUndefined();
});
