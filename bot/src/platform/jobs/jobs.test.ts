import { expect, test } from "vitest";
import type { Queue, Queues } from "#platform/storage/queue.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import type { Key } from "#platform/storage/table.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { failureLog } from "./failure-log.ts";
import { createJobs } from "./jobs.ts";
import { openParked } from "./parked.ts";
import { startRunner } from "./runner.ts";
import type { Failure } from "./work.ts";

async function jobsAt(time: string) {
  const { tables, queues } = await openEmbedded(":memory:");
  let now = new Date(time);
  const failures: unknown[] = [];
  const jobs = createJobs(tables, queues, { now: () => now }, (error) => failures.push(error));
  const ran: unknown[] = [];
  const handlers = new Map([["coffee/brew", async (work: unknown) => void ran.push(work)]]);
  const work = async () => {
    while (await jobs.tick(handlers)) if (failures.length > 0) return;
  };
  return { jobs, ran, failures, handlers, work, tables, setTime: (later: string) => (now = new Date(later)) };
}

test("work for now is run at the next tick, once", async () => {
  const { jobs, ran, work } = await jobsAt("2026-11-23T08:00:00Z");

  await jobs.add("coffee/brew", { cups: 2 });
  await work();
  await work();

  expect(ran).toEqual([{ cups: 2 }]);
});

test("work for later waits for its time", async () => {
  const { jobs, ran, work, setTime } = await jobsAt("2026-11-23T08:00:00Z");
  await jobs.add("coffee/brew", { cups: 2 }, new Date("2027-11-23T08:00:00Z"));

  await work();
  expect(ran).toEqual([]);
  setTime("2027-11-23T08:00:01Z");
  await work();

  expect(ran).toEqual([{ cups: 2 }]);
});

test("the same work for the same time is run once", async () => {
  const { jobs, ran, work, setTime } = await jobsAt("2026-11-23T08:00:00Z");
  const at = new Date("2026-11-23T09:00:00Z");

  await Promise.all([1, 2, 3].map(() => jobs.add("coffee/brew", { cups: 2 }, at)));
  setTime("2026-11-23T09:00:01Z");
  await work();

  expect(ran).toEqual([{ cups: 2 }]);
});

test("work that fails is told of and stays on the queue", async () => {
  const { jobs, failures, handlers, work, tables } = await jobsAt("2026-11-23T08:00:00Z");
  handlers.set("coffee/brew", async () => {
    throw new Error("no beans");
  });

  await jobs.add("coffee/brew", { cups: 2 });
  await work();

  expect(failures).toEqual([new Error("no beans")]);
  expect(await Array.fromAsync(tables.open("parked").list("parked"))).toEqual([]);
});

test("work that fails to its last try is told of by its name, and lies where it can be begun again", async () => {
  let now = new Date("2026-11-23T08:00:00Z");
  const told: Failure[] = [];
  const { tables, queues } = await openEmbedded(":memory:");
  const jobs = createJobs(tables, unhiding(queues), { now: () => now }, (_, failure) => told.push(failure));
  let isBroken = true;
  const ran: unknown[] = [];
  const handlers = new Map([
    [
      "coffee/brew",
      async (work: unknown) => {
        if (isBroken) throw new TypeError("no beans");
        ran.push(work);
      },
    ],
  ]);
  const parked = openParked(tables);

  await jobs.add("coffee/brew", { tenantId: "a", cups: 2 });
  for (let tries = 0; tries < 40; tries++) await jobs.tick(handlers);

  expect(told).toHaveLength(30);
  expect(told[0]).toEqual({ attempts: 1, job: "coffee/brew", isGivenUp: false });
  expect(told[29]).toEqual({ attempts: 30, job: "coffee/brew", isGivenUp: true });
  expect(await parked.count()).toBe(1);
  const [one] = await parked.list("a");
  expect(one).toMatchObject({ job: "coffee/brew", attempts: 30, reason: "TypeError" });
  expect(await parked.list("b")).toEqual([]);

  isBroken = false;
  now = new Date("2026-11-23T10:00:00Z");
  expect(await parked.retry("b", one?.id ?? "", jobs.add)).toBe(false);
  expect(await parked.retry("a", one?.id ?? "", jobs.add)).toBe(true);
  await jobs.tick(handlers);
  expect(ran).toEqual([{ tenantId: "a", cups: 2 }]);
  expect(await parked.count()).toBe(0);
});

