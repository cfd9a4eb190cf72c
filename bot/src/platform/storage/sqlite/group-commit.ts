import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { Conflict } from "#platform/storage/table.ts";
import type { SqlRow } from "./sqlite.ts";
import type { Deed, Outcome } from "./write-operation.ts";

/** As many as one transaction has time for: what does not fit is handed over again. */
const mostDeeds = 1000;

/** Does the first of the deeds, at least one, and gives an outcome for each that it did. Never rejects. */
export type Commit = (deeds: readonly Deed[]) => Promise<Outcome[]>;

/** The rows that the deed gave, once they are durable; rejects with Conflict or StoreUnusable. */
export type Write = (deed: Deed) => Promise<SqlRow[]>;

type Waiting = { deed: Deed; resolve(rows: SqlRow[]): void; reject(error: unknown): void };

/**
 * Commits together what was written in one turn of the event loop, or while the last commit ran: a sync of the disk costs
 * some hundred times what a row does.
 */
export function groupCommit(commit: Commit): Write {
  let waiting: Waiting[] = [];

  async function commitWaiting(): Promise<void> {
    const outcomes = await commit(waiting.slice(0, mostDeeds).map(({ deed }) => deed));
    const settled = waiting.slice(0, outcomes.length);
    waiting = waiting.slice(outcomes.length);
    for (const [at, outcome] of outcomes.entries()) settle(settled[at], outcome);
    if (waiting.length > 0) setImmediate(commitWaiting);
  }

  return (deed) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ deed, resolve, reject }) === 1) setImmediate(commitWaiting);
    });
}

function settle(waiting: Waiting | undefined, outcome: Outcome): void {
  if ("rows" in outcome) waiting?.resolve(outcome.rows);
  else waiting?.reject(errorOf(outcome));
}

/** Outcomes are plain data, since they come out of a thread. */
export function errorOf(outcome: Exclude<Outcome, { rows: SqlRow[] }>): unknown {
  if ("conflict" in outcome) return new Conflict(outcome.conflict);
  if (outcome.sentence === undefined) return outcome.cause;
  return new StoreUnusable(outcome.sentence, outcome.cause);
}
