import { createHash } from "node:crypto";
import type { Key, Table, Tables } from "#platform/storage/table.ts";

type LinkRow = Key & { topicId: string };

export type Threads = ReturnType<typeof forumThreads>;

/** Which topic belongs to a thread in Teams. Written whole: a repeat changes nothing. */
export function forumThreads(tables: Tables) {
  const rows: Table<LinkRow> = tables.open<LinkRow>("forumLinks");

  return {
    async link(tenantId: string, placeId: string, threadId: string, topicId: string): Promise<void> {
      await rows.put({ ...threadKey(tenantId, placeId, threadId), topicId });
    },

    async topicIn(tenantId: string, placeId: string, threadId: string): Promise<string | undefined> {
      const { partitionKey, rowKey } = threadKey(tenantId, placeId, threadId);
      return (await rows.get(partitionKey, rowKey))?.topicId;
    },
  };
}

/** Ids of Teams hold what a key may not. */
const threadKey = (tenantId: string, placeId: string, threadId: string): Key => ({
  partitionKey: `${tenantId}|thread`,
  rowKey: createHash("sha256").update(`${placeId}|${threadId}`).digest("hex"),
});

/** A UUID that is the same for the same thing, so that what is written about it is written once (RFC 9562, version 8). */
export function idOf(...parts: string[]): string {
  const digest = createHash("sha256").update(parts.join("|")).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString("hex").slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
