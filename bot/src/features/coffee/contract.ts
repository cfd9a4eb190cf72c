import { z } from "zod";

/* Coffee series and their sessions, as the tab and the server speak of them. Dates are "2027-01-14" in Finland's time. */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];

const text = (most: number) => z.string().max(most);
const wordsOf = (most: number) => z.strictObject({ sv: text(most), fi: text(most), en: text(most) });
export const words = wordsOf(4_000);
export type Words = z.infer<typeof words>;

export const seriesId = z.uuid();
export const date = z.iso.date();
/** "08:30", Finland's time. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** An address that Teams and browsers open; empty where there is none. */
export const webAddress = z.union([z.literal(""), z.url({ protocol: /^https$/ }).max(2_000)]);

/** ISO weekdays: 1 is Monday, 7 is Sunday. */
const weekday = z.number().int().min(1).max(7);
export const repeats = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.literal("week"), every: z.number().int().min(1).max(12), weekday }),
  z.strictObject({
    unit: z.literal("monthByWeekday"),
    every: z.number().int().min(1).max(12),
    /** The first to fourth of its kind in the month; -1 is the last. */
    nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]),
    weekday,
  }),
  z.strictObject({
    unit: z.literal("monthByDate"),
    every: z.number().int().min(1).max(12),
    /** 1 to 28, so that each month has it; -1 is the last day. */
    day: z.union([z.number().int().min(1).max(28), z.literal(-1)]),
  }),
]);
export type Repeats = z.infer<typeof repeats>;

export const rule = z.strictObject({
  repeats,
  /** The first day that a session may fall on. */
  startsOn: date,
  /** The last day, or null for no end. */
  endsOn: date.nullable(),
  time: clockTime,
  durationMinutes: z.number().int().min(5).max(480),
  /** Months without sessions, 1 to 12, such as July. */
  pausedMonths: z.array(z.number().int().min(1).max(12)).max(11),
  /** Single days left out, such as a public holiday. */
  skippedDates: z.array(date).max(200),
});
export type Rule = z.infer<typeof rule>;

/** So many days before a session people can be invited, and no earlier. */
export const mostDaysBefore = 60;
export const seriesDraft = z.strictObject({
  title: wordsOf(120),
  about: wordsOf(1_000),
  /** Languages that the cards must exist in; each session may have others. */
  languages: z.array(z.enum(languages)).min(1).max(3),
  rule,
  host: text(120),
  /** Seats; null for no limit. */
  capacity: z.number().int().min(1).max(10_000).nullable(),
  joinUrl: webAddress,
  placeIds: z.array(z.string().max(400)).max(5_000),
  invitation: z.strictObject({ daysBefore: z.number().int().min(0).max(mostDaysBefore), time: clockTime }),
  questions: z.strictObject({ open: z.boolean(), anonymous: z.boolean() }),
  /** Posted on the next working day at this time; `pulse` sends the two questions with it. */
  recap: z.strictObject({ on: z.boolean(), time: clockTime, pulse: z.boolean() }),
});
export type SeriesDraft = z.infer<typeof seriesDraft>;

export type SeriesState = "draft" | "running" | "ended";
/** What is still missing before a series can start; each is a text key of the tab. */
export type Gap =
  | { about: "title" | "host" | "places" | "rule" | "joinUrl"; language: null }
  | { about: "title" | "about"; language: Language };

export type Owner = { name: string; mine: boolean };

export type SeriesView = {
  id: string;
  version: string;
  state: SeriesState;
  draft: SeriesDraft;
  gaps: Gap[];
  owner: Owner;
  createdAt: string;
  changedAt: string;
  /** Who wrote it last; null where nobody in the tab did. */
  changedBy: Owner | null;
  startedAt: string | null;
  endedAt: string | null;
  /** The series as a calendar that programs can subscribe to; null while it is a draft. */
  feedUrl: string | null;
  may: { edit: boolean; start: boolean; end: boolean; remove: boolean; makeMeetings: boolean };
};

export const createInput = z.strictObject({ id: seriesId, draft: seriesDraft });
export const saveInput = z.strictObject({ version: z.string().max(200), draft: seriesDraft });
export const previewInput = z.strictObject({ rule });

