import { type Ink, languageFor } from "#features/coffee/cards/card-context.ts";
import type { Series } from "#features/coffee/series/series.ts";
import {
  furthestMoveDays,
  type Meeting,
  type Session,
  sessionOf,
  stateOf,
  uidOf,
} from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { MeetingFailed, type Meetings, type Wish } from "#platform/graph/meetings.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";

export type SessionMeetings = ReturnType<typeof sessionMeetings>;
/** Whoever does it, with the token that Graph is asked with. */
export type Doer = Person & { token: string };

type Ports = {
  store: CoffeeStore;
  /** Left out where Graph is not configured. */
  meetings: Meetings | undefined;
  clock: Clock;
  inkFor(locale: Ink["locale"]): Ink;
};

const aheadDays = 366;

/**
 * Teams meetings of sessions, each in the calendar of whoever made it. Graph lets nobody else change them: where a session
 * was moved or cancelled by another person, its meeting stays as it was, which `isStale` tells, until its owner comes.
 */
export function sessionMeetings({ store, meetings, clock, inkFor }: Ports) {
  async function makeOne(session: Session, doer: Doer, graph: Meetings): Promise<Session> {
    if (stateOf(session, clock.now()) === "cancelled") throw new Refusal("sessionCancelled");
    if (stateOf(session, clock.now()) === "over") throw new Refusal("sessionOver");
    if (session.meeting && !isStale(session, clock.now())) return session;
    if (session.meeting) {
      if (session.meeting.ownerId !== doer.id) throw new Refusal("meetingNotYours");
      return bringUpToDate(session, doer, graph);
    }
    const made = await graph.make(doer.token, wishFor(session));
    const { startsAt, endsAt } = session;
    const noted = await store.changeSession(session, (stored) =>
      stored.meeting
        ? stored
        : { ...stored, meeting: { ...made, ownerId: doer.id, startsAt, endsAt }, changedAt: clock.now() },
    );
    // Somebody else was first: theirs stands, and this one is nobody's.
    if (noted.meeting?.eventId !== made.eventId) await graph.cancel(doer.token, made.eventId, "");
    return noted;
  }

  async function bringUpToDate(session: Session, doer: Doer, graph: Meetings): Promise<Session> {
    const { meeting, startsAt, endsAt } = session;
    if (!meeting) return session;
    if (session.cancelledAt) {
      await takeOut(meeting, session, doer, graph);
      return drop(session, meeting.eventId);
    }
    try {
      const changed = await graph.change(doer.token, meeting.eventId, wishFor(session));
      return await store.changeSession(session, (stored) => ({
        ...stored,
        meeting: { ...changed, ownerId: doer.id, startsAt, endsAt },
      }));
    } catch (error) {
      // Its owner has deleted it from the calendar.
      if (error instanceof NotFound) return drop(session, meeting.eventId);
      throw error;
    }
  }

  async function takeOut(
    { eventId }: Meeting,
    { languages }: Pick<Session, "languages">,
    { token }: Doer,
    graph: Meetings,
  ): Promise<void> {
    const { t } = inkFor(languages[0] ?? "sv");
    await graph.cancel(token, eventId, t("meeting.cancelled"));
  }

  /** The doer's own meetings agree with the series again; those of sessions that there are no longer are cancelled. */
  async function bringAllUpToDate(series: Series, doer: Doer, graph: Meetings): Promise<void> {
    const now = clock.now();
    for (const stored of await store.storedFrom(series, dayAfter(dayOf(now), -furthestMoveDays))) {
      const { meeting, ...rest } = stored;
      if (meeting?.ownerId !== doer.id || meeting.endsAt <= now) continue;
      const session = sessionOf(series, stored.date, stored);
      if (session && isStale(session, now)) await bringUpToDate(session, doer, graph);
      if (session) continue;
      await takeOut(meeting, series.draft, doer, graph);
      // Should the rule give it again, its meeting has a key of its own. Changed meanwhile, it is looked at next time.
      await store.saveStored({ ...rest, sequence: rest.sequence + 1, changedAt: now });
    }
  }

  const drop = (session: Session, eventId: string) =>
    store.changeSession(session, (stored) => {
      if (stored.meeting?.eventId !== eventId) return stored;
      const { meeting: _, ...rest } = stored;
      return { ...rest, changedAt: clock.now() };
    });

  function wishFor(session: Session): Wish {
    const { series, theme, agenda, startsAt, endsAt, sequence } = session;
    const { locale } = inkFor(languageFor(session, "sv"));
    const lines = [theme[locale], series.draft.about[locale], agenda[locale]];
    return {
      // A meeting that was cancelled is made anew, under a key of its own.
      key: `${uidOf(session)}|${sequence}`,
      subject: series.draft.title[locale],
      body: lines.filter((line) => line.trim() !== "").join("\n\n"),
      startsAt,
      endsAt,
    };
  }

  function graphOr(): Meetings {
    if (!meetings) throw new Refusal("noMeetings");
    return meetings;
  }

  return {
    /** Makes the meeting, or brings one's own up to date. */
    make: (session: Session, doer: Doer): Promise<Session> =>
      inWords(() => makeOne(session, doer, graphOr())),

    /** One for every session of the next twelve months that lacks one. Cut off, it goes on when it is asked again. */
    async makeAll(series: Series, doer: Doer): Promise<void> {
      const graph = graphOr();
      await inWords(() => bringAllUpToDate(series, doer, graph));
      const today = dayOf(clock.now());
      for (const session of await store.sessions(series, today, dayAfter(today, aheadDays))) {
        const isWanted = !session.cancelledAt && session.startsAt > clock.now() && !session.meeting;
        if (isWanted) await inWords(() => makeOne(session, doer, graph));
      }
    },

    /** After a change of the series, or its end: what the calendar does not take now is left for `makeAll`. */
    async followAll(series: Series, doer: Doer): Promise<void> {
      try {
        if (meetings) await bringAllUpToDate(series, doer, meetings);
      } catch (error) {
        if (!(error instanceof MeetingFailed)) throw error;
      }
    },

    /** After a change: the calendar follows if it is the doer's and Graph can do it now; else it stays stale, and is told so. */
    async follow(session: Session, doer: Doer): Promise<Session> {
      const isMine = session.meeting?.ownerId === doer.id;
      if (!meetings || !isMine || !isStale(session, clock.now())) return session;
      try {
        return await bringUpToDate(session, doer, meetings);
      } catch (error) {
        if (error instanceof MeetingFailed) return session;
        throw error;
      }
    },
  };
}

/** Whether the meeting stands in its owner's calendar at another time, or although the session is cancelled. */
export function isStale({ meeting, startsAt, endsAt, cancelledAt }: Session, now: Date): boolean {
  if (!meeting || meeting.endsAt <= now) return false;
  const isThen =
    meeting.startsAt.getTime() === startsAt.getTime() && meeting.endsAt.getTime() === endsAt.getTime();
  return cancelledAt !== undefined || !isThen;
}

async function inWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof MeetingFailed) throw new Refusal(`meeting.${error.reason}`);
    throw error;
  }
}
