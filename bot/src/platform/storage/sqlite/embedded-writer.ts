import { isMainThread, Worker } from "node:worker_threads";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import type { Commit } from "./group-commit.ts";
import type { Sqlite } from "./sqlite.ts";
import { commitDeeds, type Deed, failure, type Outcome } from "./write-operation.ts";

/** Commits one group of deeds at a time. */
export type Writer = { commit: Commit; close(): Promise<void> };

/**
 * A thread of its own spares the main thread the writing and the waiting for the disk; a store in memory has but one
 * connection, and a thread apart has nothing else to do.
 */
export const openWriter = (folder: string, sqlite: Sqlite): Writer =>
  folder === ":memory:" || !isMainThread ? directWriter(sqlite) : threadWriter(folder);

const directWriter = (sqlite: Sqlite): Writer => ({
  commit: async (deeds) => commitDeeds(sqlite, deeds),
  close: async () => undefined,
});

/** Writes on a connection in a thread, which keeps the process alive only while it has something to write. */
export function threadWriter(folder: string): Writer {
  const worker = new Worker(new URL("./embedded-writer-worker.ts", import.meta.url), {
    workerData: folder,
    // Such as --input-type and --eval are not for it.
    execArgv: [],
  });
  let inHand: { deeds: readonly Deed[]; resolve(outcomes: Outcome[]): void } | undefined;
  let ended: StoreUnusable | undefined;

  function answer(outcomes: Outcome[]): void {
    worker.unref();
    inHand?.resolve(outcomes);
    inHand = undefined;
  }
  function end(cause?: unknown): void {
    ended ??= new StoreUnusable("The thread that writes the store has ended: start the server again.", cause);
    answer(failures(inHand?.deeds ?? [], ended));
  }
  worker
    .on("message", answer)
    .on("error", end)
    .on("exit", () => end());
  worker.unref();

  return {
    async commit(deeds) {
      if (ended) return failures(deeds, ended);
      return new Promise((resolve) => {
        inHand = { deeds, resolve };
        worker.ref();
        worker.postMessage(deeds);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

const failures = (deeds: readonly Deed[], error: StoreUnusable) => deeds.map(() => failure(error));
