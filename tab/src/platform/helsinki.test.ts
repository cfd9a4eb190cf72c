import { expect, test } from "vitest";
import { clockIn, dateTimeIn, fromHelsinki, timeIn, toHelsinki } from "./helsinki.ts";

test("winter and summer times are Finland's", () => {
  expect(toHelsinki("2026-12-24T16:00:00.000Z")).toBe("2026-12-24T18:00");
  expect(toHelsinki("2026-06-24T15:00:00.000Z")).toBe("2026-06-24T18:00");
  expect(fromHelsinki("2026-12-24T18:00")).toBe("2026-12-24T16:00:00.000Z");
  expect(fromHelsinki("2026-06-24T18:00")).toBe("2026-06-24T15:00:00.000Z");
});

test("an hour that comes twice is its first", () => {
  expect(fromHelsinki("2026-10-25T03:30")).toBe("2026-10-25T00:30:00.000Z");
});

test("an hour that never comes is taken as the clocks then show", () => {
  expect(toHelsinki(fromHelsinki("2026-03-29T03:30") ?? "")).toBe("2026-03-29T04:30");
});

test("midnight and new year stay on their day", () => {
  expect(fromHelsinki("2027-01-01T00:00")).toBe("2026-12-31T22:00:00.000Z");
  expect(toHelsinki("2026-12-31T22:00:00.000Z")).toBe("2027-01-01T00:00");
});

test("every hour of a year survives the way there and back, but the doubled one", () => {
  const start = Date.parse("2026-01-01T00:00:00Z");
  const hours = Array.from({ length: 365 * 24 }, (_, hour) =>
    new Date(start + hour * 3_600_000).toISOString(),
  );

  const changed = hours.filter((instant) => fromHelsinki(toHelsinki(instant)) !== instant);

  expect(changed).toEqual(["2026-10-25T01:00:00.000Z"]);
});

test("a field that is empty or half written means nothing", () => {
  expect(fromHelsinki("")).toBeNull();
  expect(fromHelsinki("2026-12-24")).toBeNull();
  expect(fromHelsinki("2026-13-45T99:99")).toBeNull();
});

test("clocks are written as each language writes them", () => {
  expect(timeIn("sv", "2026-12-24T12:02:00Z")).toBe("14.02");
  expect(timeIn("fi", "2026-12-24T12:02:00Z")).toBe("14.02");
  expect(timeIn("en", "2026-12-24T12:02:00Z")).toBe("14:02");
  expect(clockIn("sv", "2026-12-24T12:02:00Z")).toBe("kl.\u00a014.02");
  expect(clockIn("fi", "2026-12-24T12:02:00Z")).toBe("klo\u00a014.02");
  expect(clockIn("en", "2026-12-24T12:02:00Z")).toBe("14:02");
  expect(dateTimeIn("sv", "2026-12-24T12:02:00Z")).toContain("24 december 2026");
});
