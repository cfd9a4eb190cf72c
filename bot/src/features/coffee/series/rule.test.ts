import fc from "fast-check";
import { expect, test } from "vitest";
import type { Repeats, Rule } from "#features/coffee/contract.ts";
import { dayOf, timeOf } from "#platform/time/finnish-time.ts";
import { secondThursdays } from "#test/harness/coffee.ts";
import { occurrences, preview } from "./rule.ts";

const dates = (rule: Rule, from: string, to: string) => occurrences(rule, from, to).map(({ date }) => date);
const starting = (rule: Rule, from: string, to: string) =>
  occurrences(rule, from, to).map(({ startsAt }) => startsAt.toISOString());

test("the second Thursdays of two years are these, without July", () => {
  expect(dates(secondThursdays, "2027-01-01", "2028-12-31")).toEqual([
    "2027-01-14",
    "2027-02-11",
    "2027-03-11",
    "2027-04-08",
    "2027-05-13",
    "2027-06-10",
    "2027-08-12",
    "2027-09-09",
    "2027-10-14",
    "2027-11-11",
    "2027-12-09",
    "2028-01-13",
    "2028-02-10",
    "2028-03-09",
    "2028-04-13",
    "2028-05-11",
    "2028-06-08",
    "2028-08-10",
    "2028-09-14",
    "2028-10-12",
    "2028-11-09",
    "2028-12-14",
  ]);
});

test("8.30 stays 8.30 in summer and winter, and 45 minutes stay 45 minutes", () => {
  expect(starting(secondThursdays, "2027-03-01", "2027-04-30")).toEqual([
    "2027-03-11T06:30:00.000Z",
    "2027-04-08T05:30:00.000Z",
  ]);
  expect(starting(secondThursdays, "2027-10-01", "2027-11-30")).toEqual([
    "2027-10-14T05:30:00.000Z",
    "2027-11-11T06:30:00.000Z",
  ]);
  const [first] = occurrences(secondThursdays, "2027-01-14", "2027-01-14");
  expect(first?.endsAt.toISOString()).toBe("2027-01-14T07:15:00.000Z");
});

const sundayNights: Rule = {
  ...secondThursdays,
  repeats: { unit: "week", every: 1, weekday: 7 },
  time: "03:30",
  pausedMonths: [],
};

test("a clock time that the spring night skips comes an hour later, and none is missing", () => {
  expect(starting(sundayNights, "2027-03-21", "2027-04-04")).toEqual([
    "2027-03-21T01:30:00.000Z",
    "2027-03-28T01:30:00.000Z",
    "2027-04-04T00:30:00.000Z",
  ]);
  expect(timeOf(new Date("2027-03-28T01:30:00.000Z"))).toBe("04:30");
});

test("a clock time that the autumn night has twice is the first of them", () => {
  expect(starting(sundayNights, "2027-10-24", "2027-11-07")).toEqual([
    "2027-10-24T00:30:00.000Z",
    "2027-10-31T00:30:00.000Z",
    "2027-11-07T01:30:00.000Z",
  ]);
});

