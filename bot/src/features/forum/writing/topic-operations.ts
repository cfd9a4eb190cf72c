import type { z } from "zod";
import { type bestInput, languages, type saveTopicInput, type startInput } from "#features/forum/contract.ts";
import { mostPinned } from "#features/forum/topics/lists.ts";
import type { Written } from "#features/forum/topics/post.ts";
import { topicRights, type Viewer } from "#features/forum/topics/rights.ts";
import {
  closed,
  newTopic,
  pinned,
  removed,
  reopened,
  restored,
  retitled,
  type Topic,
  unpinned,
  withBest,
} from "#features/forum/topics/topic.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { DeedPorts, Deeds } from "./operations.ts";

/** What members do with topics. */
export function topicDeeds(
  { store, lists, clock }: DeedPorts,
  { then, after, follow, show, mark, seen, mentionable }: Deeds,
) {
  /** Done only with the right to it; what is so already stays so, whoever asks. `more` follows from it beside its lists. */
  async function change(
    viewer: Viewer,
    topicId: string,
    right: keyof ReturnType<typeof topicRights>,
    deed: (topic: Topic) => Topic,
    more: readonly string[] = [],
  ): Promise<Topic> {
    const topic = await seen(viewer, topicId);
    return follow(
      ["list", ...more].map((job) => then(job, topic)),
      async () => {
        const changed = await store.change(topic, (newest) => {
          const next = deed(newest);
          if (next !== newest && !topicRights(newest, viewer)[right]) throw new NotFound("unknownTopic");
          return next;
        });
        await lists.write(changed);
        return changed;
      },
    );
  }

  return {
    /** With its first post. Begun twice with one id it is one topic. */
    async start(viewer: Viewer, input: z.infer<typeof startInput>): Promise<Topic> {
      const { id, text, language } = input;
      const { tenantId, id: author } = viewer;
      const mentions = await mentionable(viewer, input.mentions, text);
      const first: Written = { id, author, language, text, mentions, quote: null };
      return follow([after({ tenantId, id }, id, { isNew: true })], async () => {
        const topic = await store.start(newTopic(viewer, id, input, clock.now()), first);
        await mark(await show({ topic, post: await store.post(topic, 1) }));
        return topic;
      });
    },

    retitle: (viewer: Viewer, topicId: string, { version, ...heading }: z.infer<typeof saveTopicInput>) =>
      change(viewer, topicId, "edit", (topic) => retitled(topic, version, heading), ["redraw", "reindex"]),

    /** Refuses `noAnswer` for a post that is none. */
    markBest: (viewer: Viewer, topicId: string, { number }: z.infer<typeof bestInput>): Promise<Topic> =>
      change(viewer, topicId, "edit", (newest) => withBest(newest, number), ["redraw"]),

    close: (viewer: Viewer, topicId: string, reason: string): Promise<Topic> =>
      change(viewer, topicId, "close", (topic) => closed(topic, viewer.id, reason, clock.now()), ["redraw"]),

    reopen: (viewer: Viewer, topicId: string): Promise<Topic> =>
      change(viewer, topicId, "reopen", reopened, ["redraw"]),

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
        ["redrawAll", "reindex"],
      ),

    restoreTopic: (viewer: Viewer, topicId: string): Promise<Topic> =>
      change(viewer, topicId, "restore", restored, ["redrawAll", "reindex"]),
  };
}
