import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";

export const fileName = "kommunpuls.db";
/** How long SQLite itself waits for another writer; the event loop stands still meanwhile. */
const busyTimeoutMs = 50;
const openAttempts = 100;

export type SqlRow = Record<string, SQLOutputValue>;

/** A connection. Statements are prepared once for each text of SQL; errors are Busy or StoreUnusable. */
export type Sqlite = {
  get(sql: string, ...values: SQLInputValue[]): SqlRow | undefined;
  all(sql: string, ...values: SQLInputValue[]): SqlRow[];
  /** Gives back how many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Undoes the transaction, if one is open: some errors have undone it already. */
  rollBack(): void;
  close(): void;
};

/** Another connection is writing: nothing was done, try again. */
export class Busy extends Error {}

/** Opens `<folder>/kommunpuls.db`, made with mode 0600 if need be, or ":memory:". */
export async function openSqlite(folder: string): Promise<Sqlite> {
  const path = translated(() => prepareFile(folder));
  for (let attempt = 1; ; attempt++) {
    try {
      return connect(path);
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      // Two processes that create the file at the same moment: one of them is turned away at once.
      if (attempt === openAttempts) throw unusable(error);
      await sleep(20);
    }
  }
}

/** What to tell when the file stays locked. */
export function unusable(busy: Busy): StoreUnusable {
  return new StoreUnusable(
    `The store file ${fileName} is locked by another program: end it and try again.`,
    busy,
  );
}

function prepareFile(folder: string): string {
  if (folder === ":memory:") return folder;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName);
  // In this order: what another process makes at this moment has its file before its log of writes.
  const hasLog = existsSync(`${path}-wal`);
  if (!existsSync(path)) {
    if (hasLog) throw lost("is gone, though what was written to it last lies beside it");
    makeFile(path);
  }
  // SQLite would take it for a new store, and throw away what lies beside it.
  if (statSync(path).size === 0) throw lost("is empty, and was not when it was made");
  // SQLite gives its -wal and -shm files the mode of this one. Never opened here once it exists: closing it would drop the
  // locks that other threads' connections hold on it (sqlite.org/howtocorrupt.html, 2.2).
  chmodSync(path, 0o600);
  return path;
}

const lost = (how: string) =>
  new StoreUnusable(
    `The store file ${fileName} ${how}: put back a copy, or move it and the files beside it away to begin empty.`,
  );

/**
 * The file comes to its name whole: a start that is cut off leaves none, so that an empty one has lost what was in it. Of
 * two processes that make it at once one is first, and both go on with its file.
 */
function makeFile(path: string): void {
  const made = `${path}.${process.pid}-${threadId}.new`;
  try {
    closeSync(openSync(made, "w", 0o600));
    const database = new DatabaseSync(made);
    try {
      database.exec(schema);
    } finally {
      database.close();
    }
    named(made, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    for (const end of ["", "-wal", "-shm"]) rmSync(made + end, { force: true });
  }
}

/** A link fails where there is such a file already, which a renaming would replace. Some file systems have no links. */
function named(made: string, path: string): void {
  try {
    linkSync(made, path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
    copyFileSync(made, path, constants.COPYFILE_EXCL);
  }
}

function connect(path: string): Sqlite {
  const database = translated(() => new DatabaseSync(path, { timeout: busyTimeoutMs }));
  try {
    translated(() => prepare(database));
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    get: (sql, ...values) => translated(() => prepared(sql).get(...values)),
    all: (sql, ...values) => translated(() => prepared(sql).all(...values)),
    run: (sql, ...values) => translated(() => Number(prepared(sql).run(...values).changes)),
    rollBack: () => {
      if (database.isTransaction) database.exec("ROLLBACK");
    },
    close: () => database.close(),
  };
}

/** Files made before what is removed was overwritten are written afresh, once: they are full of it. */
const overwritesVersion = 1;

function prepare(database: DatabaseSync): void {
  database.exec(schema);
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (version >= overwritesVersion) return;
  const isEmpty = database.prepare("SELECT 1 FROM rows LIMIT 1").get() === undefined;
  if (!isEmpty && !rewritten(database)) return;
  database.exec(`PRAGMA user_version = ${overwritesVersion}`);
}

/** For want of room it is left to the next start: what the file holds can be used all the same. */
function rewritten(database: DatabaseSync): boolean {
  try {
    database.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    return true;
  } catch (error) {
    if (translation(error) instanceof Busy) throw error;
    return false;
  }
}

// UTF-16be makes SQLite's byte order the order of UTF-16 code units, which Azure Tables and JavaScript sort by.
// Bodies are blobs, so that they stay UTF-8.
const schema = `
  PRAGMA encoding = 'UTF-16be';
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS rows (
    name TEXT NOT NULL, partition_key TEXT NOT NULL, row_key TEXT NOT NULL,
    etag TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (name, partition_key, row_key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    visible_at INTEGER NOT NULL, receipt TEXT NOT NULL, attempts INTEGER NOT NULL,
    PRIMARY KEY (queue, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS messages_by_time ON messages (queue, visible_at);
`;

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translation(error);
  }
}

/** Result codes: sqlite.org/rescode.html. The low byte is the primary code. */
function translation(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnusable) return error;
  const code = "errcode" in error ? Number(error.errcode) & 0xff : undefined;
  if (code === 5 || code === 6) return new Busy(error.message, { cause: error });
  if (code === 11 || code === 26)
    return new StoreUnusable(
      `The store file ${fileName} is damaged: put back a copy, or move it and the files beside it away to begin empty.`,
      error,
    );
  if (code === 13 || ("code" in error && error.code === "ENOSPC"))
    return new StoreUnusable(`The store file ${fileName} can't grow: make room on the disk.`, error);
  if (code === 8 || code === 10 || code === 14 || "syscall" in error)
    return new StoreUnusable(
      `The store file ${fileName} can't be read and written: check who owns the data folder and its rights.`,
      error,
    );
  return error;
}
