import type { Sleep } from "#platform/jobs/clock.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key, Table } from "#platform/storage/table.ts";

/* Time that passes only while everybody waits for it: years in seconds, with the code as it is. */

export type VirtualTime = ReturnType<typeof virtualTime>;

type Waiting = { at: number; order: number; wake(): void };

export function virtualTime(startAt: Date) {
  let now = startAt.getTime();
  let asked = 0;
  let busy = 0;
  const waiting = heap<Waiting>((one, other) => one.at - other.at || one.order - other.order);

  const sleep: Sleep = (ms) =>
    new Promise((wake) => waiting.push({ at: now + Math.max(ms, 0), order: asked++, wake }));

  async function counted<T>(work: () => Promise<T>): Promise<T> {
    busy++;
    try {
      return await work();
    } finally {
      busy--;
    }
  }

  async function until(isSo: () => boolean): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isSo()) return;
      if (busy > 0) continue;
      const next = waiting.pop();
      if (!next) throw new Error("Nothing happens any more.");
      now = Math.max(now, next.at);
      next.wake();
    }
  }

  return {
    clock: { now: () => new Date(now) },
    now: () => now,
    sleep,

    /** The store, whose work takes no time: the clock stands while there is any. */
    timeless({ tables, queues, ...store }: Store): Store {
      return {
        ...store,
        tables: {
          open<R extends Key>(name: string): Table<R> {
            const own = tables.open<R>(name);
            return {
              get: (...key) => counted(() => own.get(...key)),
              insert: (row) => counted(() => own.insert(row)),
              put: (row) => counted(() => own.put(row)),
              replace: (row) => counted(() => own.replace(row)),
              remove: (key) => counted(() => own.remove(key)),
              batch: (...changes) => counted(() => own.batch(...changes)),
              // Read at once, however slowly it is used: who waits in between must not stop the clock.
              async *list(...range) {
                yield* await counted(() => Array.fromAsync(own.list(...range)));
              },
            };
          },
        },
        queues: {
          open(name) {
            const own = queues.open(name);
            return {
              put: (...message) => counted(() => own.put(...message)),
              take: (...asked) => counted(() => own.take(...asked)),
              extend: (...message) => counted(() => own.extend(...message)),
              remove: (message) => counted(() => own.remove(message)),
            };
          },
        },
      };
    },

    /** Lets time pass until it is so; throws when nobody waits for anything any more. */
    until,

    /** Lets time pass until it is done. */
    async done<T>(work: Promise<T>): Promise<T> {
      let isDone = false;
      const end = work.finally(() => {
        isDone = true;
      });
      // Told to whoever asked; here it only counts that it has ended.
      end.catch(() => undefined);
      await until(() => isDone);
      return end;
    },
  };
}

/** A binary heap: the least comes first. */
function heap<T>(compare: (one: T, other: T) => number) {
  const items: T[] = [];
  const isLess = (one: number, other: number) => compare(items[one] as T, items[other] as T) < 0;
  function swap(one: number, other: number) {
    [items[one], items[other]] = [items[other] as T, items[one] as T];
  }
  return {
    push(item: T) {
      let at = items.push(item) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && isLess(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    pop(): T | undefined {
      if (items.length === 0) return undefined;
      swap(0, items.length - 1);
      const least = items.pop();
      for (let at = 0; ; ) {
        let child = 2 * at + 1;
        if (child + 1 < items.length && isLess(child + 1, child)) child++;
        if (child >= items.length || !isLess(child, at)) return least;
        swap(at, child);
        at = child;
      }
    },
  };
}
