import {
  type Language,
  longestAgenda,
  mostDaysBefore,
  type SeriesDraft,
  type SessionDraft,
  type SessionState,
  type Words,
} from "#features/coffee/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { dayAfter, dayOf, instantAt } from "#platform/time/finnish-time.ts";
import { nextWorkingDay } from "./holidays.ts";
import { leadsStraight } from "./join-address.ts";
import { type Occurrence, occurrences } from "./rule.ts";
import type { Series } from "./series.ts";

/** A Teams meeting made for one session, in its owner's calendar, and the times that stand there. */
export type Meeting = { eventId: string; joinUrl: string; ownerId: string; startsAt: Date; endsAt: Date };
/** A session by its name alone, for what may outlive it. */
export type SessionName = { series: Pick<Series, "tenantId" | "id">; date: string };
type Given = { startsAt: Date; endsAt: Date };
/** What people were invited to, of what a session has from its series. */
type InvitedTo = Pick<SeriesDraft, "title" | "about" | "host" | "languages" | "capacity" | "joinUrl">;
type Recap = { themes: Words; sentAt?: Date | undefined; surveyId?: string | undefined };

/** A discussion elsewhere in the app, and its page in the tab. */
export type Topic = { id: string; title: string; path: string };

/** What is particular about one session; most have nothing stored. */
export type StoredSession = {
  tenantId: string;
  seriesId: string;
  /** The day that the rule gives it: its name for good, even when it was moved. */
  date: string;
  draft: SessionDraft;
  /** How often something that calendars show has changed. */
  sequence: number;
  cancelledAt?: Date;
  /** When people were invited, and the times and words of the series then: its changes no longer touch the session. */
  invited?: { at: Date; to?: InvitedTo } & Given;
  /** Where it was sent beside the series' own places: whoever belongs there takes part in it too. */
  morePlaceIds?: string[];
  meeting?: Meeting;
  attendanceCounted?: number | null;
  recap?: Recap;
  /** Discussions that were put on the agenda. */
  topics?: Topic[];
  changedAt: Date;
  version: string;
};

/** A session as it will be held: the series' own, with what is particular put on top. */
export type Session = {
  series: Series;
  date: string;
  startsAt: Date;
  endsAt: Date;
  /** The times that the rule gives, or gave when people were invited. */
  given: Given;
  isMoved: boolean;
  theme: Words;
  agenda: Words;
  host: string;
  languages: Language[];
  /** Null is no limit. */
  capacity: number | null;
  /** "" where there is nowhere yet. */
  joinUrl: string;
  /** iCalendar's SEQUENCE. */
  sequence: number;
  cancelledAt?: Date;
  invitedAt?: Date;
  meeting?: Meeting;
  recap: Recap;
  topics: readonly Topic[];
  attendanceCounted: number | null;
  changedAt: Date;
  stored: StoredSession | undefined;
  /** "" while nothing is stored. */
  version: string;
};

/** So many are remembered; anywhere else one takes part by answering. */
const mostMorePlaces = 200;

/** How far from the rule's day a session may be moved, so that whoever looks for it knows where to look. */
export const furthestMoveDays = 60;

/**
 * The sessions held from one day to another, both included, by their start. The stored ones must reach
 * `furthestMoveDays` further both ways.
 */
export function sessionsOf(
  series: Series,
  stored: readonly StoredSession[],
  from: string,
  to: string,
): Session[] {
  const given = occurrences(
    series.draft.rule,
    dayAfter(from, -furthestMoveDays),
    dayAfter(to, furthestMoveDays),
  );
  const occurrenceOf = new Map(given.map((occurrence) => [occurrence.date, occurrence]));
  const storedOf = new Map(stored.map((one) => [one.date, one]));
  const dates = new Set([...occurrenceOf.keys(), ...storedOf.keys()]);
  return [...dates]
    .map((date) => effective(series, date, storedOf.get(date), occurrenceOf.get(date)))
    .filter((session) => session !== undefined)
    .filter(({ startsAt }) => dayOf(startsAt) >= from && dayOf(startsAt) <= to)
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}

