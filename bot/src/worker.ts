import { workerData } from "node:worker_threads";
import { count, countWork } from "./features/surveys/results/count.ts";
import { wallClock } from "./platform/jobs/clock.ts";
import { openKeys, openStore } from "./platform/storage/open.ts";
import type { ApartData } from "./run-in-worker.ts";

/* A thread's beginning: heavy work by its name, on its own connection to the store and the vault. */

const { name, work, store: storeSettings, keys: keysSettings } = workerData as ApartData;

const store = await openStore(storeSettings);
try {
  const room = { tables: store.tables, keys: openKeys(keysSettings), clock: wallClock, scrub: store.scrub };
  if (name !== "surveys/count") throw new Error(`No heavy work ${name}`);
  await count(room, countWork.parse(work));
} finally {
  await store.close();
}
