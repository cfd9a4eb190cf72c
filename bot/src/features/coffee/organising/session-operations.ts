import type { Viewer } from "#features/coffee/attendance/access.ts";
import type { SessionDraft } from "#features/coffee/contract.ts";
import type { News } from "#features/coffee/invitations/notifications.ts";
import { ofSession, type Planning } from "#features/coffee/series/schedule.ts";
import type { Series } from "#features/coffee/series/series.ts";
import {
  cancel,
  change,
  furthestMoveDays,
  reinstate,
  type Session,
  stateOf,
  type Topic,
  takeUp,
} from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";
import type { SessionMeetings } from "./teams-meetings.ts";

export type SessionDeeds = ReturnType<typeof sessionDeeds>;

type Ports = { store: CoffeeStore; planning: Planning; meetings: SessionMeetings; clock: Clock };
type By = { person: Viewer; token: string };

/** What an organiser does to one session. Its cards, its reminders and its people follow by themselves. */
export function sessionDeeds({ store, planning, meetings, clock }: Ports) {
  /** The work that follows is planned around the deed; people who were invited are told where they have to know. */
  async function withWork(
    session: Session,
    news: Omit<News, "sequence"> | undefined,
    by: By,
    deed: () => Promise<Session>,
  ): Promise<Session> {
    const work = ofSession(session);
    const sequence = (session.stored?.sequence ?? 0) + 1;
    const changed = await planning.following(
      [
        { job: "coffee/changed", work },
        ...(news && session.invitedAt ? [{ job: "coffee/news", work: { ...work, ...news, sequence } }] : []),
      ],
      deed,
    );
    return meetings.follow(changed, { ...by.person, token: by.token });
  }

  async function cancelOne(session: Session, by: By): Promise<Session> {
    const news = { what: "cancelled", startsAt: session.startsAt.toISOString() } as const;
    return withWork(session, news, by, () =>
      store.changeSession(session, (stored) => cancel(stored, clock.now())),
    );
  }

  return {
    async save(session: Session, draft: SessionDraft, version: string, by: By): Promise<Session> {
      refuseLate(session, clock.now());
      // What it will be, before it is: whether anybody has to know.
      const startsAt = draft.startsAt === null ? session.given.startsAt : new Date(draft.startsAt);
      const isMoved = startsAt.getTime() !== session.startsAt.getTime();
      if (isMoved && startsAt <= clock.now()) throw new Refusal("movedIntoPast");
      const news = isMoved ? ({ what: "moved", startsAt: startsAt.toISOString() } as const) : undefined;
      return withWork(session, news, by, () =>
        store.changeSession(session, (stored) => change(stored, draft, clock.now()), version),
      );
    },

    /** Puts a discussion on the agenda, once; its line stands on the card and in calendars. */
    async takeUp(session: Session, topic: Topic, by: By): Promise<Session> {
      refuseLate(session, clock.now());
      return withWork(session, undefined, by, () =>
        store.changeSession(session, (stored) => takeUp(stored, session, topic, clock.now())),
      );
    },

    async cancel(session: Session, by: By): Promise<Session> {
      if (stateOf(session, clock.now()) === "over") throw new Refusal("sessionOver");
      return cancelOne(session, by);
    },

    /** Its meeting is made, or one's own brought up to date: what was invited to then leads there. */
    meet: (session: Session, { person, token }: By): Promise<Session> =>
      planning.following([{ job: "coffee/changed", work: ofSession(session) }], () =>
        meetings.make(session, { ...person, token }),
      ),

    /** Whatever has been invited to and is still to come, before its series is removed. */
    async cancelAll(series: Series, by: By): Promise<void> {
      const today = dayOf(clock.now());
      for (const session of await store.sessions(series, today, dayAfter(today, 2 * furthestMoveDays)))
        if (session.invitedAt && session.endsAt > clock.now()) await cancelOne(session, by);
    },

    async reinstate(session: Session, by: By): Promise<Session> {
      if (session.endsAt <= clock.now()) throw new Refusal("sessionOver");
      if (session.series.removedAt) throw new NotFound("unknownSession");
      const news = { what: "reinstated", startsAt: session.startsAt.toISOString() } as const;
      return withWork(session, news, by, () =>
        store.changeSession(session, (stored) => reinstate(stored, clock.now())),
      );
    },
  };
}

function refuseLate(session: Session, now: Date): void {
  const state = stateOf(session, now);
  if (state === "cancelled") throw new Refusal("sessionCancelled");
  if (state === "over") throw new Refusal("sessionOver");
}
