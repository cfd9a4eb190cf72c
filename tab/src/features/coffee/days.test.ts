import { expect, test } from "vitest";
import { clockTimesIn, dayIn, dayOf, daysAfter, timesIn, today, weekdayIn, weekdayOf } from "./days.ts";

test("a day is Finland's, whatever the clock says elsewhere", () => {
  expect(today(Date.parse("2027-01-13T22:30:00Z"))).toBe("2027-01-14");
  expect(dayOf("2027-06-30T21:00:00.000Z")).toBe("2027-07-01");
});

test("days are counted across summer time", () => {
  expect(daysAfter("2027-03-27", 2)).toBe("2027-03-29");
  expect(daysAfter("2027-10-30", 2)).toBe("2027-11-01");
});

test.each([
  ["sv", "torsdag 14 januari 2027", "8.30–9.15"],
  ["fi", "torstai 14. tammikuuta 2027", "8.30–9.15"],
  ["en", "Thursday 14 January 2027", "08:30–09:15"],
] as const)("a day and its times are read in %s", (language, day, times) => {
  expect(dayIn(language, "2027-01-14", "2026-11-22")).toBe(day);
  expect(timesIn(language, "2027-01-14T06:30:00Z", "2027-01-14T07:15:00Z")).toBe(times);
});

test("this year is not said", () => {
  expect(dayIn("sv", "2027-01-14", "2027-01-01")).toBe("torsdag 14 januari");
});

test("a time that passes midnight is still one of the clock", () => {
  expect(clockTimesIn("sv", "23:30", 60)).toBe("23.30–0.30");
});

test("weeks begin on Monday", () => {
  expect(weekdayOf("2027-01-11")).toBe(1);
  expect(weekdayOf("2027-01-17")).toBe(7);
  expect(weekdayIn("sv", 1)).toBe("måndag");
  expect(weekdayIn("fi", 7)).toBe("sunnuntai");
});
