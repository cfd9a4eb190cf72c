import { workerData } from "node:worker_threads";
import { count } from "#features/surveys/count.ts";
import { wallClock } from "#platform/jobs/clock.ts";
import { openKeys, openStore } from "#platform/storage/open.ts";
import type { ApartData } from "./thread.ts";

/* A thread's beginning: heavy work by its name, on its own connection to the store and the vault. */

const heavy = { "surveys/count": count };

const { name, work, storeSettings, keysSettings } = workerData as ApartData;
const run = Object.entries(heavy).find(([known]) => known === name)?.[1];
if (!run) throw new Error(`No heavy work ${name}`);

const store = await openStore(storeSettings);
try {
  await run({ tables: store.tables, keys: openKeys(keysSettings), clock: wallClock }, work);
} finally {
  await store.close();
}