/** One date that the rule gives. Dates left out are told as such, so that they can be taken back in. */
export type PreviewDate = {
  date: string;
  startsAt: string;
  leftOut: "paused" | "skipped" | null;
  /** A Finnish public holiday or its eve that falls on it: worth leaving out. */
  holiday: Words | null;
};
/** The next 24 months. */
export type Preview = { dates: PreviewDate[] };

/* Sessions */

export const longestAgenda = 4_000;
export const sessionDraft = z.strictObject({
  /** ISO instant where the session was moved, else null. */
  startsAt: z.iso.datetime().nullable(),
  durationMinutes: z.number().int().min(5).max(480).nullable(),
  theme: wordsOf(200),
  /** What will be talked about, a line each. */
  agenda: wordsOf(longestAgenda),
  /** Null takes the series' own. */
  host: text(120).nullable(),
  languages: z.array(z.enum(languages)).min(1).max(3).nullable(),
  /** Null takes the series' own; 0 is no limit. */
  capacity: z.number().int().min(0).max(10_000).nullable(),
  joinUrl: webAddress.nullable(),
});
export type SessionDraft = z.infer<typeof sessionDraft>;
export const saveSessionInput = z.strictObject({ version: z.string().max(200), draft: sessionDraft });

/** Sends the invitation now: to the series' places, or to these as well. */
export const invitationInput = z.strictObject({
  placeIds: z.array(z.string().max(400)).min(1).max(5_000).optional(),
});

export const answers = ["yes", "maybe", "no"] as const;
export type Answer = (typeof answers)[number];
export const answerInput = z.strictObject({
  /** Null takes the answer back. */
  answer: z.enum(answers).nullable(),
  /** This session alone, or every session of the series that is not answered by itself. */
  scope: z.enum(["session", "series"]),
  /** Whether the person's name may stand on the card among those who come. */
  showName: z.boolean(),
});

/** How a person stands to one session. */
export type Standing = {
  answer: Answer | null;
  /** Whether the answer is that to the whole series. */
  fromSeries: boolean;
  /** The answer to the whole series, whatever the one to this session. */
  seriesAnswer: Answer | null;
  showName: boolean;
  /** For "yes" where seats are limited: a seat, or a place in the waiting list, counted from 1. */
  seat: { has: true } | { has: false; waiting: number } | null;
};

/** How many come, without anybody's name but theirs who said so. */
export type Heads = {
  yes: number;
  maybe: number;
  no: number;
  waiting: number;
  /** Null where seats are not limited. */
  seatsLeft: number | null;
  names: string[];
};

export const reminderInput = z.strictObject({
  dayBefore: z.boolean(),
  quarterBefore: z.boolean(),
  /** No reminders for sessions before this day. */
  snoozedUntil: date.nullable(),
  /** No reminder is delivered between these times; null for none. */
  quiet: z.strictObject({ from: clockTime, to: clockTime }).nullable(),
});
export type ReminderWishes = z.infer<typeof reminderInput>;

export const withheldReasons = ["offTopic", "repeated", "personal", "unkind", "later"] as const;
export type WithheldReason = (typeof withheldReasons)[number];

/** Random: an id that tells its time (version 1 or 7) could tell who asked. */
export const questionId = z.uuidv4();
export const askInput = z.strictObject({
  id: questionId,
  text: z.string().trim().min(3).max(500),
  anonymous: z.boolean(),
});
export const voteInput = z.strictObject({ voted: z.boolean() });
export const moderationInput = z.discriminatedUnion("deed", [
  z.strictObject({ deed: z.literal("pin") }),
  z.strictObject({ deed: z.literal("unpin") }),
  /** What was answered, in the words of whoever answered; may be empty. */
  z.strictObject({ deed: z.literal("answer"), answer: text(2_000) }),
  z.strictObject({ deed: z.literal("withhold"), reason: z.enum(withheldReasons) }),
  z.strictObject({ deed: z.literal("merge"), into: questionId }),
  /** Back to open, from answered, withheld or merged. */
  z.strictObject({ deed: z.literal("reopen") }),
]);
export type Moderation = z.infer<typeof moderationInput>;

