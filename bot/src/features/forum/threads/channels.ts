import { z } from "zod";
import type { Post } from "#features/forum/topics/post.ts";
import { topicRights, type Viewer } from "#features/forum/topics/rights.ts";
import type { ForumStore, Whole } from "#features/forum/topics/store.ts";
import type { Threads } from "#features/forum/topics/thread-store.ts";
import { type Channel, postedIn, type Topic, threaded } from "#features/forum/topics/topic.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { type Clock, days, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { bounded } from "#platform/lru-map.ts";
import { NotFound, Refusal, undefinedIfGone } from "#platform/refusal.ts";
import type { Sender } from "#platform/sending/sender.ts";
import { mayRetry } from "#platform/sending/target.ts";
import { threadIn } from "#platform/teams/thread-place.ts";
import type { Place } from "#platform/teams/turn.ts";

type Ports = {
  store: ForumStore;
  writing: Writing;
  threads: Threads;
  /** The network's own channels. */
  places(tenantId: string): Promise<Place[]>;
  sender: Sender;
  jobs: Jobs;
  clock: Clock;
};

const ofThread = z.object({ tenantId: z.string(), topicId: z.string(), placeId: z.string() });
const ofPart = z.object({ tenantId: z.string(), topicId: z.string(), number: z.number().optional() });

/** Teams tells a message's id once it is posted: it is looked for at first often, then ever more seldom. */
const lookMs = seconds(5);
const longestLookMs = days(2);

export type Channels = ReturnType<typeof topicChannels>;

/**
 * Topics in the network's channels. What is written in the tab is planned as a reply in each thread, named by its post and
 * its thread, so that planning twice posts once; what came from a thread does not go back into it.
 */
