import { parentPort, workerData } from "node:worker_threads";
import { commitDeeds, type Deed } from "./deed.ts";
import { openSqlite } from "./sqlite.ts";

/* A thread's beginning: writes what it is sent, one group after the other, and answers with the outcomes. */

const sqlite = await openSqlite(String(workerData));
parentPort?.on("message", (deeds: Deed[]) => parentPort?.postMessage(commitDeeds(sqlite, deeds)));
