import { expect, test } from "vitest";
import {
  type Chunk,
  chunkOf,
  chunksFor,
  isWaiting,
  noProgress,
  progressIn,
  stateOf,
  sumOf,
} from "./broadcast.ts";

const now = new Date("2026-11-23T08:00:00Z");
const whole = { at: now, round: 1 };
const chunk: Chunk = { number: 0, round: 0, size: 40, isOpen: false, passedRound: 0, lookAt: now };

test.for([
  [0, 16],
  [3, 16],
  [1_024, 16],
  [5_000, 128],
  [1_000_000, 16_384],
  [Number.POSITIVE_INFINITY, 16_384],
])("%i places are spread over %i chunks", ([places = 0, chunks]) => {
  expect(chunksFor(places)).toBe(chunks);
});

test("places are spread evenly, each always into the same chunk", () => {
  const sizes = new Map<number, number>();
  for (let number = 0; number < 5_000; number++) {
    const at = chunkOf(`19:kanal-${number}@thread.tacv2`, 128);
    sizes.set(at, (sizes.get(at) ?? 0) + 1);
  }
  expect(sizes.size).toBe(128);
  expect(Math.max(...sizes.values())).toBeLessThan(80);
  expect(chunkOf("19:a@thread.tacv2", 128)).toBe(chunkOf("19:a@thread.tacv2", 128));
});

test("nothing new is begun while a broadcast is paused or cancelled, but cards that stand are replaced", () => {
  expect(isWaiting(chunk, whole)).toBe(true);
  expect(isWaiting(chunk, { ...whole, pausedAt: now })).toBe(false);
  expect(isWaiting(chunk, { ...whole, cancelledAt: now })).toBe(false);
  expect(isWaiting({ ...chunk, round: 1 }, { ...whole, round: 2, cancelledAt: now })).toBe(true);
  expect(isWaiting({ ...chunk, round: 1 }, whole)).toBe(false);
});

test("a chunk that nobody has begun or that is done is counted without its targets", () => {
  expect(progressIn(chunk, whole, now)).toMatchObject({ queued: 40 });
  expect(progressIn(chunk, { ...whole, cancelledAt: now }, now)).toMatchObject({ cancelled: 40 });
  expect(progressIn({ ...chunk, round: 1, isOpen: true }, whole, now)).toBeUndefined();
  const progress = { ...noProgress(), sent: 39, gone: 1 };
  expect(progressIn({ ...chunk, round: 1, progress }, whole, now)).toEqual(progress);
  expect(sumOf([progress, progress])).toMatchObject({ sent: 78, gone: 2 });
});

test("a broadcast is scheduled, sending, paused, cancelled or done", () => {
  const queued = { ...noProgress(), queued: 1, sent: 1 };
  const sent = { ...noProgress(), sent: 2 };
  expect(stateOf({ ...whole, at: new Date("2026-11-24T08:00:00Z") }, queued, now)).toBe("scheduled");
  expect(stateOf(whole, queued, now)).toBe("sending");
  expect(stateOf({ ...whole, pausedAt: now }, queued, now)).toBe("paused");
  expect(stateOf({ ...whole, cancelledAt: now }, { ...sent, cancelled: 1 }, now)).toBe("cancelled");
  expect(stateOf(whole, sent, now)).toBe("done");
  // Too late: there was nothing left to pause or cancel.
  expect(stateOf({ ...whole, pausedAt: now }, sent, now)).toBe("done");
  expect(stateOf({ ...whole, cancelledAt: now }, sent, now)).toBe("done");
});
