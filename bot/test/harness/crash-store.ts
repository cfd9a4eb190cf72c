import type { Sleep } from "#platform/jobs/clock.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key, Table } from "#platform/storage/table.ts";

/**
 * A deed has some eighty writes, and a start of the app for each is more than one test has time for on a busy machine:
 * four tests share them, each beginning with a write of its own and taking every fourth.
 */
export const firstWrites = [1, 2, 3, 4] as const;

/** The store of a process that is gone before its n-th write: from there on it neither writes nor reads. */
export function untilWrite(last: number, { tables, queues, ...store }: Store) {
  let writes = 0;
  const { promise: gone, resolve: goes } = Promise.withResolvers<void>();
  const isGone = () => writes >= last;
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!isGone()) return work();
    goes();
    throw new Error("The process is gone.");
  };
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    writes = Math.min(writes + 1, last);
    return read(work);
  };

  const doomed: Store = {
    ...store,
    tables: {
      open<R extends Key>(name: string): Table<R> {
        const own = tables.open<R>(name);
        return {
          get: (...key) => read(() => own.get(...key)),
          insert: (row) => write(() => own.insert(row)),
          put: (row) => write(() => own.put(row)),
          replace: (row) => write(() => own.replace(row)),
          remove: (key) => write(() => own.remove(key)),
          batch: (...changes) => write(() => own.batch(...changes)),
          async *list(...range) {
            for await (const row of own.list(...range)) yield await read(async () => row);
          },
        };
      },
    },
    queues: {
      open(name) {
        const own = queues.open(name);
        return {
          put: (...message) => write(() => own.put(...message)),
          // Not hidden, so that the next process finds at once what this one had in hand.
          take: (_, most) => write(() => own.take(0, most)),
          extend: (...message) => write(() => own.extend(...message)),
          remove: (message) => write(() => own.remove(message)),
        };
      },
    },
  };
  const sleep: Sleep = () => (isGone() ? new Promise(() => undefined) : Promise.resolve());

  return {
    store: doomed,
    isGone,
    /** Once it is. */
    gone,
    /** What is gone wakes up no more. */
    sleep,
    /** Its vault, whose writes count as well. */
    keysFrom: <Own extends Keys>(keys: Own): Own => ({
      ...keys,
      create: (...secret) => write(() => keys.create(...secret)),
      get: (name) => read(() => keys.get(name)),
      destroy: (name) => write(() => keys.destroy(name)),
    }),
  };
}
