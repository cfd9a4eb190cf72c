import { randomUUID } from "node:crypto";
import { type Clock, minutes } from "#platform/jobs/clock.ts";
import { Conflict, type Key, type Stored, type Table } from "#platform/storage/table.ts";
import { compressed, expanded, isObject, mostBytes } from "./compressed.ts";

/*
 * All documents of an index as they were at one place of its log, in compressed pieces, so that a start reads a few rows
 * and not all of the feature's. Their words are indexed anew each time, which takes seconds and is never out of step with
 * the rules. Pieces are written under a new generation first; then one row, guarded by its etag, says that it is the one.
 */
export type SnapshotRow = Key & {
  version: number;
  /** Empty while the first one is being written. */
  generation: string;
  pieces: number;
  /** The place in the log from which on it may lack something. */
  from: string;
  /** The place in the log from which on no change has been removed. */
  logFrom: string;
  /** The generation before, which somebody may still be reading. */
  previous: string;
  /** The generation that somebody is writing or was when they ended, and since when. */
  writing: string;
  writingSince: Date;
};
export type PieceRow = Key & { documents: Uint8Array };

type Kept = { documents: [id: string, document: object][] } & Pick<SnapshotRow, "generation" | "from">;
type ToKeep = Pick<SnapshotRow, "from" | "logFrom"> & {
  documents: Iterable<[id: string, document: object]>;
  /** The generation that this one is to follow: if another has, it stays. */
  after: string;
};

export type Snapshot = {
  told(tenantId: string): Promise<Stored<SnapshotRow> | undefined>;
  /** Undefined where there is none, or none of this version that can be read whole. */
  read(tenantId: string): Promise<Kept | undefined>;
  /** Gives the generation that is the one now, if it is known: this one, or that of another replica which was first. */
  write(tenantId: string, toKeep: ToKeep): Promise<string | undefined>;
};

/** Whoever has not finished writing by then is gone. */
const writesForMs = minutes(10);

export function openSnapshot(
  rows: Table<SnapshotRow>,
  pieces: Table<PieceRow>,
  { name, version, clock }: { name: string; version: number; clock: Clock },
): Snapshot {
  const key = (tenantId: string) => ({ partitionKey: `${tenantId}|${name}`, rowKey: "snapshot" });
  const partition = (tenantId: string, generation: string) => `${tenantId}|${name}|${generation}`;
  const told = (tenantId: string) => rows.get(key(tenantId).partitionKey, key(tenantId).rowKey);

  async function read(tenantId: string): Promise<Kept | undefined> {
    const row = await told(tenantId);
    if (row?.version !== version || row.generation === "") return undefined;
    const documents: Kept["documents"] = [];
    let count = 0;
    for await (const piece of pieces.list(partition(tenantId, row.generation))) {
      const pairs = await pairsOf(piece);
      if (!pairs) return undefined;
      for (const pair of pairs) documents.push(pair);
      count++;
    }
    return count === row.pieces ? { documents, generation: row.generation, from: row.from } : undefined;
  }

  async function write(tenantId: string, { from, logFrom, documents, after }: ToKeep) {
    const row = await told(tenantId);
    const now = clock.now();
    if (row && row.version > version) return undefined;
    if (row && row.version === version && row.generation !== after) return row.generation;
    if (row?.writing && now.getTime() - row.writingSince.getTime() < writesForMs) return undefined;
    const generation = randomUUID();
    const mine = { version, writing: generation, writingSince: now };
    try {
      const claimed = row
        ? await rows.replace({ ...row, ...mine, version: row.version })
        : await rows.insert({ ...key(tenantId), ...none, ...mine });
      for (const left of [row?.writing, row?.previous]) if (left) await remove(tenantId, left);
      let count = 0;
      for await (const bytes of piecesOf(documents)) {
        const rowKey = String(count++).padStart(6, "0");
        await pieces.put({ partitionKey: partition(tenantId, generation), rowKey, documents: bytes });
      }
      const previous = claimed.generation;
      await rows.replace({
        ...claimed,
        version,
        generation,
        pieces: count,
        from,
        logFrom,
        previous,
        writing: "",
      });
      return generation;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // Another replica was quicker.
      await remove(tenantId, generation);
      return undefined;
    }
  }

  async function remove(tenantId: string, generation: string): Promise<void> {
    for await (const { partitionKey, rowKey } of pieces.list(partition(tenantId, generation)))
      await pieces.remove({ partitionKey, rowKey });
  }

  return { told, read, write };
}

const none = { generation: "", pieces: 0, from: "", logFrom: "", previous: "" };

async function* piecesOf(documents: ToKeep["documents"]): AsyncGenerator<Uint8Array> {
  let texts: string[] = [];
  let bytes = 0;
  for (const pair of documents) {
    const text = JSON.stringify(pair);
    const size = Buffer.byteLength(text) + 1;
    if (texts.length > 0 && bytes + size > mostBytes) {
      yield await compressed(`[${texts.join()}]`);
      texts = [];
      bytes = 0;
    }
    texts.push(text);
    bytes += size;
  }
  if (texts.length > 0) yield await compressed(`[${texts.join()}]`);
}

/** Undefined where it is damaged. */
async function pairsOf(piece: PieceRow): Promise<Kept["documents"] | undefined> {
  try {
    const pairs = await expanded(piece.documents);
    return Array.isArray(pairs) && pairs.every(isPair) ? pairs : undefined;
  } catch {
    return undefined;
  }
}

const isPair = (pair: unknown): pair is [string, object] =>
  Array.isArray(pair) && typeof pair[0] === "string" && isObject(pair[1]);
