import { parentPort, workerData } from "node:worker_threads";
import type { Task } from "./embedded-writer.ts";
import { foldIn, scrub } from "./scrub.ts";
import { openSqlite } from "./sqlite.ts";
import { commitDeeds } from "./write-operation.ts";

/* A thread's beginning: commits the deeds that it is sent, and answers with their outcomes. */

const sqlite = await openSqlite(String(workerData));
// Our own short waits are enough: SQLite's grow to 25 ms, too long to find the gap between two writes of a busy neighbour.
sqlite.run("PRAGMA busy_timeout = 0");
parentPort?.on("message", (task: Task) => {
  parentPort?.postMessage(
    "scrubWithinMs" in task ? [scrub(sqlite, task.scrubWithinMs)] : commitDeeds(sqlite, task),
  );
  foldSoon();
});

/** What was written over or removed lies in the log no longer than this, however little is written after it. */
const foldAfterMs = 30_000;
let isPlanned = false;

function foldSoon(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    if (!isFolded()) foldSoon();
  }, foldAfterMs);
}

function isFolded(): boolean {
  try {
    return foldIn(sqlite);
  } catch {
    // The next write tells what is wrong with the file.
    return true;
  }
}
