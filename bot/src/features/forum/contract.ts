import { z } from "zod";

/* The network's forum, as the tab and the server speak of it. Posts are Markdown, told apart by their number in the topic. */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];
export const limits = {
  title: 200,
  post: 20_000,
  tags: 5,
  mentions: 20,
  reason: 500,
  /** Posts or topics on a page. */
  page: 20,
} as const;

export const topicId = z.uuid();
const tag = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const tags = z.array(tag).max(limits.tags);
const title = z.string().trim().min(3).max(limits.title);
const body = z.string().trim().min(1).max(limits.post);
const mentions = z.array(z.guid()).max(limits.mentions);
const version = z.string().max(200);
/** A post, and what of it is quoted; "" where nothing in particular. */
const quote = z.strictObject({ number: z.number().int().min(1), text: z.string().max(2_000) }).nullable();

/** Id and name are null for whoever has left: the id would name them to anybody who can look in the organisation's directory. */
export type Author = { id: string | null; name: string | null; mine: boolean };

/** muted: never told. normal: of mentions and quotes. watching: of each new post. */
export const followings = ["muted", "normal", "watching"] as const;
export type Following = (typeof followings)[number];

export type TopicRow = {
  id: string;
  title: string;
  tags: string[];
  language: Language;
  author: Author;
  createdAt: string;
  lastAt: string;
  lastBy: Author;
  /** All posts ever, which is the last one's number. */
  posts: number;
  /** Posts after the last that the person has read, on any device; 0 where all are read. */
  unread: number;
  /** Never opened. */
  isNew: boolean;
  isPinned: boolean;
  closedAt: string | null;
  isSolved: boolean;
  following: Following;
};
/** all: newest activity first. unread, following, mine: the same, of one's own. */
export const views = ["all", "unread", "following", "mine"] as const;
export type View = (typeof views)[number];
export type TopicList = {
  /** Pinned ones, on the first page of "all" alone. */
  pinned: TopicRow[];
  topics: TopicRow[];
  next: string | null;
  tags: Tag[];
  /** Languages that the person reads; a post's language decides what is shown. */
  reads: Language[];
  may: { start: boolean; moderate: boolean };
  /** For moderators, with the first page: reports that wait. */
  reports: number;
};
/** A subject field of the glossary, as the forum's tag. */
export type Tag = { id: string; name: Record<Language, string>; isFollowed: boolean };

export type PostView = {
  number: number;
  version: string;
  author: Author;
  language: Language;
  /** Markdown; "" where it was removed. */
  text: string;
  at: string;
  editedAt: string | null;
  edits: number;
  removed: { at: string; by: "author" | "moderator"; reason: string } | null;
  /** What it answers: the post's number, and what of it was quoted. */
  quote: { number: number; author: Author; text: string } | null;
  /** Those of them who are members now. */
  mentions: { id: string; name: string }[];
  isBest: boolean;
  /** Written in Teams, with the link to it there. */
  teamsLink: string | null;
  isReported: boolean;
  may: {
    edit: boolean;
    remove: boolean;
    restore: boolean;
    markBest: boolean;
    report: boolean;
    propose: boolean;
  };
};

export type TopicView = TopicRow & {
  version: string;
  closedReason: string;
  closedBy: Author | null;
  /** The number of the last post read before this visit: where "new" begins. */
  readTo: number;
  best: PostView | null;
  /** Posts `from` to `to` in order; there may be more on either side. */
  page: PostView[];
  from: number;
  to: number;
  /** Where it stands in Teams. */
  channels: { placeId: string; name: string; link: string | null }[];
  /** Sessions whose agenda it is on. */
  meetings: { seriesId: string; date: string; title: Record<Language, string>; startsAt: string }[];
  tagNames: Tag[];
  may: {
    reply: boolean;
    edit: boolean;
    pin: boolean;
    close: boolean;
    reopen: boolean;
    remove: boolean;
    restore: boolean;
    post: boolean;
    meet: boolean;
  };
  removedAt: string | null;
};

/** The id is made once per form, so that sending twice writes once. */
export const startInput = z.strictObject({
  id: topicId,
  title,
  tags,
  language: z.enum(languages),
  text: body,
  mentions,
});
export const saveTopicInput = z.strictObject({ version, title, tags, language: z.enum(languages) });
export const postInput = z.strictObject({
  id: z.uuid(),
  language: z.enum(languages),
  text: body,
  mentions,
  quote,
});
export const savePostInput = z.strictObject({ version, text: body, language: z.enum(languages), mentions });
export const removeInput = z.strictObject({ reason: z.string().max(limits.reason) });
export const bestInput = z.strictObject({ number: z.number().int().min(1).nullable() });
export const closeInput = z.strictObject({ reason: z.string().trim().min(3).max(limits.reason) });
export const followInput = z.strictObject({ following: z.enum(followings) });
export const readInput = z.strictObject({ number: z.number().int().min(0) });

/** A post's earlier texts, newest first. */
export type PostHistory = { versions: { at: string; text: string; language: Language }[] };

export const reportReasons = ["offTopic", "unkind", "personal", "wrong", "other"] as const;
export type ReportReason = (typeof reportReasons)[number];
export const reportInput = z.strictObject({
  reason: z.enum(reportReasons),
  text: z.string().max(limits.reason),
});
export type Report = {
  id: string;
  topicId: string;
  topicTitle: string;
  number: number;
  text: string;
  author: Author;
  reports: { reason: ReportReason; text: string; by: string | null; at: string }[];
};
export type ReportList = { reports: Report[] };
/** keep: the post stays, and the report is done with. remove: it goes, with the reason told. */
export const judgementInput = z.strictObject({
  judgement: z.enum(["keep", "remove"]),
  reason: z.string().max(limits.reason),
});

/** What is being written, saved by itself: of a new topic ("new") or of an answer (the topic's id). */
export const draftKey = z.union([z.literal("new"), topicId]);
export const draftInput = z.strictObject({
  /** "" for the first; an older one is refused, so that two windows never overwrite each other. */
  version,
  title: z.string().max(limits.title),
  tags,
  language: z.enum(languages),
  text: z.string().max(limits.post),
  /** What the answer quotes. Whether it may is looked at when it is sent. */
  quote: quote.default(null),
});
export type DraftView = z.infer<typeof draftInput> & { key: string; topicTitle: string; savedAt: string };
export type DraftList = { drafts: DraftView[] };

export const wishesInput = z.strictObject({
  reads: z.array(z.enum(languages)).min(1).max(3),
  tags: z.array(tag).max(100),
  /** A card once a week with what is new; false until somebody asks for it. */
  digest: z.boolean(),
});
/** `hasChat` is false where Teams lets the bot have no chat with the person yet: nothing can be delivered then. */
export type Wishes = z.infer<typeof wishesInput> & { hasChat: boolean };

export type Hit = {
  topic: Pick<TopicRow, "id" | "title" | "tags" | "language" | "isSolved" | "closedAt">;
  number: number;
  author: Author;
  at: string;
  /** A part of the text around what was found, plain. */
  excerpt: string;
  matched: string[];
};
export type Hits = { hits: Hit[]; next: string | null };
export type Mentionable = { people: { id: string; name: string; municipality: string }[] };

export const channelInput = z.strictObject({ placeId: z.string().max(400) });
export type MeetingChoice = {
  seriesId: string;
  date: string;
  title: Record<Language, string>;
  startsAt: string;
};
export type MeetingChoices = { meetings: MeetingChoice[] };
export const meetingInput = z.strictObject({ seriesId: z.uuid(), date: z.iso.date() });
