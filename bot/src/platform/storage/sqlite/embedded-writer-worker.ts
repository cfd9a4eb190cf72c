import { parentPort, workerData } from "node:worker_threads";
import { openSqlite } from "./sqlite.ts";
import { commitDeeds, type Deed } from "./write-operation.ts";

/* A thread's beginning: commits the deeds that it is sent, and answers with their outcomes. */

const sqlite = await openSqlite(String(workerData));
// Our own short waits are enough: SQLite's grow to 25 ms, too long to find the gap between two writes of a busy neighbour.
sqlite.run("PRAGMA busy_timeout = 0");
parentPort?.on("message", (deeds: Deed[]) => parentPort?.postMessage(commitDeeds(sqlite, deeds)));
