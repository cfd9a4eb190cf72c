import { expect, test } from "vitest";
import { clockTime, day, webAddress, wholeNumber } from "./meanings.ts";

test.each([
  ["45", 45],
  ["5", 5],
  ["480", 480],
  ["4", undefined],
  ["481", undefined],
  ["", undefined],
  ["7.5", undefined],
  ["abc", undefined],
])("minutes written %o mean %s", (text, minutes) => {
  expect(wholeNumber(5, 480)(text)).toBe(minutes);
});

test("a year half written is no day yet", () => {
  expect(day("0002-01-14")).toBeUndefined();
  expect(day("2027-01-14")).toBe("2027-01-14");
});

test.each(["", "8:30", "24:00", "08:3"])("%o is no clock time", (text) => {
  expect(clockTime(text)).toBeUndefined();
});

test.each([
  ["https://teams.microsoft.com/l/meetup-join/1", "https://teams.microsoft.com/l/meetup-join/1"],
  [" https://teams.microsoft.com/meet/1 ", "https://teams.microsoft.com/meet/1"],
  ["", ""],
  ["teams.microsoft.com", undefined],
  ["http://teams.microsoft.com/meet/1", undefined],
  ["https://", undefined],
  ["https://teams.microsoft.com@evil.example/", undefined],
  ["https://anna:hemlig@teams.microsoft.com/meet/1", undefined],
  ["https://teаms.microsoft.com/meet/1", undefined],
  ["javascript:alert(1)", undefined],
])("the address %o is read as %o", (text, address) => {
  expect(webAddress(text)).toBe(address);
});
