import { expect, test } from "vitest";
import type { ReminderWishes } from "#features/coffee/contract.ts";
import { baseTime, deliveryTime, type Kind } from "./reminder-times.ts";

const session = { startsAt: new Date("2027-01-14T06:30:00Z") };
const both: ReminderWishes = { dayBefore: true, quarterBefore: true, snoozedUntil: null, quiet: null };
const delivered = (kind: Kind, wishes: Partial<ReminderWishes>, one = session) =>
  deliveryTime(one, kind, { ...both, ...wishes })?.toISOString() ?? null;

test("the reminders are due at the same clock time the day before, and 15 minutes before", () => {
  expect(baseTime(session, "dayBefore").toISOString()).toBe("2027-01-13T06:30:00.000Z");
  expect(baseTime(session, "quarterBefore").toISOString()).toBe("2027-01-14T06:15:00.000Z");
  const afterClocksChange = { startsAt: new Date("2027-03-28T05:30:00Z") };
  expect(baseTime(afterClocksChange, "dayBefore").toISOString()).toBe("2027-03-27T06:30:00.000Z");
});

test("nobody is reminded who has not wished for it", () => {
  expect(delivered("dayBefore", { dayBefore: false })).toBeNull();
  expect(delivered("quarterBefore", { quarterBefore: false })).toBeNull();
});

test("reminders that are put off come again for sessions from that day on", () => {
  expect(delivered("dayBefore", { snoozedUntil: "2027-01-15" })).toBeNull();
  expect(delivered("dayBefore", { snoozedUntil: "2027-01-14" })).toBe("2027-01-13T06:30:00.000Z");
});

test("in quiet hours, that of the day before waits for their end, and the last one is not sent", () => {
  const quiet = { from: "16:00", to: "09:00" };
  expect(delivered("dayBefore", { quiet })).toBe("2027-01-13T07:00:00.000Z");
  expect(delivered("quarterBefore", { quiet })).toBeNull();
});

test("quiet hours past midnight end on the next day", () => {
  const evening = { startsAt: new Date("2027-01-14T19:00:00Z") };
  expect(delivered("dayBefore", { quiet: { from: "20:00", to: "07:00" } }, evening)).toBe(
    "2027-01-14T05:00:00.000Z",
  );
});

test("a reminder that would leave less than an hour is not sent", () => {
  const night = { startsAt: new Date("2027-01-14T05:00:00Z") };
  const until = (to: string) => delivered("dayBefore", { quiet: { from: "06:00", to } }, night);
  expect(until("05:59")).toBe("2027-01-14T03:59:00.000Z");
  const late = { startsAt: new Date("2027-01-14T22:30:00Z") };
  const nearlyAllDay = { from: "00:30", to: "00:00" };
  expect(delivered("dayBefore", { quiet: nearlyAllDay }, late)).toBeNull();
});

test("quiet hours have a first minute and end with their last", () => {
  expect(delivered("dayBefore", { quiet: { from: "08:31", to: "09:00" } })).toBe("2027-01-13T06:30:00.000Z");
  expect(delivered("dayBefore", { quiet: { from: "08:30", to: "09:00" } })).toBe("2027-01-13T07:00:00.000Z");
  expect(delivered("dayBefore", { quiet: { from: "08:00", to: "08:30" } })).toBe("2027-01-13T06:30:00.000Z");
  expect(delivered("dayBefore", { quiet: { from: "08:30", to: "08:30" } })).toBe("2027-01-13T06:30:00.000Z");
});
