import type { Outcome, SendingState, SendingView } from "bot/sending/contract";
import { expect, test } from "vitest";
import { askAgainMs, briefly, failed, maybeSent, outcomesIn, totalOf, waitingCount } from "./outcomes.ts";

const at = "2026-11-23T10:00:00.000Z";
const none: SendingView["progress"] = {
  scheduled: 0,
  queued: 0,
  sending: 0,
  sent: 0,
  blocked: 0,
  gone: 0,
  unknown: 0,
  cancelled: 0,
};
const sending = (state: SendingState, progress: Partial<SendingView["progress"]>): SendingView => ({
  id: "s",
  at,
  by: "Anna",
  state,
  progress: { ...none, ...progress },
  may: { pause: false, resume: false, cancel: false, move: false },
  targets: [],
});
const target = (outcome: Outcome, number = 0): SendingView["targets"][number] => ({
  place: { id: `p${number}`, name: "Ekonomi", team: null, scope: "channel", locale: null },
  outcome,
  at: null,
  mayRetry: ["unknown", "blocked", "gone"].includes(outcome),
  link: null,
});

test("the page asks again while cards are posted, soon when there are few of them", () => {
  const now = Date.parse(at);

  expect(askAgainMs([sending("done", { sent: 2 })], now)).toBe(false);
  expect(askAgainMs([sending("paused", { sent: 2, queued: 9 })], now)).toBe(false);
  expect(askAgainMs([sending("sending", { queued: 2 }), sending("done", { sent: 1 })], now)).toBe(1_500);
  expect(askAgainMs([sending("sending", { queued: 5_000 })], now)).toBe(3_000);
});

test("the page asks for a scheduled sending when its time comes", () => {
  const before = (time: string) => askAgainMs([sending("scheduled", { scheduled: 1 })], Date.parse(time));

  expect(before("2026-11-23T09:00:00.000Z")).toBe(15_000);
  expect(before("2026-11-23T09:59:50.000Z")).toBe(10_000);
  expect(before("2026-11-23T10:00:01.000Z")).toBe(1_500);
});

test("what waits is told apart from what is settled", () => {
  const view = sending("sending", { queued: 3, sending: 1, sent: 5, unknown: 1 });

  expect([totalOf(view), waitingCount(view)]).toEqual([10, 4]);
  expect(outcomesIn(view)).toEqual(["queued", "sending", "sent", "unknown"]);
});

test("of many targets those that need a person are shown, and some more", () => {
  const many = (urgent: number) => [
    ...Array.from({ length: urgent }, (_, number) => target("blocked", number)),
    ...Array.from({ length: 300 - urgent }, (_, number) => target("sent", urgent + number)),
  ];

  expect(briefly(many(0))).toHaveLength(10);
  expect(briefly(many(20)).map(({ outcome }) => outcome)).toEqual(Array(20).fill("blocked"));
  expect(briefly(many(200))).toHaveLength(50);
  expect(briefly([target("sent")])).toHaveLength(1);
});

test("what may have arrived is never among what is sent again without risk", () => {
  const view = { ...sending("done", {}), targets: [target("unknown"), target("blocked"), target("sent")] };

  expect(failed(view).map(({ outcome }) => outcome)).toEqual(["blocked"]);
  expect(maybeSent(view).map(({ outcome }) => outcome)).toEqual(["unknown"]);
});
