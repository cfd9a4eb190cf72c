import type { Change, Key, Value } from "./table.ts";

/*
 * What a row may hold, the same in both homes, so that what works on one machine works in the cloud.
 * Limits of Azure Tables (learn.microsoft.com, "Understanding the Table service data model"): a key of 1 KiB,
 * an entity of 1 MiB and 252 properties, a transaction of 100 entities and 4 MiB, dates from 1601.
 */
const longestKey = 512;
const largestRow = 900 * 1024;
const largestBatch = 2.5 * 1024 * 1024;
const mostColumns = 200;
const mostChanges = 100;
const tableName = /^[A-Za-z][A-Za-z0-9]{2,62}$/;
const columnName = /^(?=.{1,64}$)[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/;
/** Not columns: the keys, and what comes along when a row that was read is written again. */
const besideColumns = new Set(["partitionKey", "rowKey", "etag"]);
/** Names that Azure Tables and its home here use themselves. */
const takenNames = new Set(["timestamp", "opId"]);

type Column = readonly [name: string, value: Exclude<Value, undefined>];

/**
 * The columns that a row has beside its keys, sorted by name.
 * Throws RangeError for a row that one of the homes could not hold.
 */
export function columnsOf(row: Key): Column[] {
  checkKey(row.partitionKey);
  checkKey(row.rowKey);
  const values: Record<string, unknown> = { ...row };
  const names = Object.keys(values)
    .filter((name) => !besideColumns.has(name) && values[name] !== undefined)
    .sort();
  if (names.length > mostColumns) throw new RangeError(`A row has more than ${mostColumns} columns.`);
  const columns = names.map((name) => [name, checkValue(name, values[name])] as const);
  if (sizeOf(columns) > largestRow) throw new RangeError(`A row is larger than ${largestRow} bytes.`);
  return columns;
}

/** The columns as one text: equal contents give equal texts. */
export function textOf(columns: readonly Column[]): string {
  return JSON.stringify(Object.fromEntries(columns.map(([name, value]) => [name, plain(value)])));
}

/** The columns that `textOf` wrote. */
export function columnsIn(text: string): Record<string, Value> {
  const columns: Record<string, Value> = {};
  for (const [name, value] of Object.entries<Plain>(JSON.parse(text))) columns[name] = rich(value);
  return columns;
}

export const sameContents = (one: Key, other: Key): boolean =>
  textOf(columnsOf(one)) === textOf(columnsOf(other));

/** Throws RangeError unless the changes are at most 100, of one partition, and of a different row each. */
export function checkBatch<R extends Key>(partitionKey: string, changes: readonly Change<R>[]): void {
  const keys = changes.map(keyOf);
  if (keys.length > mostChanges) throw new RangeError(`A batch has more than ${mostChanges} changes.`);
  if (keys.some((key) => key.partitionKey !== partitionKey))
    throw new RangeError("A batch leaves its partition.");
  if (new Set(keys.map((key) => key.rowKey)).size < keys.length)
    throw new RangeError("A batch changes a row twice.");
  const size = changes.reduce(
    (sum, change) => sum + ("remove" in change ? 0 : sizeOf(columnsOf(keyOf(change)))),
    0,
  );
  if (size > largestBatch) throw new RangeError(`A batch is larger than ${largestBatch} bytes.`);
}

/** The row that a change is about. */
export function keyOf<R extends Key>(change: Change<R>): Key {
  if ("insert" in change) return change.insert;
  if ("put" in change) return change.put;
  if ("replace" in change) return change.replace;
  return change.remove;
}

export function checkTableName(name: string): void {
  if (!tableName.test(name)) throw new RangeError(`"${name}" is no name for a table.`);
}

function checkKey(key: string): void {
  if (typeof key !== "string" || key.length > longestKey || !key.isWellFormed())
    throw new RangeError(`A key is not a text of at most ${longestKey} characters.`);
}

function checkValue(name: string, value: unknown): Exclude<Value, undefined> {
  if (!columnName.test(name) || takenNames.has(name))
    throw new RangeError(`"${name}" is no name for a column.`);
  if (typeof value === "string" || typeof value === "boolean" || value instanceof Uint8Array) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date && value.getTime() >= Date.UTC(1601) && value.getTime() < Date.UTC(10_000))
    return value;
  throw new RangeError(`The column ${name} holds what a store can't keep.`);
}

function sizeOf(columns: readonly Column[]): number {
  return columns.reduce((sum, [name, value]) => {
    if (typeof value === "string") return sum + 2 * (name.length + value.length);
    return sum + 2 * name.length + (value instanceof Uint8Array ? value.byteLength : 8);
  }, 0);
}

type Plain = string | number | boolean | { date: number } | { bytes: string };

function plain(value: Exclude<Value, undefined>): Plain {
  if (value instanceof Date) return { date: value.getTime() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  return value;
}

function rich(value: Plain): Value {
  if (typeof value !== "object") return value;
  return "date" in value ? new Date(value.date) : new Uint8Array(Buffer.from(value.bytes, "base64"));
}
