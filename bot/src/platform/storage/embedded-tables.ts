import { randomUUID } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import type { Write } from "./group-commit.ts";
import { checkBatch, checkTableName, columnsIn, columnsOf, textOf } from "./row.ts";
import type { Sqlite } from "./sqlite.ts";
import {
  type Change,
  Conflict,
  type Key,
  type Range,
  type Stored,
  type Table,
  type Tables,
} from "./table.ts";

/** A page is read in one go, so that a list of any length needs little memory and no lock. */
const pageSize = 1000;

const where = "WHERE name = ? AND partition_key = ?";
const selectRow = `SELECT etag, body FROM rows ${where} AND row_key = ?`;
const upsertRow =
  "INSERT OR REPLACE INTO rows (name, partition_key, row_key, etag, body) VALUES (?, ?, ?, ?, ?)";
const deleteRow = `DELETE FROM rows ${where} AND row_key = ?`;

type Row = { etag: string; body: Buffer };

/** Tables as rows of one SQLite table. */
export function embeddedTables(sqlite: Sqlite, write: Write): Tables {
  function open<R extends Key>(name: string): Table<R> {
    checkTableName(name);

    function read({ partitionKey, rowKey }: Key): Row | undefined {
      const found = sqlite.get(selectRow, name, partitionKey, rowKey);
      return found && { etag: String(found.etag), body: bytesOf(found.body) };
    }

    /** Checks the change and gives back the deed, which can't fail any more and gives the row's etag. */
    function decide({ change, body }: Prepared<R>): () => string {
      if ("remove" in change) {
        const { partitionKey, rowKey, etag } = change.remove;
        if (etag !== undefined && (read(change.remove)?.etag ?? etag) !== etag)
          throw new Conflict(change.remove);
        return () => {
          sqlite.run(deleteRow, name, partitionKey, rowKey);
          return "";
        };
      }
      if ("insert" in change) {
        const found = read(change.insert);
        if (found?.body.equals(body)) return () => found.etag;
        if (found) throw new Conflict(change.insert);
      }
      if ("replace" in change && read(change.replace)?.etag !== change.replace.etag)
        throw new Conflict(change.replace);
      const { partitionKey, rowKey } = rowOf(change);
      return () => {
        const etag = randomUUID();
        sqlite.run(upsertRow, name, partitionKey, rowKey, etag, body);
        return etag;
      };
    }

    async function change(one: Change<R>): Promise<string> {
      const prepared = prepare(one);
      return write(() => decide(prepared)());
    }

    return {
      async get(partitionKey, rowKey) {
        const found = read({ partitionKey, rowKey });
        return found && stored<R>({ partitionKey, rowKey }, found);
      },
      insert: async (row) => ({ ...row, etag: await change({ insert: row }) }),
      put: async (row) => ({ ...row, etag: await change({ put: row }) }),
      replace: async (row) => ({ ...row, etag: await change({ replace: row }) }),
      async remove(key) {
        await change({ remove: key });
      },
      async *list(partitionKey, range = {}) {
        let left = range.limit ?? Number.POSITIVE_INFINITY;
        let rest = range;
        while (left > 0) {
          const size = Math.min(left, pageSize);
          const page = sqlite.all(...pageQuery(name, partitionKey, rest, size));
          for (const { row_key, etag, body } of page)
            yield stored<R>(
              { partitionKey, rowKey: String(row_key) },
              { etag: String(etag), body: bytesOf(body) },
            );
          if (page.length < size) return;
          left -= size;
          rest = { ...rest, after: String(page.at(-1)?.row_key) };
        }
      },
      async batch(partitionKey, changes) {
        checkBatch(partitionKey, changes);
        const prepared = changes.map(prepare);
        await write(() => {
          for (const act of prepared.map(decide)) act();
        });
      },
    };
  }

  return { open };
}

type Prepared<R extends Key> = { change: Change<R>; body: Buffer };

function prepare<R extends Key>(change: Change<R>): Prepared<R> {
  const columns = "remove" in change ? [] : columnsOf(rowOf(change));
  return { change, body: Buffer.from(textOf(columns)) };
}

function rowOf<R extends Key>(change: Exclude<Change<R>, { remove: unknown }>): R {
  if ("insert" in change) return change.insert;
  return "put" in change ? change.put : change.replace;
}

function stored<R extends Key>(key: Key, { etag, body }: Row): Stored<R> {
  // What was written under this name has the type that it is opened with.
  return { ...columnsIn(body.toString()), ...key, etag } as unknown as Stored<R>;
}

function pageQuery(
  name: string,
  partitionKey: string,
  range: Range,
  size: number,
): [string, ...(string | number)[]] {
  const bounds = [
    ["row_key >= ?", range.from],
    ["row_key > ?", range.after],
    ["row_key < ?", range.before],
  ].filter((bound): bound is [string, string] => bound[1] !== undefined);
  const conditions = [where, ...bounds.map(([condition]) => condition)].join(" AND ");
  const values = bounds.map(([, value]) => value);
  return [
    `SELECT row_key, etag, body FROM rows ${conditions} ORDER BY row_key LIMIT ?`,
    name,
    partitionKey,
    ...values,
    size,
  ];
}

function bytesOf(value: SQLOutputValue | undefined): Buffer {
  if (!(value instanceof Uint8Array)) throw new TypeError("The body of a row is no blob.");
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
