import { Worker } from "node:worker_threads";
import type { KeysSettings } from "./platform/storage/keys/keys.ts";
import type { StoreSettings } from "./platform/storage/store.ts";

/** What the thread opens for itself. */
export type WorkerSettings = { store: StoreSettings; keys: KeysSettings };
/** One piece of work, by its name in worker.ts; nothing more to come ends the thread. */
export type Task = { id: number; name: string; work: object } | "end";
/** An error loses its class on its way between threads. */
export type Done = { id: number; error?: { name: string; message: string; stack: string | undefined } };

export type HeavyWork = {
  /** Rejects with what the work threw, or if the thread has ended before it: the work may be run again. */
  run(name: string, work: object): Promise<void>;
  /** What is still being done is left as a crash would leave it. */
  close(): Promise<void>;
};

/** A thread loads the app's modules and opens a store, which takes a second and some 40 MB: it stays for a while. */
const idleMs = 10 * 60_000;
const closeWithinMs = 1_000;

/** Runs heavy work in one thread of its own, so that the server keeps answering; started with the first work. */
export function heavyWork(settings: WorkerSettings, endAfterMs = idleMs): HeavyWork {
  let current: ReturnType<typeof startThread> | undefined;
  let idle: NodeJS.Timeout | undefined;

  return {
    async run(name, work) {
      clearTimeout(idle);
      current ??= startThread(settings, () => {
        current = undefined;
      });
      const thread = current;
      try {
        await thread.run(name, work);
      } finally {
        if (thread === current && thread.isIdle()) {
          clearTimeout(idle);
          idle = setTimeout(() => void thread.end(), endAfterMs).unref();
        }
      }
    },

    async close() {
      clearTimeout(idle);
      await current?.end();
    },
  };
}

/** `over` is called when it takes no more work. */
function startThread(settings: WorkerSettings, over: () => void) {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: settings });
  const inHand = new Map<number, PromiseWithResolvers<void>>();
  let last = 0;

  function done({ id, error }: Done): void {
    const waiting = inHand.get(id);
    inHand.delete(id);
    // What rests keeps no process alive.
    if (inHand.size === 0) worker.unref();
    if (error) waiting?.reject(Object.assign(new Error(error.message), error));
    else waiting?.resolve();
  }
  function fail(error: unknown): void {
    over();
    for (const [id, waiting] of inHand) {
      inHand.delete(id);
      waiting.reject(error);
    }
  }
  worker
    .on("message", done)
    .on("error", fail)
    .on("exit", (code) => fail(new Error(`The thread for heavy work has ended with ${code}.`)));

  return {
    isIdle: () => inHand.size === 0,
    run(name: string, work: object): Promise<void> {
      const waiting = Promise.withResolvers<void>();
      const id = ++last;
      inHand.set(id, waiting);
      worker.ref();
      worker.postMessage({ id, name, work } satisfies Task);
      return waiting.promise;
    },
    async end(): Promise<void> {
      over();
      // Nobody is told of what is cut off here.
      inHand.clear();
      const timer = setTimeout(() => void worker.terminate(), closeWithinMs);
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      worker.postMessage("end" satisfies Task);
      await ended;
      clearTimeout(timer);
    },
  };
}
