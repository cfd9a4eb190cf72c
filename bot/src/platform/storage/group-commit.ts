import { Busy, type Sqlite, unusable } from "./sqlite.ts";
import { Conflict } from "./table.ts";

/** A transaction that has taken so long takes no more writes along: they would hold up the event loop. */
const longestHoldMs = 20;
const busyPauseMs = 10;
const patienceMs = 10_000;

/**
 * Runs `apply` in a transaction that it shares with all writes of the same turn of the event loop; the promise
 * settles after the commit. `apply` must check before it changes: what it throws is its own failure alone if it
 * is a Conflict, and undoes the whole group otherwise.
 */
export type Write = <T>(apply: () => T) => Promise<T>;

type Waiting = { apply(): () => void; reject(error: unknown): void };

/** One sync of the disk for many writes: a sync costs some hundred times what a row does. */
export function groupCommit(sqlite: Sqlite): Write {
  let waiting: Waiting[] = [];
  let busySince: number | undefined;

  function write<T>(apply: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const size = waiting.push({
        apply() {
          const value = apply();
          return () => resolve(value);
        },
        reject,
      });
      if (size === 1) setImmediate(commitWaiting);
    });
  }

  function commitWaiting(): void {
    let settled = waiting.length;
    try {
      settled = commit(sqlite, waiting);
    } catch (error) {
      if (error instanceof Busy && stillPatient()) {
        setTimeout(commitWaiting, busyPauseMs);
        return;
      }
      for (const { reject } of waiting) reject(error instanceof Busy ? unusable(error) : error);
    }
    busySince = undefined;
    waiting = waiting.slice(settled);
    if (waiting.length > 0) setImmediate(commitWaiting);
  }

  function stillPatient(): boolean {
    busySince ??= performance.now();
    return performance.now() - busySince < patienceMs;
  }

  return write;
}

/** Commits the first of those that wait and tells how many; throws if none was written. */
function commit(sqlite: Sqlite, waiting: readonly Waiting[]): number {
  sqlite.run("BEGIN IMMEDIATE");
  const end = performance.now() + longestHoldMs;
  const settle: (() => void)[] = [];
  try {
    for (const one of waiting) {
      settle.push(attempt(one));
      if (performance.now() > end) break;
    }
    sqlite.run("COMMIT");
  } catch (error) {
    sqlite.rollBack();
    throw error;
  }
  for (const tell of settle) tell();
  return settle.length;
}

function attempt({ apply, reject }: Waiting): () => void {
  try {
    return apply();
  } catch (error) {
    if (error instanceof Conflict) return () => reject(error);
    throw error;
  }
}
