import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { checkTables } from "#platform/storage/check.ts";
import type { Store } from "#platform/storage/store.ts";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { embeddedQueues } from "./embedded-queues.ts";
import { embeddedTables } from "./embedded-tables.ts";
import { openWriter } from "./embedded-writer.ts";
import { errorOf, groupCommit } from "./group-commit.ts";
import { fileName, openSqlite } from "./sqlite.ts";

/** As long as a write waits for the file. */
const scrubWithinMs = 10_000;
const closeWithinMs = 500;

/**
 * The store in one SQLite file, `kommunpuls.db` in the folder, or in memory for ":memory:". What a promise has
 * acknowledged survives kill -9. Several threads and processes may open the same folder.
 * Throws StoreUnusable if the file is damaged, locked, or can't be written.
 */
export async function openEmbedded(folder: string): Promise<Store> {
  const sqlite = await openSqlite(folder);
  const file = folder === ":memory:" ? undefined : join(folder, fileName);
  const opened = file && (await stat(file)).ino;

  /** A file that is removed, replaced or emptied goes on being written by those who have it open, and is lost with them. */
  async function mustBeThere(): Promise<void> {
    const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
    if (file && (found?.ino !== opened || found?.size === 0))
      throw new StoreUnusable(
        `The store file ${fileName} is not the one that was opened: stop the server and put it back.`,
      );
  }

  const writer = openWriter(folder, sqlite);
  const write = groupCommit(writer.commit);
  const tables = embeddedTables(sqlite, write);

  return {
    tables,
    queues: embeddedQueues(sqlite, write),
    async check() {
      await mustBeThere();
      await checkTables(tables);
    },
    async scrub() {
      const outcome = await writer.scrub(scrubWithinMs);
      if (!("rows" in outcome)) throw errorOf(outcome);
    },
    async close() {
      try {
        // Behind all writes that wait.
        await write([]);
        // A thread that counts has scrubbed already. Where another process is in the way, its own end does it.
        if (isMainThread) await writer.scrub(closeWithinMs);
      } finally {
        await writer.close();
        sqlite.close();
      }
    },
  };
}
