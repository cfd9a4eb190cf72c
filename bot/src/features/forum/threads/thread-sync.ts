import { languageOf } from "#features/forum/topics/languages.ts";
import type { ForumStore } from "#features/forum/topics/store.ts";
import { idOf, type Threads } from "#features/forum/topics/thread-store.ts";
import type { Topic } from "#features/forum/topics/topic.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal, undefinedIfGone } from "#platform/refusal.ts";
import type { Said } from "#platform/teams/extension.ts";
import type { Where } from "#platform/teams/incoming/queued-message.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { hearingAgain } from "./early-messages.ts";

type Ports = {
  store: ForumStore;
  writing: Writing;
  threads: Threads;
  early: ReturnType<typeof hearingAgain>;
  /** The network's own channels. */
  places(tenantId: string): Promise<Place[]>;
  findMember(tenantId: string, id: string): Promise<object | undefined>;
  clock: Clock;
};

/**
 * What members say in the thread of a topic comes into the topic, once, and is changed and taken back with it, in whichever
 * order Teams tells it. What others say there is left alone, and so is what comes after the topic was closed or the channel
 * given up, but for what is taken back: in a channel nobody is answered.
 */
export function hearing({ store, writing, threads, early, places, findMember, clock }: Ports) {
  return async (said: Said, place: Where): Promise<void> => {
    const { messageId, threadId } = said;
    // The message that began the thread is our own card.
    if (messageId === threadId) return;
    const topicId = await threads.topicIn(place.tenantId, place.id, threadId);
    if (!topicId) return early.isYoung(threadId) ? waitWith(said, place) : undefined;
    const topic = await store.find(place.tenantId, topicId).catch(undefinedIfGone);
    if (!topic) return;
    const isTakenBack = said.deed === "removed";
    if (!isTakenBack && (topic.removed || !(await isListenedTo(place)))) return;
    const id = idOf("teams", place.tenantId, place.id, messageId);
    const number = isTakenBack ? await store.takeBack(topic, id) : await store.numberOf(topic, id);
    try {
      if (number !== undefined) await follow(topic, number, said);
      else if (!isTakenBack) await takeIn(topic, id, said, place);
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof NotFound)) throw error;
    }
  };

  /** It may be the thread of a topic whose card has just been posted. */
  async function waitWith(said: Said, place: Where): Promise<void> {
    const { deed, person } = said;
    const isMembers = deed === "removed" || (person && (await findMember(place.tenantId, person.id)));
    if (isMembers && (await isListenedTo(place))) await early.hearAgain(said, place);
  }

  async function isListenedTo({ tenantId, id }: Where): Promise<boolean> {
    return (await places(tenantId)).some((place) => place.id === id);
  }

  /** Also what was edited before we heard of it: it is told whole. */
  async function takeIn(topic: Topic, id: string, said: Said, place: Where): Promise<void> {
    const { person, messageId, threadId, sentAt: heardAt } = said;
    const text = said.text.trim();
    if (text === "" || !person || person.tenantId !== topic.tenantId) return;
    if (!(await findMember(topic.tenantId, person.id))) return;
    const language = languageOf(text) ?? topic.language;
    // Teams' clock may be ahead of ours.
    const at = new Date(Math.min(heardAt.getTime(), clock.now().getTime()));
    const origin = { teams: { placeId: place.id, threadId, messageId } };
    const posted = { id, author: person.id, language, text, mentions: [], origin, heardAt };
    const { post } = await writing.add(topic, posted, at);
    // It was heard of at the same time as it was before.
    if (said.deed === "edited" && post.text !== text) await follow(topic, post.number, said);
  }

  /** Said once more it changes nothing; edited or removed, by whom Teams says, it is the author's deed. */
  async function follow(topic: Topic, number: number, { deed, text, person, sentAt }: Said): Promise<void> {
    const post = await store.post(topic, number);
    if (deed === "said" || (person && person.id !== post.author)) return;
    if (deed === "removed") return writing.followRemoval(topic, number, sentAt);
    if (text.trim() === "" || !(await findMember(topic.tenantId, post.author))) return;
    await writing.followEdit(topic, number, text.trim(), sentAt);
  }
}