export type QuestionState = "open" | "answered" | "withheld" | "merged";
export type QuestionView = {
  id: string;
  text: string;
  /** Null where it was asked anonymously. */
  author: string | null;
  mine: boolean;
  pinned: boolean;
  state: QuestionState;
  votes: number;
  voted: boolean;
  answer: string;
  /** Withheld questions are seen by their author and the organisers alone. */
  reason: WithheldReason | null;
  mergedInto: string | null;
  /** Whether it was handed over as an advice case. */
  handedOver: boolean;
};
export type QuestionBox = {
  open: boolean;
  mayAskAnonymously: boolean;
  mayModerate: boolean;
  mayHandOver: boolean;
  /** Pinned first, then by votes. */
  questions: QuestionView[];
  /** For everybody to see: how many questions are withheld, by reason. */
  withheld: { reason: WithheldReason; count: number }[];
};

export type SessionState = "planned" | "invited" | "now" | "over" | "cancelled";
/** A session in a list or a calendar. */
export type SessionRow = {
  seriesId: string;
  /** The day that the rule gives it: its name for good, even when it was moved. */
  date: string;
  title: Words;
  theme: Words;
  host: string;
  startsAt: string;
  endsAt: string;
  isMoved: boolean;
  state: SessionState;
  heads: Pick<Heads, "yes" | "maybe" | "waiting">;
  mine: Answer | null;
  mayOrganise: boolean;
};

export type SeriesRow = {
  id: string;
  title: Words;
  state: SeriesState;
  rule: Rule;
  owner: Owner;
  next: { date: string; startsAt: string } | null;
  gaps: number;
  mayOrganise: boolean;
};
/** `sessions` are those between the days asked for (`?from=…&to=…`, at most 400 days), oldest first. */
export type CoffeeList = { series: SeriesRow[]; sessions: SessionRow[]; maySchedule: boolean };

export const attendanceInput = z.strictObject({ count: z.number().int().min(0).max(100_000).nullable() });
/** The recap's themes, in the organiser's words; empty ones are left out of the card. */
export const recapInput = z.strictObject({ version: z.string().max(200), themes: wordsOf(4_000) });

export type SessionView = SessionRow & {
  version: string;
  draft: SessionDraft;
  about: Words;
  agenda: Words;
  /** Discussions on the agenda, with their pages in the tab. */
  topics: { id: string; title: string; path: string }[];
  languages: Language[];
  capacity: number | null;
  heads: Heads;
  standing: Standing;
  /** False for whoever waits for a seat where Teams lets the bot have no chat with them to tell of one. */
  hasSeatNews: boolean;
  reminders: ReminderWishes;
  /** Our own address, which leads to wherever the session is held; null while there is nowhere. */
  joinLink: string | null;
  icsLink: string;
  feedLink: string;
  /** Where the join link leads; for organisers, else null. */
  joinUrl: string | null;
  hasMeeting: boolean;
  /**
   * For organisers: the Teams meeting still stands in its owner's calendar at another time, or although the session is
   * cancelled. Only its owner can put that right, by making the meeting once more.
   */
  meetingIsStale: boolean;
  /** When invitations go out, or went. */
  inviteAt: string;
  invitedAt: string | null;
  recapAt: string | null;
  /** To others than organisers without themes until it has been sent. */
  recap: { themes: Words; sentAt: string | null; surveyId: string | null };
  /** How many came to a held session, by the organiser's count; null where nobody has counted. */
  came: number | null;
  /** How often the join link was opened, from an hour before the start on, and how many came by the organiser's count; organisers only. */
  attendance: { opened: number; counted: number | null } | null;
  may: {
    edit: boolean;
    cancel: boolean;
    reinstate: boolean;
    moderate: boolean;
    makeMeeting: boolean;
    invite: boolean;
    answer: boolean;
    ask: boolean;
    sendRecap: boolean;
  };
};

/** What the data suggests to talk about. */
export type AgendaProposal = {
  /** The largest changes between the two latest released surveys that ask the same; never more than three each way. */
  changes: {
    surveyTitle: Words;
    question: Words;
    /** Means or shares, as `unit` says. */
    before: number;
    after: number;
    unit: "mean" | "percent";
    /** Whether the intervals of the two lie apart. */
    isCertain: boolean;
  }[];
  questions: { text: string; votes: number }[];
};

/** The session that a meeting's side panel most likely belongs to; null where there is none within a day. */
export type NowView = { session: SessionRow | null; others: SessionRow[] };
