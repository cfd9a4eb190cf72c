import type { z } from "zod";
import { type Language, languages, type wishesInput } from "#features/forum/contract.ts";
import type { Key, Table, Tables } from "#platform/storage/table.ts";

type Wished = z.infer<typeof wishesInput>;
type WishesRow = Key & { json?: string };
type Reader = { tenantId: string; id: string };

export type Wishes = ReturnType<typeof forumWishes>;

/**
 * Which languages a member reads, which tags they follow, whether they want the weekly digest. Those who follow a tag or
 * want the digest are also listed by it: such a row is written before the wishes, and the wishes decide.
 */
export function forumWishes(tables: Tables, readsOf: (reader: Reader) => Promise<readonly Language[]>) {
  const rows: Table<WishesRow> = tables.open<WishesRow>("forumWishes");

  async function written(reader: Reader): Promise<Wished | undefined> {
    const row = await rows.get(partitionOf(reader), "wishes");
    return row?.json === undefined ? undefined : JSON.parse(row.json);
  }

  const put = (partitionKey: string, { id }: Reader) => rows.put({ partitionKey, rowKey: id });
  const take = (partitionKey: string, { id }: Reader) => rows.remove({ partitionKey, rowKey: id });

  async function* listed(partitionKey: string): AsyncIterable<string> {
    for await (const { rowKey } of rows.list(partitionKey)) yield rowKey;
  }

  return {
    /** Of whoever has wished for nothing: the languages of their profile, and no digest. */
    async get(reader: Reader): Promise<Wished> {
      const wished = await written(reader);
      if (wished) return wished;
      const reads = await readsOf(reader);
      return { reads: reads.length > 0 ? [...reads] : [...languages], tags: [], digest: false };
    },

    /** Written whole, so that a repeat changes nothing. */
    async set(reader: Reader, wished: Wished): Promise<void> {
      const { tenantId } = reader;
      const before = await written(reader);
      for (const tag of wished.tags) await put(tagPartition(tenantId, tag), reader);
      if (wished.digest) await put(digestPartition(tenantId), reader);
      await rows.put({
        partitionKey: partitionOf(reader),
        rowKey: "wishes",
        json: JSON.stringify(wished),
      });
      for (const tag of before?.tags ?? [])
        if (!wished.tags.includes(tag)) await take(tagPartition(tenantId, tag), reader);
      if (!wished.digest) await take(digestPartition(tenantId), reader);
    },

    /** No digest any more; whoever has none keeps none. */
    async quiet(reader: Reader): Promise<void> {
      const wished = await written(reader);
      if (!wished?.digest) return;
      const json = JSON.stringify({ ...wished, digest: false });
      await rows.put({ partitionKey: partitionOf(reader), rowKey: "wishes", json });
      await take(digestPartition(reader.tenantId), reader);
    },

    followersOf: (tenantId: string, tag: string) => listed(tagPartition(tenantId, tag)),

    digestReaders: (tenantId: string) => listed(digestPartition(tenantId)),

    async forget(reader: Reader): Promise<void> {
      const before = await written(reader);
      for (const tag of before?.tags ?? []) await take(tagPartition(reader.tenantId, tag), reader);
      await take(digestPartition(reader.tenantId), reader);
      await rows.remove({ partitionKey: partitionOf(reader), rowKey: "wishes" });
    },
  };
}

const partitionOf = ({ tenantId, id }: Reader) => `${tenantId}|person|${id}`;
const tagPartition = (tenantId: string, tag: string) => `${tenantId}|tag|${tag}`;
const digestPartition = (tenantId: string) => `${tenantId}|digest`;
