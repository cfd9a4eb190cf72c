import { parentPort, workerData } from "node:worker_threads";
import { count, countWork } from "./features/surveys/results/count.ts";
import { wallClock } from "./platform/jobs/clock.ts";
import { openKeys, openStore } from "./platform/storage/open.ts";
import type { Done, Task, WorkerSettings } from "./run-in-worker.ts";

/* A thread's beginning: heavy work by its name, on its own connection to the store and the vault. */

const settings = workerData as WorkerSettings;
const store = await openStore(settings.store);
const { tables, scrub } = store;
const room = { tables, scrub, keys: openKeys(settings.keys), clock: wallClock };

parentPort?.on("message", async (task: Task) => {
  if (task === "end") return end();
  const { id } = task;
  const answer = (done: Done) => parentPort?.postMessage(done);
  try {
    await run(task.name, task.work);
    answer({ id });
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error("Not an error.");
    answer({ id, error: { name, message, stack } });
  }
});

async function run(name: string, work: object): Promise<void> {
  if (name !== "surveys/count") throw new Error(`No heavy work ${name}`);
  await count(room, countWork.parse(work));
}

async function end(): Promise<void> {
  await store.close().catch(() => undefined);
  process.exit(0);
}
