import { z } from "zod";
import { digestCard, type Ink, toldCard } from "#features/forum/cards/card.ts";
import type { Marks } from "#features/forum/topics/read-state.ts";
import type { ForumStore, Whole } from "#features/forum/topics/store.ts";
import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { plainText } from "#platform/markdown.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { Digest } from "./digest.ts";

type Ports = {
  store: ForumStore;
  marks: Marks;
  digest: Digest;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  chats: Pick<Chats, "personIn">;
  languageOf(person: Person): Promise<Locale | null>;
  inkFor(locale: Locale): Ink;
};

const ofTold = z.object({
  topicId: z.string(),
  number: z.number(),
  personId: z.string(),
  why: z.enum(["mention", "quote", "watching", "tag"]),
});
const ofWeek = z.object({ day: z.string() });
const mostSummary = 200;

/** What is posted in people's own chats: drawn from how things are by then, or not at all if it no longer holds. */
export function ownMessages(ports: Ports): NonNullable<Feature["messages"]> {
  const { store, marks, digest, memberNames, chats, languageOf, inkFor } = ports;

  async function inkIn({ tenantId, locale }: Place, id: string): Promise<Ink> {
    return inkFor((await languageOf({ tenantId, id, name: "" })) ?? locale ?? "sv");
  }

  async function wholeOf(tenantId: string, topicId: string, number: number): Promise<Whole | undefined> {
    const topic = await store.find(tenantId, topicId).catch(undefinedIfGone);
    const post = topic && (await store.post(topic, number).catch(undefinedIfGone));
    return topic && post && !topic.removed && !post.removed ? { topic, post } : undefined;
  }

  return {
    async told(subject, place) {
      const { topicId, number, personId, why } = ofTold.parse(subject);
      const { tenantId } = place;
      const whole = await wholeOf(tenantId, topicId, number);
      if (!whole) return undefined;
      const { topic, post } = whole;
      // They may have left, read on or had enough since it was planned.
      const names = await memberNames(tenantId, [personId, post.author]);
      const mark = await marks.mark({ tenantId, id: personId }, topicId);
      if (!names.has(personId) || mark.number >= number || mark.following === "muted") return undefined;
      const ink = await inkIn(place, personId);
      const name = names.get(post.author) ?? ink.t("somebody");
      return {
        card: toldCard(topic, post, why, name, ink),
        summary: plainText(`${ink.t(`told.${why}`, { name })}: ${topic.title}`, mostSummary),
      };
    },

    async digest(subject, place) {
      const { day } = ofWeek.parse(subject);
      const id = await chats.personIn(place);
      if (id === undefined) return undefined;
      const { tenantId } = place;
      if (!(await memberNames(tenantId, [id])).has(id)) return undefined;
      const week = await digest.week({ tenantId, id }, day);
      const ink = await inkIn(place, id);
      return week && { card: digestCard(week, ink), summary: ink.t("digest.title") };
    },
  };
}
