import { expect, test } from "vitest";
import { later, minutes, seconds } from "#platform/jobs/clock.ts";
import { type KeptTarget, retry, settled, shown, stepFor, tryAgainAt } from "./target.ts";

const now = new Date("2026-11-23T08:00:00Z");
const whole = { at: now, round: 1 };
const target: KeptTarget = { placeId: "a", outcome: "queued", changedAt: now };
const sent: KeptTarget = { ...target, outcome: "sent", messageId: "1", round: 1 };

test("what is queued is posted from its time on, and not while its broadcast is paused or cancelled", () => {
  expect(stepFor(target, whole, now)).toBe("post");
  const inAMinute = later(now, minutes(1));
  expect(stepFor({ ...target, changedAt: inAMinute }, whole, now)).toEqual(inAMinute);
  expect(stepFor(target, { ...whole, pausedAt: now }, now)).toBe("wait");
  expect(stepFor(target, { ...whole, cancelledAt: now }, now)).toBe("nothing");
});

test("what was claimed and not settled in time is unknown, and until then nobody touches it", () => {
  const claimed: KeptTarget = { ...target, outcome: "sending" };
  expect(stepFor(claimed, whole, later(now, seconds(6)))).toEqual(later(now, seconds(7)));
  expect(stepFor(claimed, whole, later(now, seconds(7)))).toBe("unknown");
});

test("a busy conversation is tried again after ever longer, and not for ever; a person may ask for more", () => {
  const busy = { outcome: "later", afterMs: 2_000, unreached: true, busy: true } as const;
  const waits: number[] = [];
  let tried = settled(target, busy, now);
  for (; tried.outcome === "queued"; tried = settled(tried, busy, now))
    waits.push((tried.changedAt.getTime() - now.getTime()) / 1_000);

  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect(tried).toMatchObject({ outcome: "blocked", reason: "busy" });
  expect(retry(tried, whole, now)).toMatchObject({ outcome: "queued", reason: undefined });
});

test("a refusal keeps its reason", () => {
  expect(settled(target, { outcome: "blocked", reason: "tooBig" }, now)).toMatchObject({
    outcome: "blocked",
    reason: "tooBig",
  });
});

test("a card is replaced once in a round, and only where one stands", () => {
  const next = { ...whole, round: 2 };
  expect(stepFor(sent, whole, now)).toBe("nothing");
  expect(stepFor(sent, next, now)).toBe("update");
  expect(stepFor({ ...sent, round: 2 }, next, now)).toBe("nothing");
  expect(stepFor({ ...target, outcome: "unknown" }, next, now)).toBe("nothing");
  expect(stepFor(sent, { ...next, cancelledAt: now }, now)).toBe("update");
});

test("a refusal before acceptance puts a target back for when Teams says; any other outcome is its end", () => {
  expect(settled(target, { outcome: "later", afterMs: 5_000 }, now)).toMatchObject({
    outcome: "queued",
    changedAt: later(now, 5_000),
  });
  expect(settled(target, { outcome: "sent", messageId: "17" }, now)).toMatchObject({ messageId: "17" });
  expect(settled(target, { outcome: "gone" }, now)).toMatchObject({ outcome: "gone", messageId: undefined });
});

test("what is queued shows as scheduled before its time, and as cancelled once it never will be posted", () => {
  expect(shown(target, { ...whole, at: later(now, 1) }, now)).toBe("scheduled");
  expect(shown(target, whole, now)).toBe("queued");
  expect(shown(target, { ...whole, cancelledAt: now }, now)).toBe("cancelled");
  expect(shown(sent, { ...whole, cancelledAt: now }, now)).toBe("sent");
});

test.for(["queued", "sending", "sent", "cancelled"] as const)("what is %s is not sent again", (outcome) => {
  expect(() => retry({ ...target, outcome }, whole, now)).toThrow("nothingToRetry");
});

test.for(["blocked", "gone", "unknown"] as const)(
  "what is %s is sent again when asked, unless the broadcast is cancelled",
  (outcome) => {
    expect(retry({ ...target, outcome }, whole, now)).toMatchObject({ outcome: "queued" });
    expect(() => retry({ ...target, outcome }, { ...whole, cancelledAt: now }, now)).toThrow(
      "nothingToRetry",
    );
  },
);

test("what fails is tried again ever more seldom", () => {
  expect(tryAgainAt(now, now)).toEqual(later(now, seconds(30)));
  expect(tryAgainAt(now, later(now, minutes(10)))).toEqual(later(now, minutes(20)));
  expect(tryAgainAt(now, later(now, minutes(600)))).toEqual(later(now, minutes(660)));
});

test("what waits for longer than anything does was written by a wrong clock, and waits no more", () => {
  const far = later(now, minutes(121));
  expect(stepFor({ ...target, changedAt: far }, whole, now)).toBe("post");
  expect(stepFor({ ...target, changedAt: far }, { ...whole, at: far }, now)).toEqual(far);
  expect(stepFor({ ...target, outcome: "sending", changedAt: far }, whole, now)).toBe("unknown");
});
