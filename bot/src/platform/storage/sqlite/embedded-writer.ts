import { isMainThread, Worker } from "node:worker_threads";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import type { Commit } from "./group-commit.ts";
import { scrub } from "./scrub.ts";
import type { Sqlite } from "./sqlite.ts";
import { commitDeeds, type Deed, failure, type Outcome } from "./write-operation.ts";

/** Commits one group of deeds at a time. */
export type Writer = {
  commit: Commit;
  /** Leaves nothing in the files of what was removed: its one outcome has no rows. */
  scrub(withinMs: number): Promise<Outcome>;
  close(): Promise<void>;
};

/** What the thread is sent; it answers each with outcomes, in the order they came. */
export type Task = readonly Deed[] | { scrubWithinMs: number };

/**
 * A thread of its own spares the main thread the writing and the waiting for the disk; a store in memory has but one
 * connection, and a thread apart has nothing else to do.
 */
export const openWriter = (folder: string, sqlite: Sqlite): Writer =>
  folder === ":memory:" || !isMainThread ? directWriter(sqlite, folder !== ":memory:") : threadWriter(folder);

const directWriter = (sqlite: Sqlite, isFile: boolean): Writer => ({
  commit: async (deeds) => commitDeeds(sqlite, deeds),
  scrub: async (withinMs) => (isFile ? scrub(sqlite, withinMs) : { rows: [] }),
  close: async () => undefined,
});

/** Writes on a connection in a thread, which keeps the process alive only while it has something to write. */
export function threadWriter(folder: string): Writer {
  const worker = new Worker(new URL("./embedded-writer-worker.ts", import.meta.url), {
    workerData: folder,
    // Such as --input-type and --eval are not for it.
    execArgv: [],
  });
  const inHand: { task: Task; resolve(outcomes: Outcome[]): void }[] = [];
  let ended: StoreUnusable | undefined;

  function answer(outcomes: Outcome[]): void {
    inHand.shift()?.resolve(outcomes);
    if (inHand.length === 0) worker.unref();
  }
  function end(cause?: unknown): void {
    ended ??= new StoreUnusable("The thread that writes the store has ended: start the server again.", cause);
    for (const { task, resolve } of inHand.splice(0)) resolve(failures(task, ended));
  }
  worker
    .on("message", answer)
    .on("error", end)
    .on("exit", () => end());
  worker.unref();

  async function run(task: Task): Promise<Outcome[]> {
    if (ended) return failures(task, ended);
    return new Promise((resolve) => {
      inHand.push({ task, resolve });
      worker.ref();
      worker.postMessage(task);
    });
  }

  return {
    commit: run,
    async scrub(scrubWithinMs) {
      const [outcome = { rows: [] }] = await run({ scrubWithinMs });
      return outcome;
    },
    async close() {
      await worker.terminate();
    },
  };
}

const failures = (task: Task, error: StoreUnusable): Outcome[] =>
  "scrubWithinMs" in task ? [failure(error)] : task.map(() => failure(error));