/** One session by its name; undefined if neither the rule nor an invitation gives it. */
export function sessionOf(
  series: Series,
  date: string,
  stored: StoredSession | undefined,
): Session | undefined {
  const [occurrence] = occurrences(series.draft.rule, date, date);
  return effective(series, date, stored, occurrence);
}

export function stateOf({ cancelledAt, invitedAt, startsAt, endsAt }: Session, now: Date): SessionState {
  if (cancelledAt) return "cancelled";
  if (endsAt <= now) return "over";
  if (startsAt <= now) return "now";
  return invitedAt ? "invited" : "planned";
}

/** When invitations go out: so many days before at the series' time, and never after the start. */
export function inviteAt({ series, startsAt }: Session): Date {
  const { daysBefore, time } = series.draft.invitation;
  const at = instantAt(dayAfter(dayOf(startsAt), -daysBefore), time);
  return at < startsAt ? at : startsAt;
}

/** Invitations are not sent earlier by hand either: what is further ahead is looked after by nobody yet. */
export const isTooFarAhead = ({ invitedAt, startsAt }: Session, now: Date): boolean =>
  !invitedAt && dayOf(startsAt) > dayAfter(dayOf(now), mostDaysBefore);

/** The next Finnish working day, at the series' time. */
export const recapAt = ({ series, startsAt }: Session): Date =>
  instantAt(nextWorkingDay(dayOf(startsAt)), series.draft.recap.time);

/** iCalendar's UID, the same for good. */
export const uidOf = ({ series, date }: Session): string => `${series.id}-${date}@kommunpuls`;

const noWords: Words = { sv: "", fi: "", en: "" };
const emptyDraft: SessionDraft = {
  startsAt: null,
  durationMinutes: null,
  theme: noWords,
  agenda: noWords,
  host: null,
  languages: null,
  capacity: null,
  joinUrl: null,
};

/** What is stored of a session that has nothing particular. */
export const unwritten = ({ series, date }: Session): StoredSession => ({
  tenantId: series.tenantId,
  seriesId: series.id,
  date,
  draft: emptyDraft,
  sequence: 0,
  changedAt: series.changedAt,
  version: "",
});

/** Takes the organiser's changes. A start too far from the session's own day is refused. */
export function change(stored: StoredSession, draft: SessionDraft, now: Date): StoredSession {
  if (draft.startsAt !== null && isFar(stored.date, dayOf(new Date(draft.startsAt))))
    throw new Refusal("movedTooFar", { days: furthestMoveDays });
  if (draft.joinUrl && !leadsStraight(draft.joinUrl)) throw new Refusal("crookedLink");
  const isSeen = calendarText(draft) !== calendarText(stored.draft);
  return { ...stored, draft, sequence: stored.sequence + (isSeen ? 1 : 0), changedAt: now };
}

/**
 * Notes that people have been invited, in the series' places or in these: from now on the session stays whatever becomes
 * of the rule.
 */
export function invite(
  stored: StoredSession,
  { given, series }: Session,
  now: Date,
  placeIds: readonly string[] = [],
): StoredSession {
  const before = new Set(stored.morePlaceIds);
  const more = [...before.union(new Set(placeIds).difference(new Set(series.draft.placeIds)))];
  const morePlaceIds = more.slice(0, mostMorePlaces);
  if (stored.invited && morePlaceIds.length === before.size) return stored;
  return {
    ...stored,
    invited: stored.invited ?? { at: now, to: invitedTo(series.draft), ...given },
    ...(morePlaceIds.length > 0 && { morePlaceIds }),
    changedAt: now,
  };
}

const invitedTo = ({ title, about, host, languages, capacity, joinUrl }: SeriesDraft): InvitedTo => ({
  title,
  about,
  host,
  languages,
  capacity,
  joinUrl,
});

/** The series as people were invited to it. What it lacked then, such as a translation or the link, it may still get. */
function asInvited(series: Series, to: InvitedTo | undefined): Series {
  if (!to) return series;
  const { draft } = series;
  const kept = {
    ...to,
    title: filledUp(to.title, draft.title),
    about: filledUp(to.about, draft.about),
    joinUrl: to.joinUrl || draft.joinUrl,
  };
  return { ...series, draft: { ...draft, ...kept } };
}

