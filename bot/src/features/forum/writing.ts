import type { z } from "zod";
import type { Clock } from "#platform/jobs/clock.ts";
import { following } from "#platform/jobs/following.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { plainText } from "#platform/markdown.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import {
  type bestInput,
  languages,
  limits,
  type postInput,
  type savePostInput,
  type saveTopicInput,
  type startInput,
} from "./contract.ts";
import { type Lists, mostPinned } from "./lists.ts";
import type { Marks } from "./marks.ts";
import { edited, removedPost, restoredPost, stands, type Written } from "./post.ts";
import { maySee, postRights, topicRights, type Viewer } from "./rights.ts";
import type { Searching } from "./searching.ts";
import type { ForumStore, Whole } from "./store.ts";
import {
  answered,
  closed,
  hiding,
  newTopic,
  pinned,
  removed,
  reopened,
  restored,
  retitled,
  type Topic,
  unhiding,
  unpinned,
  withBest,
} from "./topic.ts";

type Ports = {
  store: ForumStore;
  lists: Lists;
  marks: Marks;
  searching: Searching;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  jobs: Jobs;
  clock: Clock;
};

type Posted = Omit<Written, "quote">;
type QuoteInput = z.infer<typeof postInput>["quote"];

export type Writing = ReturnType<typeof forumWriting>;

