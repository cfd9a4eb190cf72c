import { z } from "zod";
import type { Searching } from "#features/forum/search/topic-search.ts";
import type { Reports } from "#features/forum/topics/reports.ts";
import type { ForumStore, Whole } from "#features/forum/topics/store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Feature } from "#platform/feature.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Writing } from "./writing.ts";

const ofTopic = z.object({ tenantId: z.string(), topicId: z.string() });
const ofPost = ofTopic.extend({ postId: z.string(), isNew: z.boolean().default(false) });

type Ports = {
  store: ForumStore;
  writing: Writing;
  searching: Searching;
  reports: Reports;
  /** What a post that was written, edited or removed means to others. */
  effects: ((whole: Whole) => Promise<void>)[];
};

/**
 * What follows from a deed, put on the queue before it and after it: it may run twice, late, and for a deed that was never
 * done. It looks at how things are by then.
 */
export function afterwards({
  store,
  writing,
  searching,
  reports,
  effects,
}: Ports): NonNullable<Feature["jobs"]> {
  const forTopic = (run: (topic: Topic) => Promise<void>) => async (data: unknown) => {
    const { tenantId, topicId } = ofTopic.parse(data);
    const topic = await store.find(tenantId, topicId).catch(undefinedIfGone);
    if (topic) await run(topic);
  };

  return {
    async after(data) {
      const { tenantId, topicId, postId, isNew } = ofPost.parse(data);
      const topic = await store.find(tenantId, topicId).catch(undefinedIfGone);
      const number = topic && (await store.numberOf(topic, postId));
      if (!topic || number === undefined) return;
      const whole = await writing.show({ topic, post: await store.post(topic, number) });
      if (isNew) await writing.mark(whole);
      if (whole.post.removed) await reports.settle({ tenantId, topicId, number });
      const failures: unknown[] = [];
      // Where one fails the others are done all the same.
      for (const effect of effects) await effect(whole).catch((error: unknown) => failures.push(error));
      // Tried again by the queue.
      if (failures.length > 0) throw failures[0];
    },

    list: forTopic(writing.showTopic),

    reindex: forTopic(searching.putAll),
  };
}
