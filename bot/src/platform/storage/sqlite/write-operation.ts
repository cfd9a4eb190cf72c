import type { SQLInputValue } from "node:sqlite";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import type { Key } from "#platform/storage/table.ts";
import { Busy, type Sqlite, type SqlRow, unusable } from "./sqlite.ts";

/** A transaction that has taken so long takes no more deeds along: others wait for the file. */
const longestHoldMs = 20;
const busyPauseMs = 1;
const patienceMs = 10_000;

/** A statement as plain data; with `conflict`, the deed is one unless it gives some rows, or none. */
export type Step = { sql: string; values: SQLInputValue[]; conflict?: { unless: "some" | "none"; of: Key } };

/** What is done whole or not at all, as plain data that can be handed to a thread. */
export type Deed = Step[];

/** Plain data likewise: all rows that the steps gave, or why nothing was done. */
export type Outcome = { rows: SqlRow[] } | { conflict: Key } | Failure;

/** With the sentence of a StoreUnusable, without one for anything else. */
type Failure = { sentence: string | undefined; cause: unknown };

/**
 * Does deeds in one durable transaction: at least the first, and those behind it for which there is time. A conflict
 * undoes its own deed alone, any other error the whole transaction. Never throws; sleeps while another connection writes.
 */
export function commitDeeds(sqlite: Sqlite, deeds: readonly Deed[]): Outcome[] {
  const startedAt = performance.now();
  for (;;) {
    try {
      return commit(sqlite, deeds);
    } catch (error) {
      const isBusy = error instanceof Busy;
      if (!isBusy || performance.now() - startedAt > patienceMs)
        return deeds.map(() => failure(isBusy ? unusable(error) : error));
      pause(busyPauseMs);
    }
  }
}

export function failure(error: unknown): Failure {
  return error instanceof StoreUnusable
    ? { sentence: error.message, cause: error.cause }
    : { sentence: undefined, cause: error };
}

function commit(sqlite: Sqlite, deeds: readonly Deed[]): Outcome[] {
  sqlite.run("BEGIN IMMEDIATE");
  const end = performance.now() + longestHoldMs;
  const outcomes: Outcome[] = [];
  try {
    for (const deed of deeds) {
      outcomes.push(apply(sqlite, deed));
      if (performance.now() > end) break;
    }
    sqlite.run("COMMIT");
  } catch (error) {
    sqlite.rollBack();
    throw error;
  }
  return outcomes;
}

function apply(sqlite: Sqlite, deed: Deed): Outcome {
  const isAlone = deed.length === 1;
  if (!isAlone) sqlite.run("SAVEPOINT deed");
  const rows: SqlRow[] = [];
  for (const { sql, values, conflict } of deed) {
    const given = sqlite.all(sql, ...values);
    if (conflict && given.length > 0 !== (conflict.unless === "some")) {
      if (!isAlone) sqlite.run("ROLLBACK TO deed");
      return { conflict: conflict.of };
    }
    rows.push(...given);
  }
  if (!isAlone) sqlite.run("RELEASE deed");
  return { rows };
}

/** Holds up the whole thread. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
