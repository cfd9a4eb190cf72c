import type { Language } from "#features/forum/contract.ts";
import { Refusal } from "#platform/refusal.ts";

/** A moderator's removal has a reason, and is not the author's to undo. */
export type Removal = { at: Date; by: string; role: "author" | "moderator"; reason: string };

/** Where a topic stands in Teams: replies go into its thread from the post after `from` on, once its message is known. */
export type Channel = { placeId: string; at: Date; from: number; messageId?: string };

export type Meeting = {
  seriesId: string;
  date: string;
  title: Record<Language, string>;
  startsAt: string;
};

/** A topic without its posts. People are told by their ids: their names are the network's to tell. */
export type Topic = {
  tenantId: string;
  id: string;
  title: string;
  tags: string[];
  language: Language;
  author: string;
  createdAt: Date;
  /** Posts are numbered from 1, and no number is used twice. */
  lastNumber: number;
  lastAt: Date;
  lastBy: string;
  /** How often title, tags and language have been changed: whoever has seen an older one is told so. */
  revision: number;
  /** Somebody else than its author has written in it. */
  isShared: boolean;
  best: number | null;
  /** The numbers of posts that were removed, so that quotes of them show nothing either. */
  hidden: number[];
  pinned?: { at: Date; by: string } | undefined;
  closed?: { at: Date; by: string; reason: string } | undefined;
  removed?: Removal | undefined;
  channels: Channel[];
  meetings: Meeting[];
  /** Goes up with each write: of what is shown in lists, the newer wins. */
  writes: number;
};

type Heading = Pick<Topic, "title" | "tags" | "language">;

export function newTopic(
  { tenantId, id: author }: { tenantId: string; id: string },
  id: string,
  { title, tags, language }: Heading,
  now: Date,
): Topic {
  return {
    tenantId,
    id,
    title,
    tags: [...new Set(tags)],
    language,
    author,
    createdAt: now,
    lastNumber: 1,
    lastAt: now,
    lastBy: author,
    revision: 0,
    isShared: false,
    best: null,
    hidden: [],
    channels: [],
    meetings: [],
    writes: 1,
  };
}

/** With one more post. Refuses `topicClosed`, unless it may be written in all the same. */
export function answered(topic: Topic, author: string, at: Date, { evenClosed = false } = {}): Topic {
  if (topic.closed && !evenClosed) throw new Refusal("topicClosed");
  return {
    ...topic,
    lastNumber: topic.lastNumber + 1,
    // What was said in Teams may be heard of late.
    lastAt: at > topic.lastAt ? at : topic.lastAt,
    // The notes of a meeting are nobody's in particular.
    lastBy: author || topic.lastBy,
    isShared: topic.isShared || author !== topic.author,
  };
}

/** Refuses `changedMeanwhile` unless it is of the revision that was seen. The same heading once more changes nothing. */
export function retitled(topic: Topic, seen: string, heading: Heading): Topic {
  const tags = [...new Set(heading.tags)];
  const { title, language } = heading;
  const isSame = topic.title === title && topic.language === language && tags.join() === topic.tags.join();
  if (isSame) return topic;
  if (seen !== String(topic.revision)) throw new Refusal("changedMeanwhile");
  return { ...topic, title, tags, language, revision: topic.revision + 1 };
}

/** Refuses `noAnswer` for a post that is not there, or is no answer. Null takes the mark away. */
export function withBest(topic: Topic, number: number | null): Topic {
  if (number === topic.best) return topic;
  const isAnswer =
    number === null || (number > 1 && number <= topic.lastNumber && !topic.hidden.includes(number));
  if (!isAnswer) throw new Refusal("noAnswer");
  return { ...topic, best: number };
}

export const closed = (topic: Topic, by: string, reason: string, at: Date): Topic =>
  topic.closed ? topic : { ...topic, closed: { at, by, reason } };

export const reopened = (topic: Topic): Topic => (topic.closed ? { ...topic, closed: undefined } : topic);

export const pinned = (topic: Topic, by: string, at: Date): Topic =>
  topic.pinned ? topic : { ...topic, pinned: { at, by } };

export const unpinned = (topic: Topic): Topic => (topic.pinned ? { ...topic, pinned: undefined } : topic);

export const removed = (topic: Topic, removal: Removal): Topic =>
  topic.removed ? topic : { ...topic, removed: removal };

export const restored = (topic: Topic): Topic => (topic.removed ? { ...topic, removed: undefined } : topic);

/** The newest post that is there; 0 where all were removed. */
export function newestShown({ lastNumber, hidden }: Topic): number {
  let number = lastNumber;
  while (hidden.includes(number)) number -= 1;
  return number;
}

/** Its newest activity is that of its newest post; one without posts stands where it began. */
export const lastOf = (
  topic: Topic,
  newest: { author: string; at: Date } = { author: topic.author, at: topic.createdAt },
): Topic => ({ ...topic, lastAt: newest.at, lastBy: newest.author || topic.author });

/** A post that is removed is no answer any more. */
export function hiding(topic: Topic, number: number): Topic {
  if (topic.hidden.includes(number)) return topic;
  return {
    ...topic,
    hidden: [...topic.hidden, number],
    best: topic.best === number ? null : topic.best,
  };
}

export const unhiding = (topic: Topic, number: number): Topic =>
  topic.hidden.includes(number) ? { ...topic, hidden: topic.hidden.filter((one) => one !== number) } : topic;

const mostChannels = 20;

/** Refuses `tooManyChannels`. Where it stands already, nothing changes. */
export function postedIn(topic: Topic, placeId: string, at: Date): Topic {
  if (topic.channels.some((channel) => channel.placeId === placeId)) return topic;
  if (topic.channels.length >= mostChannels) throw new Refusal("tooManyChannels", { count: mostChannels });
  return { ...topic, channels: [...topic.channels, { placeId, at, from: topic.lastNumber }] };
}

/** The message that a channel's thread hangs on, now that it is known. */
export function threaded(topic: Topic, placeId: string, messageId: string): Topic {
  const isKnown = topic.channels.some((one) => one.placeId === placeId && one.messageId !== messageId);
  if (!isKnown) return topic;
  const channels = topic.channels.map((one) => (one.placeId === placeId ? { ...one, messageId } : one));
  return { ...topic, channels };
}

const mostMeetings = 20;

/** Refuses `tooManyMeetings`. On an agenda that it is on already, nothing changes. */
export function onAgenda(topic: Topic, meeting: Meeting): Topic {
  const isThere = topic.meetings.some(
    ({ seriesId, date }) => seriesId === meeting.seriesId && date === meeting.date,
  );
  if (isThere) return topic;
  if (topic.meetings.length >= mostMeetings) throw new Refusal("tooManyMeetings", { count: mostMeetings });
  return { ...topic, meetings: [...topic.meetings, meeting] };
}