test("the zone of the process changes nothing", () => {
  const zone = process.env.TZ;
  try {
    const offsets = new Set<number>();
    const inZones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Helsinki", "UTC"].map((name) => {
      process.env.TZ = name;
      offsets.add(new Date("2027-01-01T12:00:00Z").getTimezoneOffset());
      return starting(sundayNights, "2027-01-01", "2027-12-31");
    });
    expect(offsets.size).toBe(4);
    expect(inZones[0]).toHaveLength(52);
    for (const each of inZones) expect(each).toEqual(inZones[0]);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("every second month counts from the month of the first day, which need not be a session's", () => {
  const rule: Rule = {
    ...secondThursdays,
    repeats: { unit: "monthByWeekday", every: 2, nth: 2, weekday: 4 },
    startsOn: "2027-01-20",
    pausedMonths: [],
  };
  expect(dates(rule, "2027-01-01", "2027-08-31")).toEqual(["2027-03-11", "2027-05-13", "2027-07-08"]);
});

test("a rule has its first and its last day", () => {
  const rule = { ...secondThursdays, startsOn: "2027-02-11", endsOn: "2027-04-08" };
  expect(dates(rule, "2026-01-01", "2030-01-01")).toEqual(["2027-02-11", "2027-03-11", "2027-04-08"]);
  expect(dates({ ...rule, endsOn: "2027-02-10" }, "2026-01-01", "2030-01-01")).toEqual([]);
});

test("a day that was skipped is left out, and only that", () => {
  const rule = { ...secondThursdays, skippedDates: ["2027-02-11", "2027-02-12"] };
  expect(dates(rule, "2027-01-01", "2027-03-31")).toEqual(["2027-01-14", "2027-03-11"]);
});

test("the last Friday and the last day of each month are found, leap years included", () => {
  const lastFriday: Repeats = { unit: "monthByWeekday", every: 1, nth: -1, weekday: 5 };
  expect(dates({ ...secondThursdays, repeats: lastFriday }, "2028-01-01", "2028-03-31")).toEqual([
    "2028-01-28",
    "2028-02-25",
    "2028-03-31",
  ]);
  const lastDay: Repeats = { unit: "monthByDate", every: 1, day: -1 };
  expect(dates({ ...secondThursdays, repeats: lastDay }, "2028-01-01", "2028-03-31")).toEqual([
    "2028-01-31",
    "2028-02-29",
    "2028-03-31",
  ]);
});

test("the preview tells what is left out and what is a holiday, for 24 months from today", () => {
  const rule = { ...secondThursdays, skippedDates: ["2027-02-11"] };
  const { dates } = preview(rule, new Date("2026-12-31T23:00:00Z"));
  expect(dates).toHaveLength(24);
  expect(dates[1]).toMatchObject({ date: "2027-02-11", leftOut: "skipped" });
  expect(dates[6]).toMatchObject({ date: "2027-07-08", leftOut: "paused", holiday: null });

  const ascension: Repeats = { unit: "monthByWeekday", every: 1, nth: 1, weekday: 4 };
  const onHoliday = preview({ ...secondThursdays, repeats: ascension }, new Date("2027-05-01T08:00:00Z"));
  expect(onHoliday.dates[0]).toEqual({
    date: "2027-05-06",
    startsAt: "2027-05-06T05:30:00.000Z",
    leftOut: null,
    holiday: { sv: "Kristi himmelsfärdsdag", fi: "helatorstai", en: "Ascension Day" },
  });
});

test("the preview of a rule that begins later begins with it", () => {
  const { dates } = preview({ ...secondThursdays, startsOn: "2028-06-01" }, new Date("2027-01-01T08:00:00Z"));
  expect(dates.at(0)?.date).toBe("2028-06-08");
  expect(dates.at(-1)?.date).toBe("2030-05-09");
});

test("ten years have every month's session once, whichever stretches they are asked for in", () => {
  const rule = { ...secondThursdays, pausedMonths: [] };
  const months = Array.from({ length: 120 }, (_, month) => {
    const from = new Date(Date.UTC(2027, month, 1)).toISOString().slice(0, 10);
    const to = new Date(Date.UTC(2027, month + 1, 0)).toISOString().slice(0, 10);
    return dates(rule, from, to);
  });
  expect(months.map((found) => found.length)).toEqual(months.map(() => 1));
  expect(months.flat()).toEqual(dates(rule, "2027-01-01", "2036-12-31"));
});

/* An independent calculation, day by day in UTC. */

const dayMs = 86_400_000;
const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const isoWeekday = (day: Date) => day.getUTCDay() || 7;
const monthsOf = (day: Date) => day.getUTCFullYear() * 12 + day.getUTCMonth();
const daysIn = (day: Date) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
const mondayOf = (day: Date) => day.getTime() - (isoWeekday(day) - 1) * dayMs;

function fits(day: Date, { repeats, startsOn }: Rule): boolean {
  const dayOfMonth = day.getUTCDate();
  if (repeats.unit === "week") {
    const weeks = (mondayOf(day) - mondayOf(utc(startsOn))) / (7 * dayMs);
    return isoWeekday(day) === repeats.weekday && weeks % repeats.every === 0;
  }
  if ((monthsOf(day) - monthsOf(utc(startsOn))) % repeats.every !== 0) return false;
  if (repeats.unit === "monthByDate") return dayOfMonth === (repeats.day === -1 ? daysIn(day) : repeats.day);
  if (isoWeekday(day) !== repeats.weekday) return false;
  if (repeats.nth === -1) return dayOfMonth + 7 > daysIn(day);
  return Math.ceil(dayOfMonth / 7) === repeats.nth;
}

function naive(rule: Rule, from: string, to: string): string[] {
  const found = [];
  for (let at = utc(from).getTime(); at <= utc(to).getTime(); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day < rule.startsOn || (rule.endsOn !== null && day > rule.endsOn)) continue;
    if (rule.pausedMonths.includes(Number(day.slice(5, 7))) || rule.skippedDates.includes(day)) continue;
    if (fits(new Date(at), rule)) found.push(day);
  }
  return found;
}

const someDay = fc
  .integer({ min: Date.UTC(2026, 0, 1) / dayMs, max: Date.UTC(2032, 0, 1) / dayMs })
  .map((days) => new Date(days * dayMs).toISOString().slice(0, 10));
const every = fc.integer({ min: 1, max: 12 });
const weekday = fc.integer({ min: 1, max: 7 });
const someRepeats: fc.Arbitrary<Repeats> = fc.oneof(
  fc.record({ unit: fc.constant("week" as const), every, weekday }),
  fc.record({
    unit: fc.constant("monthByWeekday" as const),
    every,
    nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
    weekday,
  }),
  fc.record({
    unit: fc.constant("monthByDate" as const),
    every,
    day: fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constant(-1 as const)),
  }),
);
const someRule: fc.Arbitrary<Rule> = fc.record({
  repeats: someRepeats,
  startsOn: someDay,
  endsOn: fc.option(someDay),
  time: fc.constantFrom("00:00", "03:30", "08:30", "23:59"),
  durationMinutes: fc.integer({ min: 5, max: 480 }),
  pausedMonths: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
  skippedDates: fc.array(someDay, { maxLength: 3 }),
});

test("any rule gives the dates that a calculation day by day gives, each on its own day in Finland", () => {
  fc.assert(
    fc.property(someRule, someDay, someDay, (rule, from, to) => {
      const found = occurrences(rule, from, to);
      expect(found.map(({ date }) => date)).toEqual(naive(rule, from, to));
      for (const { date, startsAt } of found) expect(dayOf(startsAt)).toBe(date);
    }),
    { numRuns: 300 },
  );
});
