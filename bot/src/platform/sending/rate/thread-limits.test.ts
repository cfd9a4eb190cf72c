import { expect, test } from "vitest";
import { later } from "#platform/jobs/clock.ts";
import { freeAt, teamsThreadLimits, threadLimits } from "./thread-limits.ts";

const now = new Date("2026-11-23T08:00:00Z");
const times = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, at) => later(now, (at - count) * everyMs));

test.for([
  [6, 1, undefined],
  [7, 1, 993],
  [8, 120, 1_040],
  [60, 400, 6_000],
  [1_800, 1_900, 180_000],
] as const)("after %i messages, one each %i ms, the next may go in %s ms", ([count, everyMs, waitMs]) => {
  expect(freeAt(times(count, everyMs), teamsThreadLimits, now)).toEqual(
    waitMs === undefined ? undefined : later(now, waitMs),
  );
});

test("a place that is over its limit holds up no other", () => {
  const threads = threadLimits();
  for (let count = 0; count < 7; count++) expect(threads.take("a", now)).toBeUndefined();

  expect(threads.take("a", now)).toEqual(later(now, 1_000));
  expect(threads.take("b", now)).toBeUndefined();
});

test("a clock that is set back keeps no conversation waiting", () => {
  const threads = threadLimits();
  const later = new Date("2026-11-23T10:00:00Z");
  for (let n = 0; n < 7; n++) threads.take("a", later);
  expect(threads.take("a", later)).toBeDefined();
  expect(threads.take("a", new Date("2026-11-23T08:00:00Z"))).toBeUndefined();
});