/** What members write in the forum, with what follows from it: planned before each deed, and done again if it is cut off. */
export function forumWriting(ports: Ports) {
  const { store, lists, marks, searching, memberNames, jobs, clock } = ports;

  /** For the writer's next look; all of it is done again by the work that follows. */
  async function show({ topic, post }: Whole): Promise<Whole> {
    await lists.write(topic);
    await searching.put(topic, post);
    if (post.author) await marks.wrote({ ...topic, id: post.author }, topic.id, post.number, post.at);
    return { topic, post };
  }

  const after = (topic: Named, postId: string) => ({
    job: "forum/after",
    work: { ...ofTopic(topic), postId },
  });
  const then = (name: string, topic: Named, more: object = {}) => ({
    job: `forum/${name}`,
    work: { ...ofTopic(topic), ...more },
  });

  const follow = <T>(work: { job: string; work: object }[], deed: () => Promise<T>) =>
    following({ jobs, clock }, work, deed);

  async function seen(viewer: Viewer, topicId: string): Promise<Topic> {
    const topic = await store.find(viewer.tenantId, topicId);
    if (!maySee(topic, viewer)) throw new NotFound("unknownTopic");
    return topic;
  }

  /** Whoever is no member, or oneself, is not told of it. */
  async function mentionable(viewer: Viewer, ids: readonly string[]): Promise<string[]> {
    const names = await memberNames(viewer.tenantId, ids);
    return ids.filter((id) => names.has(id) && id !== viewer.id);
  }

  /** Done only with the right to it; what is so already stays so, whoever asks. */
  async function change(
    viewer: Viewer,
    topicId: string,
    right: keyof ReturnType<typeof topicRights>,
    deed: (topic: Topic) => Topic,
    more: { job: string; work: object }[] = [],
  ): Promise<Topic> {
    const topic = await seen(viewer, topicId);
    return follow([then("list", topic), ...more], async () => {
      const changed = await store.change(topic, (newest) => {
        const next = deed(newest);
        if (next !== newest && !topicRights(newest, viewer)[right]) throw new NotFound("unknownTopic");
        return next;
      });
      await lists.write(changed);
      return changed;
    });
  }

  const redrawn = (viewer: Viewer, topicId: string) =>
    then("redraw", { tenantId: viewer.tenantId, id: topicId });
  const redrawnAll = (viewer: Viewer, topicId: string) =>
    then("redrawAll", { tenantId: viewer.tenantId, id: topicId });
  const reindexed = (viewer: Viewer, topicId: string) =>
    then("reindex", { tenantId: viewer.tenantId, id: topicId });

  async function changePost(
    viewer: Viewer,
    topicId: string,
    number: number,
    deed: (newest: Whole) => Whole,
  ): Promise<Whole> {
    const topic = await seen(viewer, topicId);
    const { id } = await store.post(topic, number);
    return follow([after(topic, id), then("redraw", topic, { number })], async () =>
      show(await store.changePost(topic, number, deed)),
    );
  }

  /** Refuses `quoteUnknown` for words that do not stand in the post. */
  async function checkQuote(topic: Topic, quote: QuoteInput): Promise<Written["quote"]> {
    if (!quote) return null;
    const quoted = topic.hidden.includes(quote.number) ? undefined : await store.post(topic, quote.number);
    if (!quoted || !stands(quote.text, quoted.text, plainText(quoted.text, limits.post)))
      throw new Refusal("quoteUnknown");
    return { ...quote, author: quoted.author };
  }

  /** One more post, unless it is there: in a thread of Teams, or as the notes of a meeting. */
  async function add(
    topic: Topic,
    posted: Posted,
    at: Date,
    { evenClosed = false, quote = null }: { evenClosed?: boolean; quote?: QuoteInput } = {},
  ): Promise<Whole> {
    return follow([after(topic, posted.id)], async () =>
      show(
        // All is looked at for a new post alone: one that is there already is refused for nothing.
        await store.add(topic, posted, at, async (newest) => {
          if (newest.removed) throw new NotFound("unknownTopic");
          const next = answered(newest, posted.author, at, { evenClosed });
          return { topic: next, written: { ...posted, quote: await checkQuote(newest, quote) } };
        }),
      ),
    );
  }

  return {
    seen,
    add,

    /** With its first post. Begun twice with one id it is one topic. */
    async start(viewer: Viewer, input: z.infer<typeof startInput>): Promise<Topic> {
      const { id, text, language } = input;
      const { tenantId, id: author } = viewer;
      const mentions = await mentionable(viewer, input.mentions);
      const first: Written = { id, author, language, text, mentions, quote: null };
      return follow([after({ tenantId, id }, id)], async () => {
        const topic = await store.start(newTopic(viewer, id, input, clock.now()), first);
        await show({ topic, post: await store.post(topic, 1) });
        return topic;
      });
    },

    /** Refuses `topicClosed` and `quoteUnknown`. */
    async post(viewer: Viewer, topicId: string, input: z.infer<typeof postInput>): Promise<Whole> {
      const topic = await seen(viewer, topicId);
      const { id, language, text, quote } = input;
      const mentions = await mentionable(viewer, input.mentions);
      return add(topic, { id, author: viewer.id, language, text, mentions }, clock.now(), { quote });
    },

    /** Refuses `changedMeanwhile` where it has been edited since it was seen, but for the same text. */
    async edit(
      viewer: Viewer,
      topicId: string,
      number: number,
      { version, ...input }: z.infer<typeof savePostInput>,
    ): Promise<Whole> {
      const mentions = await mentionable(viewer, input.mentions);
      return changePost(viewer, topicId, number, ({ topic, post }) => {
        if (!postRights(topic, post, viewer, false).edit)
          throw topic.closed && post.author === viewer.id
            ? new Refusal("topicClosed")
            : new NotFound("unknownPost");
        const next = edited(post, { ...input, mentions }, clock.now());
        if (next !== post && version !== String(post.edits)) throw new Refusal("changedMeanwhile");
        return { topic, post: next };
      });
    },

    /** Refuses `reasonMissing` to a moderator who gives none. */
    remove: (viewer: Viewer, topicId: string, number: number, reason: string): Promise<Whole> =>
      changePost(viewer, topicId, number, ({ topic, post }) => {
        if (post.removed) return { topic, post };
        if (!postRights(topic, post, viewer, false).remove) throw new NotFound("unknownPost");
        const isOwn = post.author === viewer.id;
        if (!isOwn && reason.trim().length < 3) throw new Refusal("reasonMissing");
        const role = isOwn ? "author" : "moderator";
        const removal = { at: clock.now(), by: viewer.id, role, reason: reason.trim() } as const;
        return { topic: hiding(topic, number), post: removedPost(post, removal) };
      }),

    restore: (viewer: Viewer, topicId: string, number: number): Promise<Whole> =>
      changePost(viewer, topicId, number, ({ topic, post }) => {
        if (!post.removed) return { topic, post };
        if (!postRights(topic, post, viewer, false).restore) throw new NotFound("unknownPost");
        return { topic: unhiding(topic, number), post: restoredPost(post) };
      }),

    /** As its author did it in Teams. What a moderator has removed stays removed. */
    async follow(topic: Topic, number: number, text: string): Promise<void> {
      const { id } = await store.post(topic, number);
      await follow([after(topic, id), then("redraw", topic, { number })], async () => {
        const deed = (whole: Whole): Whole => (text ? rewritten(whole, text) : takenBack(whole));
        await show(await store.changePost(topic, number, deed));
      });
    },

    retitle: (viewer: Viewer, topicId: string, { version, ...heading }: z.infer<typeof saveTopicInput>) =>
      change(viewer, topicId, "edit", (topic) => retitled(topic, version, heading), [
        redrawn(viewer, topicId),
        reindexed(viewer, topicId),
      ]),

    /** Refuses `noAnswer` for a post that is none. */
    markBest: (viewer: Viewer, topicId: string, { number }: z.infer<typeof bestInput>): Promise<Topic> =>
      change(viewer, topicId, "edit", (newest) => withBest(newest, number), [redrawn(viewer, topicId)]),

    close: (viewer: Viewer, topicId: string, reason: string): Promise<Topic> =>
      change(viewer, topicId, "close", (topic) => closed(topic, viewer.id, reason, clock.now()), [
        redrawn(viewer, topicId),
      ]),

    reopen: (viewer: Viewer, topicId: string): Promise<Topic> =>
      change(viewer, topicId, "reopen", reopened, [redrawn(viewer, topicId)]),

    /** Refuses `tooManyPinned`. */
    async pin(viewer: Viewer, topicId: string): Promise<Topic> {
      const topic = await seen(viewer, topicId);
      const all = topic.pinned ? [] : await lists.pinned(viewer.tenantId, { languages });
      if (all.length >= mostPinned) throw new Refusal("tooManyPinned", { count: mostPinned });
      return change(viewer, topicId, "pin", (newest) => pinned(newest, viewer.id, clock.now()));
    },

    unpin: (viewer: Viewer, topicId: string): Promise<Topic> => change(viewer, topicId, "pin", unpinned),

    removeTopic: (viewer: Viewer, topicId: string): Promise<Topic> =>
      change(
        viewer,
        topicId,
        "remove",
        (topic) =>
          removed(topic, {
            at: clock.now(),
            by: viewer.id,
            role: topic.author === viewer.id ? "author" : "moderator",
            reason: "",
          }),
        [redrawnAll(viewer, topicId), reindexed(viewer, topicId)],
      ),

    restoreTopic: (viewer: Viewer, topicId: string): Promise<Topic> =>
      change(viewer, topicId, "restore", restored, [redrawnAll(viewer, topicId), reindexed(viewer, topicId)]),

    /** For what follows from deeds: how things are is shown once more. */
    show,
    showTopic: (topic: Topic): Promise<void> => lists.write(topic),
  };

  function rewritten({ topic, post }: Whole, text: string): Whole {
    if (post.removed && post.removed.role !== "author") return { topic, post };
    const { language, mentions } = post;
    const back = restoredPost(post);
    return {
      topic: unhiding(topic, post.number),
      post: edited(back, { text, language, mentions }, clock.now()),
    };
  }

  function takenBack({ topic, post }: Whole): Whole {
    if (post.removed) return { topic, post };
    const removal = { at: clock.now(), by: post.author, role: "author", reason: "" } as const;
    return { topic: hiding(topic, post.number), post: removedPost(post, removal) };
  }
}

type Named = Pick<Topic, "tenantId" | "id">;
const ofTopic = ({ tenantId, id }: Named) => ({ tenantId, topicId: id });
