import { expect, test } from "vitest";
import { freshPlan, pausePlan, rateAt, takeSlots } from "./rate-plan.ts";

const now = Date.parse("2026-11-23T08:00:00Z");

test("slots are evenly spaced, a little below the limit, and go on where the last ones ended", () => {
  const first = takeSlots(freshPlan(50), 493, now, 50);
  const second = takeSlots(first.plan, 1, now + 100, 50);

  expect(first.slots[0]).toBe(now);
  expect(second.slots[0]).toBeCloseTo(now + 10_000, 3);
});

test("after a rest they begin now: what was not used is not made up for", () => {
  const { plan } = takeSlots(freshPlan(50), 10, now, 50);

  expect(takeSlots(plan, 1, now + 60_000, 50).slots).toEqual([now + 60_000]);
});

test("a refusal stops all until its end, and slows a little for a while; several at once are one", () => {
  const paused = pausePlan(freshPlan(50), now + 1_000, now, 50);
  const again = pausePlan(paused, now + 1_500, now + 100, 50);

  expect(takeSlots(again, 1, now + 200, 50).slots).toEqual([now + 1_500]);
  expect(again.rate).toBe(paused.rate);
  expect(rateAt(again, now, 50)).toBeCloseTo(47.821);
  expect(rateAt(again, now + 10_000, 50)).toBeCloseTo(48.821);
  expect(rateAt(again, now + 60_000, 50)).toBe(49.3);
});
