import type { Language } from "#features/forum/contract.ts";
import { Conflict, type Key, type Table, type Tables } from "#platform/storage/table.ts";
import type { Topic } from "./topic.ts";

/** What a list shows of a topic. */
export type Summary = Pick<Topic, "id" | "title" | "tags" | "language" | "author" | "lastBy"> & {
  createdAt: string;
  lastAt: string;
  posts: number;
  /** The numbers of those that were removed; a summary from before they were kept has none. */
  hidden?: number[];
  isPinned: boolean;
  closedAt: string | null;
  isSolved: boolean;
  isRemoved: boolean;
};

/** Where a topic stands in the lists, and by which of its writes. */
type EntryRow = Key & { json: string; writes: number; keys: string };
/** A topic's place in one list. */
type PlaceRow = Key & { json: string };
type ListRow = Partial<EntryRow> & PlaceRow;

export type Lists = ReturnType<typeof forumLists>;
export type Narrowed = { languages: readonly Language[]; tag?: string | undefined };
/** A topic's place in the order of newest activity: a list goes on after it. */
export type Cursor = string;

/** No more are pinned. */
export const mostPinned = 20;

/**
 * The lists of topics, newest activity first: by language, and by tag and language, so that a page reads the rows of its
 * topics and no others. They are written from the topic's head after it, by the request and once more by a job that was
 * planned before: the newer head wins, whoever comes last.
 */
export function forumLists(tables: Tables) {
  const rows: Table<ListRow> = tables.open<ListRow>("forumLists");

  async function placed(tenantId: string, prefix: string, limit: number, after?: Cursor): Promise<Placed[]> {
    const range = { from: prefix, before: `${prefix}~`, limit, ...(after && { after: prefix + after }) };
    const found = await Array.fromAsync(rows.list(partitionOf(tenantId), range));
    return found.map(({ rowKey, json }) => ({ at: rowKey.slice(prefix.length), summary: JSON.parse(json) }));
  }

  return {
    async write(topic: Topic): Promise<void> {
      const partitionKey = partitionOf(topic.tenantId);
      for (;;) {
        const before = await rows.get(partitionKey, entryKey(topic.id));
        if (before?.writes !== undefined && before.writes >= topic.writes) return;
        const json = JSON.stringify(summaryOf(topic));
        const keys = placesOf(topic);
        const entry = {
          partitionKey,
          rowKey: entryKey(topic.id),
          json,
          writes: topic.writes,
          keys: JSON.stringify(keys),
        };
        const left: string[] = JSON.parse(before?.keys ?? "[]");
        try {
          await rows.batch(partitionKey, [
            before ? { replace: { ...entry, etag: before.etag } } : { insert: entry },
            ...left
              .filter((key) => !keys.includes(key))
              .map((rowKey) => ({ remove: { partitionKey, rowKey } })),
            ...keys.map((rowKey) => ({ put: { partitionKey, rowKey, json } })),
          ]);
          return;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
    },

    /** At most `limit` topics that are not pinned, after a place in the order; from each language as many are read. */
    async page(
      tenantId: string,
      { languages, tag }: Narrowed,
      limit: number,
      after?: Cursor,
    ): Promise<Placed[]> {
      const list = tag === undefined ? "all" : `tag|${tag}`;
      const found = await Promise.all(
        languages.map((language) => placed(tenantId, `${list}|${language}|`, limit, after)),
      );
      return found.flat().toSorted(byPlace).slice(0, limit);
    },

    async pinned(tenantId: string, { languages, tag }: Narrowed): Promise<Summary[]> {
      const found = await placed(tenantId, "pinned|", mostPinned * 2);
      return found
        .map(({ summary }) => summary)
        .filter(({ language }) => languages.includes(language))
        .filter(({ tags }) => tag === undefined || tags.includes(tag));
    },

    /** As the lists know it, also where it is removed. */
    async entry(tenantId: string, topicId: string): Promise<Summary | undefined> {
      const row = await rows.get(partitionOf(tenantId), entryKey(topicId));
      return row && JSON.parse(row.json);
    },

    /** Every topic there is, for what is made anew from all of them. */
    async *all(tenantId: string): AsyncIterable<Summary> {
      for await (const { json } of rows.list(partitionOf(tenantId), { from: "entry|", before: "entry|~" }))
        yield JSON.parse(json);
    },
  };
}

export type Placed = { at: Cursor; summary: Summary };

/** A page's beginning comes out of an address, where anything may stand. */
export const cursorIn = (text: string | undefined): Cursor | undefined =>
  text !== undefined && /^\d{15}\|[0-9a-f-]{36}$/.test(text) ? text : undefined;

/** Later instants come first. */
export const inverse = (at: Date): string => String(1e15 - 1 - at.getTime()).padStart(15, "0");

export const placeOf = ({ lastAt, id }: Pick<Summary, "lastAt" | "id">): Cursor =>
  `${inverse(new Date(lastAt))}|${id}`;

export const byPlace = (one: Placed, other: Placed): number => (one.at < other.at ? -1 : 1);

const partitionOf = (tenantId: string) => `${tenantId}|list`;
const entryKey = (topicId: string) => `entry|${topicId}`;

export const summaryOf = (topic: Topic): Summary => ({
  id: topic.id,
  title: topic.title,
  tags: topic.tags,
  language: topic.language,
  author: topic.author,
  createdAt: topic.createdAt.toISOString(),
  lastAt: topic.lastAt.toISOString(),
  lastBy: topic.lastBy,
  posts: topic.lastNumber,
  hidden: topic.hidden,
  isPinned: topic.pinned !== undefined,
  closedAt: topic.closed?.at.toISOString() ?? null,
  isSolved: topic.best !== null,
  isRemoved: topic.removed !== undefined,
});

/** Pinned topics stand above the lists, and not in them. */
function placesOf(topic: Topic): string[] {
  if (topic.removed) return [];
  const { language, tags } = topic;
  const at = placeOf(summaryOf(topic));
  if (topic.pinned) return [`pinned|${at}`];
  return [`all|${language}|${at}`, ...tags.map((tag) => `tag|${tag}|${language}|${at}`)];
}
