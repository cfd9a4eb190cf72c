import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { type VirtualTime, virtualTime } from "#test/harness/virtual-time.ts";
import { createPace, type Pace } from "./rate-limiter.ts";

const tenantId = "tenant";

async function paces(count: number) {
  const time = virtualTime(new Date("2026-11-23T08:00:00Z"));
  const { tables } = time.timeless(await openEmbedded(":memory:"));
  const made = Array.from({ length: count }, () =>
    createPace({ tables, clock: time.clock, sleep: time.sleep }),
  );
  return { time, paces: made as [Pace, ...Pace[]] };
}

/** Asks for one slot after the other until the time is over; gives when each was due. */
async function broadcastUntil(pace: Pace, id: string, isOver: () => boolean, now: () => number) {
  const times: number[] = [];
  while (!isOver()) {
    const slot = await pace.slot(tenantId, id);
    if (slot instanceof Date) break;
    await slot.due();
    times.push(now());
  }
  return times;
}

test("two replicas together use the whole rate, and never more than the limit in a second", async () => {
  const { time, paces: both } = await paces(2);
  const endsAt = time.now() + 20_000;
  const isOver = () => time.now() >= endsAt;

  const running = both.flatMap((pace) => [1, 2].map(() => broadcastUntil(pace, "a", isOver, time.now)));
  const times = (await time.done(Promise.all(running))).flat().toSorted((one, other) => one - other);

  expect(times.length / 20).toBeGreaterThan(49);
  const overLimit = times.filter((at, index) => at - (times[index - 50] ?? 0) < 1_000);
  expect(overLimit).toEqual([]);
});

test("what was held up and leaves at once does not meet what follows, counted from when it has left", async () => {
  const {
    time,
    paces: [pace],
  } = await paces(1);
  const hasLeft = await time.done(Promise.all(Array.from({ length: 50 }, () => pace.leave(tenantId))));
  await time.done(time.sleep(20));
  const leftAt = time.now();
  for (const tell of hasLeft) tell();

  const order: string[] = [];
  const broadcast = pace.leave(tenantId).then(() => order.push("broadcast"));
  const person = pace.leave(tenantId, true).then(() => order.push("person"));
  await time.done(Promise.all([broadcast, person]));

  expect(time.now() - leftAt).toBeGreaterThan(1_000);
  expect(order).toEqual(["person", "broadcast"]);
});

test("a small broadcast takes turns with a large one", async () => {
  const {
    time,
    paces: [pace],
  } = await paces(1);
  const endsAt = time.now() + 5_000;
  const large = Array.from({ length: 40 }, () =>
    broadcastUntil(pace, "large", () => time.now() >= endsAt, time.now),
  );
  await time.until(() => time.now() >= endsAt - 3_000);
  const askedAt = time.now();
  await time.done(Promise.all([1, 2, 3].map(() => oneSlot(pace, "small"))));

  expect(time.now() - askedAt).toBeLessThan(250);
  await time.done(Promise.all(large));
});

test("a person waits for a moment while a broadcast runs, and not at all when nothing does", async () => {
  const {
    time,
    paces: [pace],
  } = await paces(1);
  expect(await waitOf(time, pace)).toBe(0);

  const endsAt = time.now() + 3_000;
  const running = Array.from({ length: 40 }, () =>
    broadcastUntil(pace, "a", () => time.now() >= endsAt, time.now),
  );
  await time.until(() => time.now() >= endsAt - 2_000);
  expect(await waitOf(time, pace)).toBeLessThan(60);
  await time.done(Promise.all(running));
});

test("a refusal stops every replica until Teams says; a person waits half a second at most", async () => {
  const {
    time,
    paces: [one, other],
  } = await paces(2);
  await one.refused(tenantId, 60_000);
  const pausedUntil = new Date(time.now() + 60_000);

  expect(await one.slot(tenantId, "a")).toEqual(pausedUntil);
  expect(await other?.slot(tenantId, "a")).toEqual(pausedUntil);
  expect(await waitOf(time, one)).toBeLessThanOrEqual(500);
});

test("a short pause is waited for", async () => {
  const {
    time,
    paces: [pace],
  } = await paces(1);
  await pace.refused(tenantId, 1_000);
  const askedAt = time.now();

  await time.done(oneSlot(pace, "a"));

  expect(time.now() - askedAt).toBe(1_000);
});

async function oneSlot(pace: Pace, id: string): Promise<void> {
  const slot = await pace.slot(tenantId, id);
  if (!(slot instanceof Date)) await slot.due();
}

async function waitOf(time: VirtualTime, pace: Pace): Promise<number> {
  const askedAt = time.now();
  await time.done(pace.soon(tenantId));
  return time.now() - askedAt;
}
