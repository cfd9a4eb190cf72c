import { Busy, type Sqlite, unusable } from "./sqlite.ts";
import { failure, type Outcome, pause } from "./write-operation.ts";

/**
 * A store of up to so many bytes is written afresh, in about half a second. Where rows moved from page to page SQLite now and
 * then leaves a copy behind (one in some two thousand removed rows), which `secure_delete` does not find.
 */
const rewriteLimit = 32 * 1024 * 1024;
const pauseMs = 5;
/** Readers are done within a moment: between two of them the log can be emptied. */
const foldPatienceMs = 50;

/**
 * Leaves nothing of what was removed in the store's files: `secure_delete` has overwritten it in its pages, and the log that
 * still has older pages is folded in and emptied. Never throws; sleeps while another connection is in the way.
 */
export function scrub(sqlite: Sqlite, withinMs: number): Outcome {
  const endsAt = performance.now() + withinMs;
  try {
    if (bytesOf(sqlite) <= rewriteLimit) rewrite(sqlite, endsAt);
    const isFolded = foldIn(sqlite, endsAt - performance.now());
    return isFolded ? { rows: [] } : failure(unusable(new Busy("The log can't be emptied.")));
  } catch (error) {
    return failure(error instanceof Busy ? unusable(error) : error);
  }
}

/** Moves the write-ahead log into the store's file and empties it; false if somebody reads in it all the while. */
export function foldIn(sqlite: Sqlite, withinMs = foldPatienceMs): boolean {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    // Not Busy, but a row that says so.
    const [told] = sqlite.all("PRAGMA wal_checkpoint(TRUNCATE)");
    if (told?.busy === 0) return true;
    if (performance.now() > endsAt) return false;
    pause(pauseMs);
  }
}

/** What it can't do, for want of room or because others write, does not keep the log from being emptied. */
function rewrite(sqlite: Sqlite, endsAt: number): void {
  // Otherwise the rows that stay would be copied to a file elsewhere for a moment.
  sqlite.run("PRAGMA temp_store = MEMORY");
  for (;;) {
    try {
      return void sqlite.run("VACUUM");
    } catch (error) {
      if (!(error instanceof Busy) || performance.now() > endsAt) return;
      pause(pauseMs);
    }
  }
}

function bytesOf(sqlite: Sqlite): number {
  const [pages, size] = ["page_count", "page_size"].map((name) => sqlite.get(`PRAGMA ${name}`)?.[name]);
  return Number(pages) * Number(size);
}