export function topicChannels({ store, writing, threads, places, sender, jobs, clock }: Ports) {
  // What follows from a deed comes at least twice, and an update is one call to Teams.
  const drawn = bounded<string>(1_000);

  const topicBroadcast = (topic: Topic, at: Date) => ({
    tenantId: topic.tenantId,
    id: topicId(topic),
    group: groupOf(topic),
    message: "forum/topic",
    subject: { topicId: topic.id },
    at,
    by: "",
  });

  async function replyIn(topic: Topic, post: Post, channel: Channel): Promise<void> {
    const threadId = channel.messageId;
    const isMissing = threadId !== undefined && post.number > channel.from && !post.removed;
    if (!isMissing || isFrom(post, channel)) return;
    const placeId = threadIn(channel.placeId, threadId);
    await sender.planAnew(
      {
        tenantId: topic.tenantId,
        id: replyId(topic, post.number, placeId),
        group: groupOf(topic),
        message: "forum/reply",
        subject: { topicId: topic.id, number: post.number },
        at: clock.now(),
        by: "",
      },
      [placeId],
    );
  }

  async function find(tenantId: string, id: string): Promise<Topic | undefined> {
    return store.find(tenantId, id).catch(undefinedIfGone);
  }

  /** Where it stands already, what did not arrive or may not have is sent again, because a person asks for it. */
  async function sendTo(topic: Topic, placeId: string): Promise<void> {
    await sender.plan(topicBroadcast(topic, clock.now()), [placeId]);
    const target = await sender.target(topic.tenantId, topicId(topic), placeId);
    if (target && mayRetry(target.outcome)) await sender.retry(topic.tenantId, topicId(topic), [placeId]);
  }

  async function link(topic: Topic, channel: Channel, messageId: string): Promise<void> {
    const { placeId } = channel;
    // First where replies are looked up by: from then on none is missed.
    await threads.link(topic.tenantId, placeId, messageId, topic.id);
    const linked = await store.change(topic, (newest) => threaded(newest, placeId, messageId));
    for (let from = channel.from + 1; from <= linked.lastNumber; from += 100)
      for (const post of await store.posts(linked, from, 100))
        await replyIn(linked, post, { ...channel, messageId });
  }

  /** Once for each version of what stands there. */
  async function update(
    tenantId: string,
    name: string,
    version: string,
    broadcasts: string[],
  ): Promise<void> {
    const key = `${tenantId}|${name}`;
    if (drawn.get(key) === version) return;
    drawn.set(key, version);
    try {
      for (const id of broadcasts) if (await sender.find(tenantId, id)) await sender.update(tenantId, id);
    } catch (error) {
      drawn.delete(key);
      throw error;
    }
  }

  return {
    /** Posts a topic in a channel of the network. Refuses `unknownPlace` for any other. */
    async post(viewer: Viewer, id: string, placeId: string): Promise<Topic> {
      const topic = await writing.seen(viewer, id);
      if (!topicRights(topic, viewer).post) throw new NotFound("unknownTopic");
      const known = await places(viewer.tenantId);
      if (!known.some((place) => place.id === placeId)) throw new Refusal("unknownPlace");
      const work = { tenantId: topic.tenantId, topicId: topic.id, placeId };
      return following({ jobs, clock }, [{ job: "forum/thread", work }], async () => {
        const posted = await store.change(topic, (newest) => postedIn(newest, placeId, clock.now()));
        await sendTo(posted, placeId);
        return posted;
      });
    },

    /** Of a post that was written: a reply in each thread that it did not come from. */
    async reply({ topic, post }: Whole): Promise<void> {
      if (topic.removed) return;
      for (const channel of topic.channels) await replyIn(topic, post, channel);
    },

    jobs: {
      /** A topic's card was planned: once it is posted, its thread is the topic's. */
      async thread(data: unknown): Promise<void> {
        const work = ofThread.parse(data);
        const topic = await find(work.tenantId, work.topicId);
        const channel = topic?.channels.find(({ placeId }) => placeId === work.placeId);
        if (!topic || !channel) return;
        // The request may have been cut off before it was planned.
        await sender.plan(topicBroadcast(topic, clock.now()), [work.placeId]);
        const target = await sender.target(work.tenantId, topicId(topic), work.placeId);
        const messageId = channel.messageId ?? target?.messageId;
        if (messageId) return link(topic, channel, messageId);
        const now = clock.now();
        const waitedMs = now.getTime() - (target?.changedAt ?? channel.at).getTime();
        const isOver = target !== undefined && ["cancelled", "blocked", "gone"].includes(target.outcome);
        // At whole beats, so that work which came twice goes on once.
        const at = Math.ceil((now.getTime() + Math.max(waitedMs / 2, 1)) / lookMs) * lookMs;
        if (!isOver && waitedMs < longestLookMs) await jobs.add("forum/thread", work, new Date(at));
      },

      /** What stands in channels of a post, or of the topic itself, is replaced by how it is now. */
      async redraw(data: unknown): Promise<void> {
        const { tenantId, topicId: id, number = 1 } = ofPart.parse(data);
        const topic = await find(tenantId, id);
        const post = topic && (await store.post(topic, number).catch(undefinedIfGone));
        if (!topic || !post || topic.channels.length === 0) return;
        const standing = number === 1 ? [topicId(topic)] : replyIds(topic, number);
        await update(tenantId, `${id}|${number}`, `${topic.writes}|${post.edits}`, standing);
      },

      /** A topic was removed, or brought back: so are its posts. */
      async redrawAll(data: unknown): Promise<void> {
        const { tenantId, topicId: id } = ofPart.parse(data);
        const topic = await find(tenantId, id);
        if (!topic || topic.channels.length === 0) return;
        const standing = (await sender.list(tenantId, groupOf(topic))).map((sent) => sent.id);
        await update(tenantId, id, String(topic.writes), standing);
      },
    },
  };
}

const topicId = ({ id }: Topic) => `forum-topic|${id}`;
const replyId = ({ id }: Topic, number: number, placeId: string) => `forum-post|${id}|${number}|${placeId}`;
const replyIds = (topic: Topic, number: number): string[] =>
  topic.channels
    .filter(({ messageId }) => messageId !== undefined)
    .map(({ placeId, messageId = "" }) => replyId(topic, number, threadIn(placeId, messageId)));
const groupOf = ({ id }: Topic) => `forum|${id}`;

const isFrom = ({ origin }: Post, { placeId, messageId }: Channel): boolean =>
  origin !== undefined &&
  "teams" in origin &&
  origin.teams.placeId === placeId &&
  origin.teams.threadId === messageId;
