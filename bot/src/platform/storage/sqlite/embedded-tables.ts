import { randomUUID } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import { checkBatch, checkTableName, columnsIn, columnsOf, keyOf, textOf } from "#platform/storage/row.ts";
import type { Change, Key, Range, Stored, Table, Tables } from "#platform/storage/table.ts";
import type { Write } from "./group-commit.ts";
import type { Sqlite } from "./sqlite.ts";
import type { Step } from "./write-operation.ts";

/** A page is read in one go, so that a list of any length needs little memory and no lock. */
const pageSize = 1000;

const where = "WHERE name = ? AND partition_key = ?";
const selectRow = `SELECT etag, body FROM rows ${where} AND row_key = ?`;
const upsertRow =
  "INSERT OR REPLACE INTO rows (etag, body, name, partition_key, row_key) VALUES (?, ?, ?, ?, ?)";
// A row that is there with the same contents stays as it is, and gives its etag.
const insertRow = `INSERT INTO rows (etag, body, name, partition_key, row_key) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET etag = rows.etag WHERE rows.body = excluded.body RETURNING etag`;
const replaceRow = `UPDATE rows SET etag = ?, body = ? ${where} AND row_key = ? AND etag = ? RETURNING etag`;
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

    /** Throws RangeError for a row that can't be kept. */
    function stepsOf(change: Change<R>, etag: string): Step[] {
      const { partitionKey, rowKey } = keyOf(change);
      const place = [name, partitionKey, rowKey];
      const conflict = (unless: "some" | "none") => ({ unless, of: { partitionKey, rowKey } });
      if ("put" in change) return [{ sql: upsertRow, values: [etag, bodyOf(change.put), ...place] }];
      if ("insert" in change)
        return [
          { sql: insertRow, values: [etag, bodyOf(change.insert), ...place], conflict: conflict("some") },
        ];
      if ("replace" in change) {
        const { replace } = change;
        const values = [etag, bodyOf(replace), ...place, replace.etag];
        return [{ sql: replaceRow, values, conflict: conflict("some") }];
      }
      if (change.remove.etag === undefined) return [{ sql: deleteRow, values: place }];
      return [
        { sql: `${deleteRow} AND etag = ?`, values: [...place, change.remove.etag] },
        { sql: selectRow, values: place, conflict: conflict("none") },
      ];
    }

    /** Gives the etag that the row has now. */
    async function change(one: Change<R>): Promise<string> {
      const etag = randomUUID();
      const [given] = await write(stepsOf(one, etag));
      return String(given?.etag ?? etag);
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
        await write(changes.flatMap((one) => stepsOf(one, randomUUID())));
      },
    };
  }

  return { open };
}

/** In bytes of its own, since a thread that is sent a part of a buffer is sent all of it. */
const bodyOf = (row: Key) => new TextEncoder().encode(textOf(columnsOf(row)));

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
