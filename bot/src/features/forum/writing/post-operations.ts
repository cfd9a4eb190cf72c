import type { z } from "zod";
import { limits, type postInput, type savePostInput } from "#features/forum/contract.ts";
import { edited, removedPost, restoredPost, stands, type Written } from "#features/forum/topics/post.ts";
import { postRights, type Viewer } from "#features/forum/topics/rights.ts";
import type { Whole } from "#features/forum/topics/store.ts";
import { rewritten, takenBack } from "#features/forum/topics/teams-edits.ts";
import { answered, hiding, type Topic, unhiding } from "#features/forum/topics/topic.ts";
import { plainText } from "#platform/markdown.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { DeedPorts, Deeds } from "./operations.ts";

type Posted = Omit<Written, "quote">;
type QuoteInput = z.infer<typeof postInput>["quote"];

/** What members do with posts. */
export function postDeeds(
  { store, clock }: DeedPorts,
  { then, after, follow, show, mark, seen, mentionable }: Deeds,
) {
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
    return follow([after(topic, posted.id, { isNew: true })], async () => {
      // All is looked at for a new post alone: one that is there already is refused for nothing.
      const added = await store.add(topic, posted, at, async (newest) => {
        if (newest.removed) throw new NotFound("unknownTopic");
        const next = answered(newest, posted.author, at, { evenClosed });
        return { topic: next, written: { ...posted, quote: await checkQuote(newest, quote) } };
      });
      return mark(await show(added));
    });
  }

  async function followed(topic: Topic, number: number, deed: (newest: Whole) => Whole): Promise<void> {
    const { id } = await store.post(topic, number);
    await follow([after(topic, id), then("redraw", topic, { number })], async () => {
      await show(await store.changePost(topic, number, deed));
    });
  }

  return {
    add,

    /** Refuses `topicClosed` and `quoteUnknown`. */
    async post(viewer: Viewer, topicId: string, input: z.infer<typeof postInput>): Promise<Whole> {
      const topic = await seen(viewer, topicId);
      const { id, language, text, quote } = input;
      const mentions = await mentionable(viewer, input.mentions, text);
      return add(topic, { id, author: viewer.id, language, text, mentions }, clock.now(), { quote });
    },

    /** Refuses `changedMeanwhile` where it has been edited since it was seen, but for the same text. */
    async edit(
      viewer: Viewer,
      topicId: string,
      number: number,
      { version, ...input }: z.infer<typeof savePostInput>,
    ): Promise<Whole> {
      const mentions = await mentionable(viewer, input.mentions, input.text);
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

    /** As its author did it in Teams then. */
    followEdit: (topic: Topic, number: number, text: string, heardAt: Date): Promise<void> =>
      followed(topic, number, (whole) => rewritten(whole, text, heardAt, clock.now())),

    followRemoval: (topic: Topic, number: number, heardAt: Date): Promise<void> =>
      followed(topic, number, (whole) => takenBack(whole, heardAt)),
  };
}
