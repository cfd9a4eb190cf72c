import { NotFound } from "#platform/refusal.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import { type Chunk, countOf, type KeptBroadcast, type Progress, progressIn, sumOf } from "./broadcast.ts";
import { type KeptTarget, kept } from "./target.ts";

type BroadcastRow = Key & Omit<KeptBroadcast, "tenantId" | "id" | "subject"> & { subject: string };
type ChunkRow = Key & Omit<Chunk, "number" | "progress"> & { progress?: string | undefined };
type TargetRow = Key & Omit<KeptTarget, "placeId" | "outcome"> & { outcome: string };

/** As it was read, to be replaced only if nobody has written it since. */
export type Read<T> = T & { etag: string };
export type BroadcastKey = { tenantId: string; id: string };

export type SendingStore = ReturnType<typeof sendingStore>;

const mostChanges = 100;

/**
 * Broadcasts, their chunks and their targets: the truth about what was posted, whatever the queue says. A partition holds a
 * chunk's targets, so that no partition takes all writes of a broadcast, and one is found by its place alone.
 */
export function sendingStore(tables: Tables) {
  const broadcasts = tables.open<BroadcastRow>("broadcasts");
  const groups = tables.open("broadcastgroups");
  const chunks = tables.open<ChunkRow>("broadcastchunks");
  const targets = tables.open<TargetRow>("broadcasttargets");

  const chunksOf = ({ tenantId, id }: BroadcastKey) => `${tenantId}|${id}`;
  const targetsOf = (key: BroadcastKey, number: number) => `${chunksOf(key)}|${chunkKey(number)}`;

  async function find(tenantId: string, id: string): Promise<Read<KeptBroadcast> | undefined> {
    const row = await broadcasts.get(tenantId, id);
    return row && broadcastOf(row);
  }

  /** Throws NotFound. */
  async function get({ tenantId, id }: BroadcastKey): Promise<Read<KeptBroadcast>> {
    const found = await find(tenantId, id);
    if (!found) throw new NotFound();
    return found;
  }

  /** By number; in small pages at first, since most look only for the next. */
  async function* chunksFrom(key: BroadcastKey, from = 0): AsyncIterable<Read<Chunk>> {
    for (let next = from, limit = 16; ; limit = Math.min(limit * 4, 1000)) {
      const page = await Array.fromAsync(chunks.list(chunksOf(key), { from: chunkKey(next), limit }));
      yield* page.map(chunkFrom);
      if (page.length < limit) return;
      next = Number(page.at(-1)?.rowKey) + 1;
    }
  }

  async function targetsIn(key: BroadcastKey, number: number): Promise<Read<KeptTarget>[]> {
    const rows = await Array.fromAsync(targets.list(targetsOf(key, number)));
    return rows.map(targetFrom);
  }

  return {
    find,
    get,
    chunksFrom,
    targetsIn,

    /** Undefined if it was there before. */
    async insert({ tenantId, id, subject, ...columns }: KeptBroadcast) {
      await groups.put({ partitionKey: `${tenantId}|${columns.group}`, rowKey: id });
      const row = { partitionKey: tenantId, rowKey: id, subject: JSON.stringify(subject), ...columns };
      const inserted = await unlessConflict(broadcasts.insert(row));
      return inserted && broadcastOf(inserted);
    },

    /** Changes the newest, whoever else does. */
    async change(
      key: BroadcastKey,
      next: (newest: Read<KeptBroadcast>) => Read<KeptBroadcast>,
    ): Promise<Read<KeptBroadcast>> {
      for (;;) {
        const { tenantId, id, subject, ...columns } = next(await get(key));
        const row = { partitionKey: tenantId, rowKey: id, subject: JSON.stringify(subject), ...columns };
        const replaced = await unlessConflict(broadcasts.replace(row));
        if (replaced) return broadcastOf(replaced);
      }
    },

    async idsIn(tenantId: string, group: string): Promise<string[]> {
      const rows = await Array.fromAsync(groups.list(`${tenantId}|${group}`));
      return rows.map(({ rowKey }) => rowKey);
    },

    async chunk(key: BroadcastKey, number: number): Promise<Read<Chunk> | undefined> {
      const row = await chunks.get(chunksOf(key), chunkKey(number));
      return row && chunkFrom(row);
    },

    /** Undefined if somebody else was first. */
    async insertChunk(key: BroadcastKey, chunk: Chunk) {
      const row = await unlessConflict(chunks.insert(rowOfChunk(key, chunk)));
      return row && chunkFrom(row);
    },

    async replaceChunk(key: BroadcastKey, { etag, ...chunk }: Read<Chunk>) {
      const row = await unlessConflict(chunks.replace({ ...rowOfChunk(key, chunk), etag }));
      return row && chunkFrom(row);
    },

    /** Conflict if a place among these has a target that was begun; a part of them may then be there. */
    async addTargets(key: BroadcastKey, number: number, placeIds: readonly string[], changedAt: Date) {
      const partitionKey = targetsOf(key, number);
      for (let at = 0; at < placeIds.length; at += mostChanges) {
        const insert = placeIds
          .slice(at, at + mostChanges)
          .map((rowKey) => ({ insert: { partitionKey, rowKey, outcome: "queued", changedAt } }));
        await targets.batch(partitionKey, insert);
      }
    },

    async target(key: BroadcastKey, number: number, placeId: string) {
      const row = await targets.get(targetsOf(key, number), placeId);
      return row && targetFrom(row);
    },

    /** Undefined if somebody else was first. */
    async saveTarget(key: BroadcastKey, number: number, { placeId, ...columns }: Read<KeptTarget>) {
      const row = { partitionKey: targetsOf(key, number), rowKey: placeId, ...columns };
      const replaced = await unlessConflict(targets.replace(row));
      return replaced && targetFrom(replaced);
    },

    /** Targets first and the group's row last: cut off, it is found again. */
    async remove(key: BroadcastKey, group: string): Promise<void> {
      const { tenantId, id } = key;
      const found = await find(tenantId, id);
      for (let number = 0; number < (found?.chunks ?? 0); number++) {
        const partitionKey = targetsOf(key, number);
        const placeIds = (await targetsIn(key, number)).map(({ placeId }) => placeId);
        for (let at = 0; at < placeIds.length; at += mostChanges) {
          const removed = placeIds.slice(at, at + mostChanges);
          await targets.batch(
            partitionKey,
            removed.map((rowKey) => ({ remove: { partitionKey, rowKey } })),
          );
        }
        await chunks.remove({ partitionKey: chunksOf(key), rowKey: chunkKey(number) });
      }
      await broadcasts.remove({ partitionKey: tenantId, rowKey: id });
      await groups.remove({ partitionKey: `${tenantId}|${group}`, rowKey: id });
    },

    /** Looks only at the targets of chunks that are worked on; of the others it is known what they hold. */
    async progress(broadcast: KeptBroadcast, now: Date): Promise<Progress> {
      const parts: Progress[] = [];
      for await (const chunk of chunksFrom(broadcast))
        parts.push(
          progressIn(chunk, broadcast, now) ??
            countOf(await targetsIn(broadcast, chunk.number), broadcast, now),
        );
      return sumOf(parts);
    },
  };

  function rowOfChunk(key: BroadcastKey, { number, progress, ...columns }: Chunk): ChunkRow {
    const row = { partitionKey: chunksOf(key), rowKey: chunkKey(number), ...columns };
    return progress ? { ...row, progress: JSON.stringify(progress) } : row;
  }
}

const chunkKey = (number: number): string => String(number).padStart(5, "0");

function broadcastOf({ partitionKey, rowKey, subject, ...columns }: Stored<BroadcastRow>) {
  const read: object = JSON.parse(subject);
  return { ...columns, tenantId: partitionKey, id: rowKey, subject: read };
}

function chunkFrom({ partitionKey: _, rowKey, progress, ...columns }: Stored<ChunkRow>): Read<Chunk> {
  const counted: Progress | undefined = progress === undefined ? undefined : JSON.parse(progress);
  return { ...columns, number: Number(rowKey), ...(counted && { progress: counted }) };
}

function targetFrom({ partitionKey: _, rowKey, outcome, ...columns }: Stored<TargetRow>): Read<KeptTarget> {
  return { ...columns, placeId: rowKey, outcome: kept.find((each) => each === outcome) ?? "unknown" };
}

async function unlessConflict<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
}
