import type { Searching } from "#features/forum/search/topic-search.ts";
import type { Lists } from "#features/forum/topics/lists.ts";
import type { Marks } from "#features/forum/topics/read-state.ts";
import { maySee, type Viewer } from "#features/forum/topics/rights.ts";
import type { ForumStore, Whole } from "#features/forum/topics/store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { mentionedIn } from "#platform/mentions.ts";
import { NotFound } from "#platform/refusal.ts";

export type DeedPorts = {
  store: ForumStore;
  lists: Lists;
  marks: Marks;
  searching: Searching;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  findMember(tenantId: string, id: string): Promise<object | undefined>;
  jobs: Jobs;
  clock: Clock;
};

type Named = Pick<Topic, "tenantId" | "id">;
type Work = { job: string; work: object };

export type Deeds = ReturnType<typeof forumDeeds>;

/** What all deeds in the forum have in common: what follows is planned before each, and done again if it is cut off. */
export function forumDeeds(ports: DeedPorts) {
  const { store, lists, marks, searching, memberNames, findMember, jobs, clock } = ports;
  const then = (name: string, { tenantId, id }: Named, more: object = {}): Work => ({
    job: `forum/${name}`,
    work: { tenantId, topicId: id, ...more },
  });

  return {
    then,

    /** What follows from a post that was written, or changed: see post-jobs.ts. */
    after: (topic: Named, postId: string, { isNew = false } = {}): Work =>
      then("after", topic, { postId, isNew }),

    follow: <T>(work: readonly Work[], deed: () => Promise<T>): Promise<T> =>
      following({ jobs, clock }, work, deed),

    /** For the writer's next look; all of it is done again by the work that follows. */
    async show({ topic, post }: Whole): Promise<Whole> {
      await lists.write(topic);
      await searching.put(topic, post);
      return { topic, post };
    },

    /** Of a new post alone: what was forgotten of whoever has left does not come back by an old one. */
    async mark({ topic, post }: Whole): Promise<Whole> {
      if (post.author && (await findMember(topic.tenantId, post.author)))
        await marks.wrote({ ...topic, id: post.author }, topic.id, post.number, post.at);
      return { topic, post };
    },

    async seen(viewer: Viewer, topicId: string): Promise<Topic> {
      const topic = await store.find(viewer.tenantId, topicId);
      if (!maySee(topic, viewer)) throw new NotFound("unknownTopic");
      return topic;
    },

    /** Of these only members are told, whom the running words of the text name, and not oneself. */
    async mentionable(viewer: Viewer, ids: readonly string[], text: string): Promise<string[]> {
      const names = await memberNames(viewer.tenantId, ids);
      const mentioned = mentionedIn(text, [...names.values()]);
      return ids.filter((id) => id !== viewer.id && mentioned.includes(names.get(id) ?? ""));
    },
  };
}
