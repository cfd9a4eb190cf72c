import type { Outcome, SendingView } from "bot/surveys/contract";
import { expect, test } from "vitest";
import { asOf, isUnderway, isWaiting } from "./outcomes.ts";

const place = { id: "p", name: "Ekonomi", team: null, scope: "channel", locale: null } as const;
const sending = (...outcomes: Outcome[]): SendingView => ({
  id: "s",
  at: "2026-11-23T10:00:00.000Z",
  by: "Anna",
  cancelled: false,
  targets: outcomes.map((outcome) => ({ place, outcome, at: null, mayRetry: false, link: null })),
});

test("a sending waits for its time, and is then under way", () => {
  const before = asOf(Date.parse("2026-11-23T09:59:59Z"), sending("scheduled"));
  expect([isWaiting(before), isUnderway(before)]).toEqual([true, false]);

  const after = asOf(Date.parse("2026-11-23T10:00:00Z"), sending("scheduled", "sent"));
  expect([isWaiting(after), isUnderway(after)]).toEqual([false, true]);
});

test("a cancelled sending neither waits nor is under way", () => {
  const cancelled = asOf(Date.parse("2026-11-24T10:00:00Z"), { ...sending("scheduled"), cancelled: true });
  expect([isWaiting(cancelled), isUnderway(cancelled)]).toEqual([false, false]);
});
