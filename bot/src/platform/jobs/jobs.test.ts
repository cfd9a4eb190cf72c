import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { createJobs } from "./jobs.ts";
import { startRunner } from "./runner.ts";

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
