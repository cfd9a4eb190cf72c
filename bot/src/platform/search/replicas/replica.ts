import { setImmediate as nextTurn } from "node:timers/promises";
import { type Clock, minutes } from "#platform/jobs/clock.ts";
import type { IndexSettings } from "#platform/search/search.ts";
import { openShelf, type Shelf } from "#platform/search/tenant-search.ts";
import { type Change, type ChangeLog, msAt, placeAt } from "./change-log.ts";
import type { Snapshot } from "./snapshot.ts";

/** A change may come into the log behind others: its writer waited for the store, or has another idea of the time. */
const overlapMs = minutes(1);
/** Changes stay in the log for so long after they are in a snapshot. Who has not looked for half as long makes sure of it. */
const logKeptMs = minutes(60);
/** So many changes, and such a part of the whole, are read at a start before they go into a new snapshot. */
const leastToFold = 200;
const partToFold = 0.2;
/** Some 5 ms of work, and then other requests are answered. */
const documentsInOneGo = 25;

/** One tenant's documents as this process knows them. */
export type Live<Document> = {
  shelf: Shelf<Document>;
  /** The place in the log from which on something may be unknown. */
  from: string;
  /** The last place in the log that was seen. */
  newest: string;
  /** For each id changed of late, the place of the change that is in. */
  latest: Map<string, string>;
  followedAtMs: number;
  /** The snapshot that all replicas start from, and how much has changed since. */
  generation: string;
  unfolded: number;
};

type Replica<Document> = {
  load(tenantId: string): Promise<Live<Document>>;
  /** From the feature's own rows. */
  rebuild(tenantId: string): Promise<Live<Document>>;
  /** False for who has not looked for so long that changes may be gone from the log: load again. */
  hasLog(tenantId: string, live: Live<Document>): Promise<boolean>;
  /** Takes in what others changed; false where only the feature's own rows can tell. */
  follow(tenantId: string, live: Live<Document>): Promise<boolean>;
  /** Takes in what this process has put last, which is quicker. */
  followOwn(tenantId: string, live: Live<Document>): Promise<boolean>;
  /** A new snapshot, where much has changed since the last. */
  foldIfLong(tenantId: string, live: Live<Document>): Promise<void>;
};

/** How one process comes to know what all have put: a snapshot, or the feature's own rows, and the log from there on. */
export function openReplica<Document extends object>(
  { log, snapshot, clock }: { log: ChangeLog; snapshot: Snapshot; clock: Clock },
  { version, wordsOf, read }: IndexSettings<Document>,
): Replica<Document> {
  const nowMs = () => clock.now().getTime();

  async function load(tenantId: string): Promise<Live<Document>> {
    const kept = await snapshot.read(tenantId);
    if (!kept) return rebuild(tenantId);
    const live = empty(kept.from, kept.generation);
    // What this version wrote has the shape that it reads.
    await fill(live.shelf, kept.documents as [string, Document][]);
    return (await takeFrom(tenantId, live, live.from)) ? live : rebuild(tenantId);
  }

  async function rebuild(tenantId: string): Promise<Live<Document>> {
    const row = await snapshot.told(tenantId);
    const live = empty(placeAt(nowMs() - overlapMs), row?.version === version ? row.generation : "");
    live.unfolded = Number.POSITIVE_INFINITY;
    // The feature's rows are written before its changes, so that what is read from now on is no older than these.
    for await (const { id, rowKey } of log.from(tenantId, live.from)) live.latest.set(id, rowKey);
    await fill(live.shelf, pairsFrom(read(tenantId)));
    // If that meets a change which it can't read, the next search begins anew.
    await takeFrom(tenantId, live, live.from);
    return live;
  }

  const empty = (from: string, generation: string): Live<Document> => ({
    shelf: openShelf(wordsOf),
    from,
    newest: from,
    latest: new Map(),
    followedAtMs: 0,
    generation,
    unfolded: 0,
  });

  /** Takes in what the log has from a place on; false where only the feature's own rows can tell. */
  async function takeFrom(tenantId: string, live: Live<Document>, from: string): Promise<boolean> {
    const startedAtMs = nowMs();
    for await (const change of log.from(tenantId, from)) {
      if (!(await take(live, change))) return false;
      if (change.rowKey > live.newest) live.newest = change.rowKey;
    }
    if (from !== live.from) return true;
    const overlap = placeAt(startedAtMs - overlapMs);
    // Every writer goes beyond what is in the log, so that in a quiet log nothing new can come before the newest.
    live.from = earlier(overlap, live.newest);
    for (const [id, place] of live.latest) if (place < live.from) live.latest.delete(id);
    live.followedAtMs = startedAtMs;
    return true;
  }

  async function take(live: Live<Document>, change: Change): Promise<boolean> {
    if (change.rowKey <= (live.latest.get(change.id) ?? "")) return true;
    const told = await log.tellOf(change);
    if (told === "unreadable") return false;
    // What this version wrote has the shape that it reads.
    live.shelf.put(change.id, told.document as Document | undefined);
    live.latest.set(change.id, change.rowKey);
    live.unfolded++;
    return true;
  }

  async function hasLog(tenantId: string, live: Live<Document>): Promise<boolean> {
    if (Math.abs(nowMs() - live.followedAtMs) < logKeptMs / 2) return true;
    const row = await snapshot.told(tenantId);
    return !row || row.logFrom <= live.from;
  }

  async function foldIfLong(tenantId: string, live: Live<Document>): Promise<void> {
    if (live.unfolded <= Math.max(leastToFold, partToFold * live.shelf.documents.size)) return;
    live.unfolded = 0;
    const { from, generation: after } = live;
    const logFrom = placeAt(msAt(from) - logKeptMs);
    const generation = await snapshot.write(tenantId, {
      after,
      from,
      logFrom,
      documents: live.shelf.documents,
    });
    if (generation === undefined) return;
    live.generation = generation;
    const row = await snapshot.told(tenantId);
    if (row) await log.remove(tenantId, row.logFrom);
  }

  return {
    load,
    rebuild,
    hasLog,
    follow: (tenantId, live) => takeFrom(tenantId, live, live.from),
    followOwn: (tenantId, live) => takeFrom(tenantId, live, live.newest),
    foldIfLong,
  };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);

async function* pairsFrom<Document>(read: AsyncIterable<{ id: string; document: Document }>) {
  for await (const { id, document } of read) yield [id, document] as const;
}

/** Other requests are answered in between. */
async function fill<Document>(
  shelf: Shelf<Document>,
  documents: Iterable<readonly [string, Document]> | AsyncIterable<readonly [string, Document]>,
): Promise<void> {
  let count = 0;
  for await (const [id, document] of documents) {
    shelf.put(id, document);
    if (++count % documentsInOneGo === 0) await nextTurn();
  }
}
