/** Where a row lives. The partition spreads load; rows within it are ordered by row key. */
export type Key = { partitionKey: string; rowKey: string };

/** What a column can hold in both homes. Anything richer is stored as JSON text. */
export type Value = string | number | boolean | Date | Uint8Array | undefined;

/** A row as it was read: the etag changes with every write. */
export type Stored<R extends Key> = R & { etag: string };

/** A range of row keys within one partition, in row-key order (by UTF-16 code unit). */
export type Range = { from?: string; before?: string; after?: string; limit?: number };

export type Change<R extends Key> =
  | { insert: R }
  | { put: R }
  | { replace: Stored<R> }
  | { remove: Key & { etag?: string } };

/**
 * What a feature may ask of Azure Tables, and of the embedded store in its place.
 * Every write is safe to repeat: an insert that finds its own contents succeeds, and a write whose first attempt was done
 * before its answer was lost counts as done. RangeError is for rows that one of the homes could not hold (see row.ts).
 */
export type Table<R extends Key> = {
  get(partitionKey: string, rowKey: string): Promise<Stored<R> | undefined>;
  /** Fails with Conflict if the row exists with other contents. */
  insert(row: R): Promise<Stored<R>>;
  /** Writes the row whole, whatever was there. */
  put(row: R): Promise<Stored<R>>;
  /** Fails with Conflict unless the row still has this etag. */
  replace(row: Stored<R>): Promise<Stored<R>>;
  /** Removing what is gone is no error; with an etag, a changed row is a Conflict. */
  remove(key: Key & { etag?: string }): Promise<void>;
  list(partitionKey: string, range?: Range): AsyncIterable<Stored<R>>;
  /** All or nothing, within one partition, at most 100 changes, each row once. */
  batch(partitionKey: string, changes: readonly Change<R>[]): Promise<void>;
};

export type Tables = { open<R extends Key>(name: string): Table<R> };

/** Somebody else wrote the row first. */
export class Conflict extends Error {
  constructor(key: Key) {
    super(`The row ${key.partitionKey}/${key.rowKey} has changed.`);
    this.name = "Conflict";
  }
}
