import type { Feature } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal, undefinedIfGone } from "#platform/refusal.ts";
import type { Said } from "#platform/teams/extension.ts";
import type { Place } from "#platform/teams/turn.ts";
import { languageOf } from "./languages.ts";
import type { ForumStore } from "./store.ts";
import { idOf, type Threads } from "./threads.ts";
import type { Topic } from "./topic.ts";
import type { Writing } from "./writing.ts";

type Ports = {
  store: ForumStore;
  writing: Writing;
  threads: Threads;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  clock: Clock;
};

/**
 * What members say in the thread of a topic comes into the topic, once, and is changed and taken back with it. What others
 * say there is left alone, and so is what comes after the topic was closed: in a channel nobody is answered.
 */
export function hearing({
  store,
  writing,
  threads,
  memberNames,
  clock,
}: Ports): NonNullable<Feature["hears"]> {
  return async (said, place) => {
    const { messageId, threadId } = said;
    // The message that began the thread is our own card.
    if (messageId === threadId) return;
    const topicId = await threads.topicIn(place.tenantId, place.id, threadId);
    const topic = topicId && (await store.find(place.tenantId, topicId).catch(undefinedIfGone));
    if (!topic || topic.removed) return;
    const id = idOf("teams", place.tenantId, place.id, messageId);
    const number = await store.numberOf(topic, id);
    try {
      if (number !== undefined) await follow(topic, number, said);
      else await takeIn(topic, id, said, place);
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof NotFound)) throw error;
    }
  };

  /** Also what was edited before we heard of it: it is told whole. */
  async function takeIn(topic: Topic, id: string, said: Said, place: Place): Promise<void> {
    const { deed, person, messageId, threadId } = said;
    const text = said.text.trim();
    if (deed === "removed" || text === "" || !person || person.tenantId !== topic.tenantId) return;
    const names = await memberNames(topic.tenantId, [person.id]);
    if (!names.has(person.id)) return;
    const language = languageOf(text) ?? topic.language;
    // Teams' clock may be ahead of ours.
    const at = new Date(Math.min(said.sentAt.getTime(), clock.now().getTime()));
    const origin = { teams: { placeId: place.id, threadId, messageId } };
    await writing.add(topic, { id, author: person.id, language, text, mentions: [], origin }, at);
  }

  /** Said once more it changes nothing; edited or removed, by whom Teams says, it is the author's deed. */
  async function follow(topic: Topic, number: number, { deed, text, person }: Said): Promise<void> {
    const post = await store.post(topic, number);
    if (deed === "said" || (person && person.id !== post.author)) return;
    if (deed === "removed") await writing.follow(topic, number, "");
    else if (text.trim() !== "") await writing.follow(topic, number, text.trim());
  }
}