/** Queues that hide nothing, so that each try follows on the last. */
function unhiding(queues: Queues): Queues {
  return {
    open(name) {
      const queue: Queue = queues.open(name);
      return {
        ...queue,
        take: (_, most) => queue.take(0, most),
        extend: (taken) => queue.extend(taken, 0),
      };
    },
  };
}

test("failed work is in the log by its name, and a store that is gone once a minute", () => {
  const lines: string[] = [];
  const failed = failureLog(
    createLog((line) => void lines.push(line)),
    "jobs",
  );
  const cause = Object.assign(new Error("Anna"), { name: "RestError", statusCode: 503, code: "ServerBusy" });
  const gone = new StoreUnusable("Azure storage does not answer.", cause);

  failed(new TypeError("Anna skrev: hemligt"), { attempts: 3, job: "coffee/brew" });
  failed(gone, { attempts: 30, job: "coffee/brew", isGivenUp: true });
  for (let round = 0; round < 50; round++) failed(gone, { attempts: 0 });

  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ name: "coffee/brew", outcome: "bug", attempt: 3, error: "TypeError" }),
    expect.objectContaining({
      name: "coffee/brew",
      attempt: 30,
      error: "StoreUnusable",
      says: "Azure storage does not answer.",
      status: 503,
      code: "ServerBusy",
    }),
    expect.objectContaining({ name: "coffee/brew", outcome: "parked", attempt: 30 }),
    expect.objectContaining({
      name: "jobs/round",
      outcome: "bug",
      says: "Azure storage does not answer.",
      count: 1,
    }),
  ]);
  expect(lines.join()).not.toMatch(/Anna|hemligt/);
});

test("work that takes long holds up nothing else", async () => {
  const { jobs } = await jobsAt("2026-11-23T08:00:00Z");
  const ended = Promise.withResolvers<void>();
  const brewed = Promise.withResolvers<void>();
  const handlers = new Map([
    ["beans/harvest", () => ended.promise],
    ["coffee/brew", async () => brewed.resolve()],
  ]);
  const runner = startRunner(jobs, handlers, () => undefined, { restMs: 1 });

  for (let field = 0; field < 3; field++) await jobs.add("beans/harvest", { field });
  await jobs.add("coffee/brew", { cups: 2 });

  await brewed.promise;
  expect(runner.alive()).toBe(true);
  ended.resolve();
  await runner.stop();
});

test("work that nobody knows is told of, and stops nothing else", async () => {
  const { jobs, failures, ran, handlers } = await jobsAt("2026-11-23T08:00:00Z");
  await jobs.add("tea/brew", {});
  await jobs.add("coffee/brew", { cups: 1 });

  await jobs.tick(handlers);

  expect(failures).toHaveLength(1);
  expect(ran).toEqual([{ cups: 1 }]);
});

test("one bad row among what is due holds up nothing behind it, and can be seen", async () => {
  const { jobs, ran, failures, handlers, tables, setTime } = await jobsAt("2026-11-23T08:00:00Z");
  const due = tables.open<Key & { job: string; work: string }>("due");
  const bad = { partitionKey: "due", job: "coffee/brew" };
  await due.put({ ...bad, rowKey: "2026-11-23T08:00:01.000Z|bad", work: "{" });
  await due.put({ ...bad, rowKey: "2026-11-23T08:00:02.000Z|big", work: JSON.stringify("x".repeat(60_000)) });
  await due.put({ ...bad, rowKey: "2026-11-23T08:00 soon|odd", work: "{}" });
  await jobs.add("coffee/brew", { cups: 2 }, new Date("2026-11-23T08:00:03Z"));
  setTime("2026-11-23T08:00:04Z");

  while (await jobs.tick(handlers));

  expect(ran).toEqual([{ cups: 2 }]);
  expect(failures).toHaveLength(3);
  expect(await openParked(tables).count()).toBe(3);
  expect(await Array.fromAsync(due.list("due"))).toEqual([]);
});
