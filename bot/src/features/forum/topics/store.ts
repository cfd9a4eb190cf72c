import { topicId } from "#features/forum/contract.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import {
  type Change,
  Conflict,
  type Key,
  type Stored,
  type Table,
  type Tables,
} from "#platform/storage/table.ts";
import { newPost, type Post, padded, type Written } from "./post.ts";
import { lastOf, newestShown, type Topic } from "./topic.ts";

/** A head, a post, an earlier text, or the number that a post which was sent has got. */
type TopicRow = Key & { json: string };

/** Where the number of a post would stand; none has it. */
const takenBack = 0;
/** At once as many as there are replicas write in one topic, and each time one of them is through. */
const mostTries = 20;

export type ForumStore = ReturnType<typeof forumStore>;
export type Whole = { topic: Topic; post: Post };

/** Topics and their posts: everything of a topic is in one partition, so that a post and its number are written as one. */
export function forumStore(tables: Tables) {
  const rows: Table<TopicRow> = tables.open<TopicRow>("forumTopics");

  async function head(tenantId: string, id: string): Promise<Stored<TopicRow>> {
    // It comes out of an address, where anything may stand.
    const isId = topicId.safeParse(id).success;
    const row = isId ? await rows.get(partitionOf({ tenantId, id }), "head") : undefined;
    if (!row) throw new NotFound("unknownTopic");
    return row;
  }

  async function postRow(topic: Named, number: number): Promise<Stored<TopicRow>> {
    const isNumber = Number.isInteger(number) && number >= 1 && number < 1e8;
    const row = isNumber ? await rows.get(partitionOf(topic), postKey(number)) : undefined;
    if (!row) throw new NotFound("unknownPost");
    return row;
  }

  const post = async (topic: Named, number: number): Promise<Post> => postOf(await postRow(topic, number));

  async function numberOf(topic: Named, postId: string): Promise<number | undefined> {
    const row = await rows.get(partitionOf(topic), `sent|${postId}`);
    return row && Number(row.json);
  }

  /** Done again on what is newest as long as others write in between. */
  async function untilWritten<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        if (tries === mostTries) throw new Refusal("changedMeanwhile");
      }
    }
  }

  /** A topic whose newest post was removed, or came back, has another newest activity: it stands elsewhere in the lists. */
  async function withNewest(before: Whole, after: Whole): Promise<Whole> {
    const newest = newestShown(after.topic);
    if (newest === newestShown(before.topic)) return after;
    const isOwn = newest === after.post.number;
    const shown = isOwn ? after.post : newest > 0 ? await post(after.topic, newest) : undefined;
    return { ...after, topic: lastOf(after.topic, shown) };
  }

  const headRow = (topic: Topic): TopicRow => rowOf(topic, "head", topic);
  const withPost = (topic: Topic, post: Post) => rowOf(topic, postKey(post.number), post);
  const sentRow = (topic: Named, { id, number }: Pick<Post, "id" | "number">) =>
    rowOf(topic, `sent|${id}`, number);

  return {
    async find(tenantId: string, id: string): Promise<Topic> {
      return topicOf(await head(tenantId, id));
    },

    /** A repeat gives back what is there; somebody else's topic of that id is NotFound. */
    async start(topic: Topic, first: Written): Promise<Topic> {
      const post = newPost(1, first, topic.createdAt);
      const all = [headRow(topic), withPost(topic, post), sentRow(topic, post)];
      try {
        await rows.batch(
          partitionOf(topic),
          all.map((insert) => ({ insert })),
        );
        return topic;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const standing = topicOf(await head(topic.tenantId, topic.id));
        if (standing.author !== topic.author) throw new NotFound("unknownTopic");
        return standing;
      }
    },

    /** Numbered and written in one batch; a post that is there already is given back, and nobody else's. */
    add: (
      topic: Named,
      { id, author }: Pick<Written, "id" | "author">,
      at: Date,
      make: (newest: Topic) => Promise<{ topic: Topic; written: Omit<Written, "id" | "author"> }>,
    ): Promise<Whole> =>
      untilWritten(async () => {
        const standing = await head(topic.tenantId, topic.id);
        const number = await numberOf(topic, id);
        if (number !== undefined) {
          const found = await post(topic, number);
          if (found.author !== author) throw new NotFound("unknownPost");
          return { topic: topicOf(standing), post: found };
        }
        const made = await make(topicOf(standing));
        const next = touched(made.topic);
        const added = newPost(next.lastNumber, { ...made.written, id, author }, at);
        await rows.batch(partitionOf(topic), [
          { replace: { ...headRow(next), etag: standing.etag } },
          { insert: withPost(next, added) },
          { insert: sentRow(next, added) },
        ]);
        return { topic: next, post: added };
      }),

    /** Does to the topic what holds whoever else has written it. What changes nothing is not written. */
    change: (topic: Named, deed: (newest: Topic) => Topic): Promise<Topic> =>
      untilWritten(async () => {
        const standing = await head(topic.tenantId, topic.id);
        const before = topicOf(standing);
        const changed = deed(before);
        if (changed === before) return before;
        const next = touched(changed);
        await rows.replace({ ...headRow(next), etag: standing.etag });
        return next;
      }),

    /**
     * Does to a post, and to its topic, what holds whoever else has written them; an earlier
     * text is kept.
     */
    changePost: (topic: Named, number: number, deed: (newest: Whole) => Whole): Promise<Whole> =>
      untilWritten(async () => {
        const standing = await head(topic.tenantId, topic.id);
        const row = await postRow(topic, number);
        const before = { topic: topicOf(standing), post: postOf(row) };
        const after = await withNewest(before, deed(before));
        if (after.post === before.post && after.topic === before.topic) return before;
        const next = after.topic === before.topic ? before.topic : touched(after.topic);
        const changes: Change<TopicRow>[] = [];
        if (next !== before.topic) changes.push({ replace: { ...headRow(next), etag: standing.etag } });
        if (after.post !== before.post)
          changes.push({ replace: { ...withPost(next, after.post), etag: row.etag } });
        if (after.post.edits > before.post.edits) {
          const { text, language, at, editedAt, edits } = before.post;
          const earlier: Earlier = { text, language, at: editedAt ?? at };
          changes.push({ put: rowOf(next, `edit|${padded(number)}|${padded(edits)}`, earlier) });
        }
        await rows.batch(partitionOf(topic), changes);
        return { topic: next, post: after.post };
      }),

    post,

    /** Undefined for one that is not there, or was taken back before it was. */
    numberOf: async (topic: Named, postId: string): Promise<number | undefined> =>
      (await numberOf(topic, postId)) || undefined,

    /**
     * What was taken back before it was heard of is not written any more: its id leads to no post. Gives the number of one
     * that is there already.
     */
    async takeBack(topic: Named, postId: string): Promise<number | undefined> {
      try {
        await rows.insert(sentRow(topic, { id: postId, number: takenBack }));
        return undefined;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        return numberOf(topic, postId);
      }
    },

    /** So many posts in their order, from a number on. */
    async posts(topic: Named, from: number, limit: number): Promise<Post[]> {
      const range = { from: postKey(from), before: "post|~", limit };
      return (await Array.fromAsync(rows.list(partitionOf(topic), range))).map(postOf);
    },

    /** A post's earlier texts, newest first. */
    async earlier(topic: Named, number: number): Promise<Earlier[]> {
      const prefix = `edit|${padded(number)}|`;
      const range = { from: prefix, before: `${prefix}~` };
      const found = await Array.fromAsync(rows.list(partitionOf(topic), range));
      return found.map(({ json }): Earlier => JSON.parse(json, reviveDates)).toReversed();
    },
  };
}

type Named = Pick<Topic, "tenantId" | "id">;
type Earlier = Pick<Post, "text" | "language" | "at">;

const partitionOf = ({ tenantId, id }: Named) => `${tenantId}|topic|${id}`;
const postKey = (number: number) => `post|${padded(number)}`;
const touched = (topic: Topic): Topic => ({ ...topic, writes: topic.writes + 1 });

const rowOf = (topic: Named, rowKey: string, value: object | number): TopicRow => ({
  partitionKey: partitionOf(topic),
  rowKey,
  json: JSON.stringify(value),
});

const topicOf = ({ json }: TopicRow): Topic => JSON.parse(json, reviveDates);
const postOf = ({ json }: TopicRow): Post => JSON.parse(json, reviveDates);

/** Under these names stand instants, but for a meeting's `startsAt`, which is the text that others told. */
const instants = /^(at|createdAt|lastAt|editedAt|heardAt)$/;

const reviveDates = (key: string, value: unknown) =>
  instants.test(key) && typeof value === "string" ? new Date(value) : value;
