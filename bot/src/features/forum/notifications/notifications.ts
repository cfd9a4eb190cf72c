import type { Why } from "#features/forum/cards/card.ts";
import type { Wishes } from "#features/forum/members/forum-settings.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { Marks } from "#features/forum/topics/read-state.ts";
import type { Whole } from "#features/forum/topics/store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { Place } from "#platform/teams/turn.ts";

type Ports = {
  marks: Marks;
  wishes: Wishes;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  chatFor(tenantId: string, personId: string): Promise<Place | undefined>;
  sender: Sender;
  jobs: Jobs;
  clock: Clock;
};

/** Nobody is told of what is older, because the server stood still. */
const latestMs = days(3);
/** By then nobody asks what became of a card. */
const keptMs = days(30);

/**
 * Tells people of posts in their own chats: those mentioned or quoted, those who watch the topic, and of a new topic those
 * who follow a tag of it. A card each is named by what it is about, so that telling twice tells once.
 */
export function telling({ marks, wishes, memberNames, chatFor, sender, jobs, clock }: Ports) {
  return async ({ topic, post }: Whole): Promise<void> => {
    const now = clock.now();
    const since = post.editedAt ?? post.at;
    if (topic.removed || post.removed || later(since, latestMs) < now) return;
    const audience = await audienceOf(topic, post);
    const present = await memberNames(topic.tenantId, [...audience.keys()]);
    const failures: unknown[] = [];
    let isTold = false;
    for (const [personId, why] of audience) {
      if (!present.has(personId)) continue;
      // Where it fails for some, the others are told all the same.
      const tells = await tell(topic, post, personId, why).catch((error: unknown) => failures.push(error));
      if (tells) isTold = true;
    }
    const group = groupOf(topic, post);
    if (isTold) await jobs.add("forum/tidy", { tenantId: topic.tenantId, group }, later(since, keptMs));
    // Tried again by the queue.
    if (failures.length > 0) throw failures[0];
  };

  /** Each person once, and why. */
  async function audienceOf(topic: Topic, post: Post): Promise<Map<string, Why>> {
    const audience = new Map<string, Why>();
    const add = (personId: string, why: Why) => {
      if (personId !== post.author && personId !== "" && !audience.has(personId)) audience.set(personId, why);
    };
    for (const personId of post.mentions) add(personId, "mention");
    if (post.quote) add(post.quote.author, "quote");
    // Who edits a post tells those newly mentioned alone.
    if (post.editedAt) return audience;
    if (post.number === 1) for (const personId of await followersOf(topic)) add(personId, "tag");
    else for await (const personId of marks.followers(topic.tenantId, topic.id)) add(personId, "watching");
    return audience;
  }

  /** Those who follow one of its tags and read its language. */
  async function followersOf({ tenantId, tags, language }: Topic): Promise<string[]> {
    const found: string[] = [];
    for (const tag of tags)
      for await (const id of wishes.followersOf(tenantId, tag)) {
        const wished = await wishes.get({ tenantId, id });
        if (wished.tags.includes(tag) && wished.reads.includes(language)) found.push(id);
      }
    return found;
  }

  async function tell(topic: Topic, post: Post, personId: string, why: Why): Promise<boolean> {
    const { tenantId, id } = topic;
    const reader = { tenantId, id: personId };
    if (why === "watching" && (await marks.mark(reader, id)).following !== "watching") return false;
    const isDirect = why === "mention" || why === "quote";
    if (!(await marks.tell(reader, id, post.number, isDirect))) return false;
    const chat = await chatFor(tenantId, personId);
    if (!chat) return false;
    await sender.plan(
      {
        tenantId,
        id: `forum-told|${id}|${post.number}|${personId}`,
        group: groupOf(topic, post),
        message: "forum/told",
        subject: { topicId: id, number: post.number, personId, why },
        at: clock.now(),
        by: "",
      },
      [chat.id],
    );
    return true;
  }
}

const groupOf = ({ id }: Topic, { number }: Post) => `forum-told|${id}|${number}`;
