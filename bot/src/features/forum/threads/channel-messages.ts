import { z } from "zod";
import { goneCard, type Ink, replyCard, topicCard } from "#features/forum/cards/card.ts";
import { meetingOf } from "#features/forum/meetings/meetings.ts";
import type { FieldName } from "#features/forum/reading/topic-view.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { ForumStore } from "#features/forum/topics/store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { plainText } from "#platform/markdown.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import { threadOf } from "#platform/teams/thread-place.ts";
import type { Place } from "#platform/teams/turn.ts";

type Ports = {
  store: ForumStore;
  /** The network's own channels. */
  places(tenantId: string): Promise<Place[]>;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  fields(tenantId: string): Promise<FieldName[]>;
  inkFor(locale: Locale): Ink;
};

const ofTopic = z.object({ topicId: z.string() });
const ofReply = ofTopic.extend({ number: z.number() });
const mostSummary = 200;

/** What stands in channels: drawn from how things are by then. A channel that was given up is told only what is gone. */
export function channelMessages({
  store,
  places,
  memberNames,
  fields,
  inkFor,
}: Ports): NonNullable<Feature["messages"]> {
  async function nameOf(topic: Topic, { author, origin }: Post, { locale, t }: Ink): Promise<string> {
    const meeting = meetingOf(topic, origin);
    if (meeting) return meeting.title[locale];
    return (await memberNames(topic.tenantId, [author])).get(author) ?? t("somebody");
  }

  async function isGivenUp({ tenantId, id }: Place): Promise<boolean> {
    const { conversationId } = threadOf(id);
    return (await places(tenantId)).every((place) => place.id !== conversationId);
  }

  return {
    async topic(subject, place, deed) {
      const { tenantId, locale } = place;
      const { topicId } = ofTopic.parse(subject);
      const topic = await store.find(tenantId, topicId).catch(undefinedIfGone);
      if (!topic || (deed === "post" && topic.removed)) return undefined;
      const ink = inkFor(locale ?? "sv");
      if (topic.removed) return { card: goneCard("gone.topic", ink), summary: ink.t("gone.topic") };
      if (await isGivenUp(place)) return undefined;
      const first = await store.post(topic, 1);
      const names = await tagNames(fields, tenantId, ink.locale);
      const card = topicCard(topic, first, await nameOf(topic, first, ink), names, ink);
      return { card, summary: topic.title };
    },

    async reply(subject, place, deed) {
      const { tenantId, locale } = place;
      const { topicId, number } = ofReply.parse(subject);
      const topic = await store.find(tenantId, topicId).catch(undefinedIfGone);
      const post = topic && (await store.post(topic, number).catch(undefinedIfGone));
      if (!topic || !post) return undefined;
      const isGone = topic.removed !== undefined || post.removed !== undefined;
      if (deed === "post" && isGone) return undefined;
      const ink = inkFor(locale ?? "sv");
      if (isGone) return { card: goneCard("gone.post", ink), summary: ink.t("gone.post") };
      if (await isGivenUp(place)) return undefined;
      const name = await nameOf(topic, post, ink);
      const summary = plainText(`${ink.t("reply.title", { name })}: ${topic.title}`, mostSummary);
      return { card: replyCard(topic, post, name, ink), summary };
    },
  };
}

/** A tag's name in a language; "" for one that there is no longer. */
export async function tagNames(
  fields: (tenantId: string) => Promise<FieldName[]>,
  tenantId: string,
  locale: Locale,
): Promise<(tag: string) => string> {
  const names = new Map((await fields(tenantId)).map(({ id, name }) => [id, name[locale]]));
  return (tag) => names.get(tag) ?? "";
}
