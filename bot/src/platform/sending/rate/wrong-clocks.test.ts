import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Key } from "#platform/storage/table.ts";
import { virtualTime } from "#test/harness/virtual-time.ts";
import { createPace, type Pace } from "./rate-limiter.ts";
import { freshPlan, fullRate, pausePlan, rateAt, takeSlots } from "./rate-plan.ts";

/* Clocks that are set back, and replicas whose clocks differ. */

const tenantId = "tenant";
const hour = 3_600_000;

async function stage() {
  const time = virtualTime(new Date("2026-11-23T08:00:00Z"));
  const { tables } = time.timeless(await openEmbedded(":memory:"));
  /** A replica whose clock is off by so much, which may change. */
  const replica = (offMs = 0) => {
    const off = { ms: offMs };
    const clock = { now: () => new Date(time.now() + off.ms) };
    return { off, pace: createPace({ tables, clock, sleep: time.sleep }) };
  };
  async function slots(pace: Pace, id: string, isOver: () => boolean): Promise<number[]> {
    const times: number[] = [];
    while (!isOver()) {
      const slot = await pace.slot(tenantId, id);
      if (slot instanceof Date) break;
      await slot.due();
      times.push(time.now());
    }
    return times;
  }
  /** How long a broadcast's next request, and a person's, wait. */
  async function waits(pace: Pace) {
    const from = time.now();
    const broadcast = slots(pace, "next", () => time.now() > from).then(([at = Number.NaN]) => at - from);
    const person = pace
      .soon(tenantId)
      .then(() => pace.leave(tenantId, true))
      .then((hasLeft) => hasLeft())
      .then(() => time.now() - from);
    return time.done(Promise.all([broadcast, person]));
  }
  return { time, tables, replica, slots, waits };
}

test.each([1_000, 90_000, 2 * hour, 72 * hour])(
  "a clock that is set back by %s ms stops nothing for longer than two seconds, nor does a restart",
  async (ms) => {
    const { time, replica, slots, waits } = await stage();
    const { off, pace } = replica();
    const endsAt = time.now() + 3_000;
    await time.done(
      Promise.all(
        [1, 2].map(async () => {
          for (
            let hasLeft = await pace.leave(tenantId);
            time.now() < endsAt;
            hasLeft = await pace.leave(tenantId)
          ) {
            hasLeft();
            await slots(pace, "first", () => true);
            await await pace.slot(tenantId, "first");
          }
        }),
      ),
    );

    off.ms = -ms;
    for (const wait of await waits(pace)) expect(wait).toBeLessThan(2_000);
    for (const wait of await waits(replica(-ms).pace)) expect(wait).toBeLessThan(2_000);
  },
);

test.each([90_000, 2 * hour])(
  "beside a replica that is %s ms ahead the one that is right posts as well, and after its end at once",
  async (ms) => {
    const { time, replica, slots, waits } = await stage();
    const [ahead, right] = [replica(ms).pace, replica().pace];
    const endsAt = time.now() + 20_000;
    const isOver = () => time.now() >= endsAt;

    const [theirs = [], ours = []] = await time.done(
      Promise.all(
        [ahead, right].map(async (pace) =>
          (await Promise.all([1, 2].map(() => slots(pace, "a", isOver)))).flat(),
        ),
      ),
    );

    const settled = [...theirs, ...ours]
      .filter((at) => at > endsAt - 15_000)
      .toSorted((one, other) => one - other);
    expect(ours.length).toBeGreaterThan(200);
    expect(theirs.length).toBeGreaterThan(200);
    expect((theirs.length + ours.length) / 20).toBeGreaterThan(35);
    const overLimit = settled.filter((at, index) => at - (settled[index - 55] ?? 0) < 1_000);
    expect(overLimit).toEqual([]);
    for (const wait of await waits(right)) expect(wait).toBeLessThan(2_000);
  },
);

test("a pause is as long for a replica whose clock is behind", async () => {
  const { time, replica } = await stage();
  await replica(90_000).pace.refused(tenantId, 60_000);

  expect(await replica().pace.slot(tenantId, "a")).toEqual(new Date(time.now() + 60_000));
});

test("what was written before moments were noted does not stop anything either", async () => {
  const { time, tables, replica, waits } = await stage();
  const far = time.now() + 2 * hour;
  const row = { ...freshPlan(50), nextAt: far, loweredAt: far, writer: "earlier" };
  await tables.open<Key & typeof row>("paces").put({ partitionKey: tenantId, rowKey: "pace", ...row });

  for (const wait of await waits(replica().pace)) expect(wait).toBeLessThanOrEqual(2_000);
});

test("a plan that lies too far ahead is taken for a wrong clock's", () => {
  const now = Date.parse("2026-11-23T08:00:00Z");
  const far = { ...freshPlan(50), nextAt: now + 2 * hour, loweredAt: now + 2 * hour };

  expect(takeSlots(far, 1, now, 50).slots).toEqual([now]);
  expect(takeSlots({ ...far, pausedUntil: now + 20 * hour }, 1, now, 50).slots).toEqual([now + hour]);
  expect(pausePlan({ ...far, pausedUntil: now + 20 * hour }, now + 1, now, 50).pausedUntil).toBe(now + hour);
  expect(rateAt(far, now, 50)).toBe(fullRate(50));
});
