import type { Following } from "#features/forum/contract.ts";
import { Conflict, type Key, type Stored, type Table, type Tables } from "#platform/storage/table.ts";
import { inverse } from "./lists.ts";

/** What a person has read of a topic, on whichever device, and how they follow it. */
export type Mark = {
  /** The last post that they have read. */
  number: number;
  /** Posts of their own after that: what they wrote in Teams, say, without having read what stood before. */
  own: number[];
  following: Following;
  /** The last post that they have been told of; until they read on they are told of no other. */
  told: number;
  /** When they first wrote in it, and since when they watch it. */
  wroteAt: string;
  watchingAt: string;
};

/** The numbers as a text. */
type MarkRow = Key & Partial<Omit<Mark, "own">> & { own?: string };
type FollowerRow = Key;
type Reader = { tenantId: string; id: string };
/** One's own topics: those one has written in, those one watches. */
export type Own = "mine" | "watching";

/** Of who writes on and never reads; those before count as unread. */
const keptOwnPosts = 500;

const unmarked: Mark = { number: 0, own: [], following: "normal", told: 0, wroteAt: "", watchingAt: "" };

export type Marks = ReturnType<typeof forumMarks>;

/** Whoever watches a topic is also found from the topic: that row is written before the mark, and the mark decides. */
export function forumMarks(tables: Tables) {
  const rows: Table<MarkRow> = tables.open<MarkRow>("forumMarks");
  const followers: Table<FollowerRow> = tables.open<FollowerRow>("forumFollowers");

  async function mark(reader: Reader, topicId: string): Promise<Mark> {
    return markOf(await rows.get(partitionOf(reader), markKey(topicId)));
  }

  /** Does to a mark, "" or not there before, what holds whichever other device has written it. */
  async function change(
    reader: Reader,
    topicId: string,
    deed: (mark: Mark, isNew: boolean) => Mark,
  ): Promise<Mark> {
    const partitionKey = partitionOf(reader);
    const follower = { partitionKey: followersOf(reader.tenantId, topicId), rowKey: reader.id };
    for (;;) {
      const row = await rows.get(partitionKey, markKey(topicId));
      const before = markOf(row);
      const after = deed(before, row === undefined);
      if (after === before) return before;
      if (after.following === "watching") await followers.put(follower);
      const changed = { partitionKey, rowKey: markKey(topicId), ...after, own: after.own.join() };
      const left = ownKeys(before, topicId);
      const keys = ownKeys(after, topicId);
      try {
        await rows.batch(partitionKey, [
          row ? { replace: { ...changed, etag: row.etag } } : { insert: changed },
          ...left
            .filter((key) => !keys.includes(key))
            .map((rowKey) => ({ remove: { partitionKey, rowKey } })),
          ...keys.filter((key) => !left.includes(key)).map((rowKey) => ({ put: { partitionKey, rowKey } })),
        ]);
      } catch (error) {
        if (error instanceof Conflict) continue;
        throw error;
      }
      // Only by whoever ended it: another device may have begun it meanwhile.
      if (before.following === "watching" && after.following !== "watching") await followers.remove(follower);
      return after;
    }
  }

  return {
    mark,

    async marks(reader: Reader, topicIds: readonly string[]): Promise<Map<string, Mark>> {
      const found = await Promise.all(topicIds.map(async (id) => [id, await mark(reader, id)] as const));
      return new Map(found);
    },

    /** Only forward: what was read on one device stays read on all. */
    read: (reader: Reader, topicId: string, number: number): Promise<Mark> =>
      change(reader, topicId, (before) => (number > before.number ? readOn({ ...before, number }) : before)),

    follow: (reader: Reader, topicId: string, following: Following, now: Date): Promise<Mark> =>
      change(reader, topicId, (before, isNew) => {
        if (before.following === following && !isNew) return before;
        return { ...before, following, watchingAt: following === "watching" ? now.toISOString() : "" };
      }),

    /**
     * They have written a post. Who begins a topic watches it from then on; what others wrote since they last read stays
     * unread.
     */
    wrote: (reader: Reader, topicId: string, number: number, at: Date): Promise<Mark> =>
      change(reader, topicId, (before, isNew) => {
        const isKnown = number <= before.number || before.own.includes(number);
        if (before.wroteAt && isKnown) return before;
        const begins = isNew && number === 1;
        return {
          ...readOn({ ...before, own: isKnown ? before.own : [...before.own, number] }),
          wroteAt: before.wroteAt || at.toISOString(),
          ...(begins && { following: "watching" as const, watchingAt: at.toISOString() }),
        };
      }),

    /** Whether they are to be told of a post: not while they have been told of an earlier one and have not read on. */
    async tell(reader: Reader, topicId: string, number: number, isDirect: boolean): Promise<boolean> {
      let isTold = false;
      await change(reader, topicId, (before) => {
        const waits = before.told > before.number && before.told !== number;
        isTold = before.number < number && before.following !== "muted" && (isDirect || !waits);
        return isTold && before.told < number ? { ...before, told: number } : before;
      });
      return isTold;
    },

    /** The newest of one's own topics, by when they became that. */
    async own(reader: Reader, own: Own, limit: number): Promise<string[]> {
      const range = { from: `${own}|`, before: `${own}|~`, limit };
      const found = await Array.fromAsync(rows.list(partitionOf(reader), range));
      return found.map(({ rowKey }) => rowKey.split("|")[2] ?? "");
    },

    async *followers(tenantId: string, topicId: string): AsyncIterable<string> {
      for await (const { rowKey } of followers.list(followersOf(tenantId, topicId))) yield rowKey;
    },

    /** Of somebody who leaves nothing is kept. May be done again. */
    async forget(reader: Reader): Promise<void> {
      const partitionKey = partitionOf(reader);
      for await (const row of rows.list(partitionKey)) {
        const [kind, topicId = ""] = row.rowKey.split("|");
        if (kind === "read")
          await followers.remove({
            partitionKey: followersOf(reader.tenantId, topicId),
            rowKey: reader.id,
          });
        await rows.remove({ partitionKey, rowKey: row.rowKey });
      }
    },
  };
}

const partitionOf = ({ tenantId, id }: Reader) => `${tenantId}|person|${id}`;
const followersOf = (tenantId: string, topicId: string) => `${tenantId}|followers|${topicId}`;
const markKey = (topicId: string) => `read|${topicId}`;

function ownKeys({ wroteAt, watchingAt }: Mark, topicId: string): string[] {
  const key = (own: Own, at: string) => (at ? [`${own}|${inverse(new Date(at))}|${topicId}`] : []);
  return [...key("mine", wroteAt), ...key("watching", watchingAt)];
}

/** One's own posts that follow at once on what one has read are read. */
function readOn(mark: Mark): Mark {
  let { number } = mark;
  while (mark.own.includes(number + 1)) number += 1;
  return { ...mark, number, own: mark.own.filter((one) => one > number).slice(-keptOwnPosts) };
}

function markOf(row: Stored<MarkRow> | undefined): Mark {
  if (!row) return unmarked;
  const { number, following, told, wroteAt, watchingAt } = { ...unmarked, ...row };
  const own = row.own ? row.own.split(",").map(Number) : [];
  return { number, own, following, told, wroteAt, watchingAt };
}
