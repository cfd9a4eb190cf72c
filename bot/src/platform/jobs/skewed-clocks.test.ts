import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Home, homes } from "#test/harness/storage-backends.ts";
import { later, seconds } from "./clock.ts";
import { createJobs } from "./jobs.ts";
import { notBefore } from "./not-yet.ts";

/* Two replicas on one store whose clocks differ: the one ahead brings work to the queue, and the other takes it. */

const planned = new Date("2026-11-27T14:00:00Z");

describe.each(homes)("$home", ({ start }) => {
  let home: Home;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(async () => {
    await home.stop();
  });

  /** Replicas that hide nothing from each other but what they hold. */
  function replicas(aheadMs: number) {
    let now = later(planned, -aheadMs);
    const ran: Date[] = [];
    const failures: unknown[] = [];
    const replica = (offMs: number) => {
      const clock = { now: () => later(now, offMs) };
      const jobs = createJobs(home.store.tables, home.store.queues, clock, (error) => failures.push(error));
      return { clock, jobs };
    };
    return {
      ran,
      failures,
      ahead: replica(aheadMs),
      right: replica(0),
      passes: (ms: number) => {
        now = later(now, ms);
      },
    };
  }

  test.each([0.3, 1, 1.5, 3, 90, 7_200].map((each) => [each]))(
    "work that a replica %s s ahead brings too early is put off, and done in time, once",
    async (count) => {
      const { ran, failures, ahead, right, passes } = replicas(seconds(count) + 1);
      const job = `skew/${count}`;
      const run = async () => void ran.push(right.clock.now());
      await right.jobs.add(job, {}, planned);
      for (let move = 0; move < 3; move++) {
        await ahead.jobs.begin(new Map(), 0);
        while (await right.jobs.tick(new Map([[job, run]])));
        expect(ran).toEqual([]);
        await right.jobs.add(job, {}, planned);
      }

      passes(seconds(count) + 2);
      while (await right.jobs.tick(new Map([[job, run]])));

      expect(ran).toEqual([right.clock.now()]);
      expect(failures).toEqual([]);
    },
    60_000,
  );

  test("a job that knows a later time than its plan comes again then, and not at once", async () => {
    const { ran, failures, right, passes } = replicas(0);
    const moved = later(planned, seconds(3_600));
    const handlers = new Map([
      [
        "skew/moved",
        async () => {
          ran.push(right.clock.now());
          return notBefore(moved, right.clock);
        },
      ],
    ]);
    await right.jobs.add("skew/moved", {}, planned);
    while (await right.jobs.tick(handlers));
    passes(seconds(10));
    while (await right.jobs.tick(handlers));
    expect(ran).toEqual([planned]);

    passes(seconds(3_600));
    while (await right.jobs.tick(handlers));
    expect(ran).toEqual([planned, right.clock.now()]);
    expect(failures).toEqual([]);
  });

  test("a job whose own clock is behind its replica's comes again in a second, until it is time", async () => {
    const { ran, failures, ahead, right, passes } = replicas(seconds(2));
    const handlers = new Map([
      [
        "skew/own",
        async () => {
          const early = notBefore(planned, right.clock);
          if (!early) ran.push(right.clock.now());
          return early;
        },
      ],
    ]);
    await ahead.jobs.add("skew/own", {}, planned);
    for (let second = 0; second < 5; second++) {
      while (await ahead.jobs.tick(handlers));
      passes(seconds(1) + 1);
    }
    expect(ran).toHaveLength(1);
    expect(failures).toEqual([]);
  });
});