const filledUp = (words: Words, by: Words): Words => ({
  sv: words.sv || by.sv,
  fi: words.fi || by.fi,
  en: words.en || by.en,
});

/**
 * A discussion on the agenda is a line of it, put there once; a full agenda takes no more. It comes into the languages that
 * have an agenda: one that lacks it must still be seen to lack it. Where none has, it comes into all.
 */
export function takeUp(
  stored: StoredSession,
  { languages }: Session,
  topic: Topic,
  now: Date,
): StoredSession {
  const topics = stored.topics ?? [];
  if (topics.some(({ id }) => id === topic.id)) return stored;
  const agenda = { ...stored.draft.agenda };
  const written = languages.filter((language) => agenda[language].trim() !== "");
  for (const language of written.length > 0 ? written : languages) {
    agenda[language] = [agenda[language].trimEnd(), topic.title].filter(Boolean).join("\n");
    if (agenda[language].length > longestAgenda) throw new Refusal("agendaFull");
  }
  const changed = change(stored, { ...stored.draft, agenda }, now);
  return { ...changed, topics: [...topics, topic] };
}

/** Cancelling what is cancelled changes nothing. */
export function cancel(stored: StoredSession, now: Date): StoredSession {
  if (stored.cancelledAt) return stored;
  return { ...stored, cancelledAt: now, sequence: stored.sequence + 1, changedAt: now };
}

export function reinstate(stored: StoredSession, now: Date): StoredSession {
  if (!stored.cancelledAt) return stored;
  const { cancelledAt: _, ...rest } = stored;
  return { ...rest, sequence: stored.sequence + 1, changedAt: now };
}

function effective(
  now: Series,
  date: string,
  stored: StoredSession | undefined,
  occurrence: Occurrence | undefined,
): Session | undefined {
  const given = stored?.invited ?? (occurrence && isHeld(now, occurrence) ? occurrence : undefined);
  if (!given) return undefined;
  const series = asInvited(now, stored?.invited?.to);
  const { draft } = series;
  const own = stored?.draft ?? emptyDraft;
  const startsAt = own.startsAt === null ? given.startsAt : new Date(own.startsAt);
  const durationMs =
    own.durationMinutes === null
      ? given.endsAt.getTime() - given.startsAt.getTime()
      : own.durationMinutes * 60_000;
  return {
    series,
    date,
    startsAt,
    endsAt: new Date(startsAt.getTime() + durationMs),
    given: { startsAt: given.startsAt, endsAt: given.endsAt },
    isMoved: startsAt.getTime() !== given.startsAt.getTime(),
    theme: own.theme,
    agenda: own.agenda,
    host: own.host ?? draft.host,
    languages: own.languages ?? draft.languages,
    capacity: own.capacity === null ? draft.capacity : own.capacity || null,
    joinUrl: own.joinUrl || stored?.meeting?.joinUrl || draft.joinUrl,
    sequence: series.sequence + (stored?.sequence ?? 0),
    ...(stored?.cancelledAt && { cancelledAt: stored.cancelledAt }),
    ...(stored?.invited && { invitedAt: stored.invited.at }),
    ...(stored?.meeting && { meeting: stored.meeting }),
    recap: stored?.recap ?? { themes: noWords },
    topics: stored?.topics ?? [],
    attendanceCounted: stored?.attendanceCounted ?? null,
    changedAt: stored && stored.changedAt > series.changedAt ? stored.changedAt : series.changedAt,
    stored,
    version: stored?.version ?? "",
  };
}

/** What the rule gives before a series began, or after it ended, is no session. */
const isHeld = ({ startedAt, endedAt }: Series, { startsAt }: Occurrence) =>
  (!startedAt || startsAt >= startedAt) && (!endedAt || startsAt < endedAt);

const isFar = (date: string, day: string) =>
  day < dayAfter(date, -furthestMoveDays) || day > dayAfter(date, furthestMoveDays);

/** What of a draft a calendar shows. */
const calendarText = ({ startsAt, durationMinutes, theme, agenda, host, joinUrl }: SessionDraft) =>
  JSON.stringify([startsAt, durationMinutes, theme, agenda, host, joinUrl]);
