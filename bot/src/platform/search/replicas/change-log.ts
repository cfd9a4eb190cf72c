import { randomUUID } from "node:crypto";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Key, Stored, Table } from "#platform/storage/table.ts";
import { compressed, expanded, isObject, mostBytes } from "./compressed.ts";

/*
 * What was put into an index, one row a change, in the order of the keys: time and a random end. Whoever adds a row looks
 * for rows of later times first and goes beyond them, so that two writes one after the other keep their order on replicas
 * whose clocks differ; two at the same time are settled by the feature, which puts once more what it finds in its own row.
 */
export type ChangeRow = Key & {
  id: string;
  version: number;
  isGone: boolean;
  /** JSON, compressed; left out where it is gone, or too large to lie here. */
  document?: Uint8Array;
};
export type Change = Stored<ChangeRow>;
/** What a change says is now so, or that only the feature's own rows can tell. */
type Told = { document: object | undefined } | "unreadable";

export type ChangeLog = {
  /** Resolves once it is kept. */
  add(tenantId: string, id: string, document: object | undefined): Promise<void>;
  /** From a place on, in order. */
  from(tenantId: string, place: string): AsyncIterable<Change>;
  tellOf(change: Change): Promise<Told>;
  /** Those before a place. */
  remove(tenantId: string, before: string): Promise<void>;
};

const mostInBatch = 100;

const first = "log|";
const afterLast = "log}";
/** The place in the log of what was written at a time. */
export const placeAt = (ms: number): string => `${first}${String(Math.max(0, ms)).padStart(15, "0")}`;
export const msAt = (place: string): number => Number(place.slice(first.length).split("|")[0]);

export function openChangeLog(
  table: Table<ChangeRow>,
  { name, version, clock }: { name: string; version: number; clock: Clock },
): ChangeLog {
  const partition = (tenantId: string) => `${tenantId}|${name}`;
  /** Of the rows added here: no two have the same time. */
  let newestMs = 0;

  const from = (tenantId: string, place: string) =>
    table.list(partition(tenantId), { from: place, before: afterLast });

  return {
    from,
    async add(tenantId, id, document) {
      const body = document && (await compressed(JSON.stringify(document)));
      const fits = body && body.byteLength <= mostBytes;
      for await (const { rowKey } of from(tenantId, placeAt(Math.max(clock.now().getTime(), newestMs))))
        newestMs = Math.max(newestMs, msAt(rowKey));
      newestMs = Math.max(newestMs + 1, clock.now().getTime());
      await table.insert({
        partitionKey: partition(tenantId),
        rowKey: `${placeAt(newestMs)}|${randomUUID()}`,
        id,
        version,
        isGone: !document,
        ...(fits && { document: body }),
      });
    },
    async tellOf(change) {
      if (change.isGone) return { document: undefined };
      if (change.version !== version || !change.document) return "unreadable";
      try {
        const document = await expanded(change.document);
        return isObject(document) ? { document } : "unreadable";
      } catch {
        return "unreadable";
      }
    },
    async remove(tenantId, before) {
      const rows = await Array.fromAsync(table.list(partition(tenantId), { from: first, before }));
      for (let at = 0; at < rows.length; at += mostInBatch)
        await table.batch(
          partition(tenantId),
          rows
            .slice(at, at + mostInBatch)
            .map(({ partitionKey, rowKey }) => ({ remove: { partitionKey, rowKey } })),
        );
    },
  };
}
