import type { Access, Viewer } from "#features/coffee/attendance/access.ts";
import type { Attending } from "#features/coffee/attendance/attendance.ts";
import type { Ink } from "#features/coffee/cards/card-context.ts";
import type { CoffeeList, NowView, SeriesRow, SeriesView } from "#features/coffee/contract.ts";
import type { Recapping } from "#features/coffee/recap/recap.ts";
import type { Wishes } from "#features/coffee/reminders/reminder-settings.ts";
import { gapsIn, type Series, stateOf as seriesStateOf } from "#features/coffee/series/series.ts";
import type { Session } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Chats } from "#platform/teams/chats.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";
import { sessionViews, type Taking } from "./session-view.ts";

export type Views = ReturnType<typeof coffeeViews>;

type Ports = {
  store: CoffeeStore;
  access: Access;
  attending: Attending;
  wishes: Wishes;
  chats: Chats;
  recapping: Recapping;
  clock: Clock;
  links: Ink["links"];
  /** Whether Teams meetings can be made here at all. */
  hasMeetings: boolean;
};

/** The next session of a series is looked for so far ahead; a rule gives at least one a year. */
const nextWithinDays = 400;
/** A meeting's side panel is for a session that begins or ended within a day. */
const nearMs = days(1);

/** What the tab is shown of series and sessions. */
export function coffeeViews(ports: Ports) {
  const { store, access, clock, links, hasMeetings } = ports;
  const { sessionRow, session } = sessionViews(ports);

  async function series(one: Series, viewer: Viewer): Promise<SeriesView> {
    const now = clock.now();
    const state = seriesStateOf(one);
    const gaps = state === "draft" ? gapsIn(one.draft, now) : [];
    return {
      id: one.id,
      version: one.version,
      state,
      draft: one.draft,
      gaps,
      owner: nameOf(one.owner, viewer),
      createdAt: one.createdAt.toISOString(),
      changedAt: one.changedAt.toISOString(),
      changedBy: one.changedBy ? nameOf(one.changedBy, viewer) : null,
      startedAt: one.startedAt?.toISOString() ?? null,
      endedAt: one.endedAt?.toISOString() ?? null,
      feedUrl: state === "draft" ? null : links.feed(one),
      may: {
        edit: state !== "ended",
        start: state === "draft" && gaps.length === 0,
        end: state === "running",
        remove: state !== "running",
        makeMeetings: hasMeetings && state === "running",
      },
    };
  }

  async function seriesRow(one: Series, viewer: Viewer, part: Taking): Promise<SeriesRow> {
    const now = clock.now();
    const state = seriesStateOf(one);
    const coming =
      state === "draft" ? [] : await store.sessions(one, dayOf(now), dayAfter(dayOf(now), nextWithinDays));
    const next = coming.find(({ endsAt, cancelledAt }) => endsAt > now && !cancelledAt);
    return {
      id: one.id,
      title: one.draft.title,
      state,
      rule: one.draft.rule,
      owner: nameOf(one.owner, viewer),
      next: next ? { date: next.date, startsAt: next.startsAt.toISOString() } : null,
      gaps: state === "draft" ? gapsIn(one.draft, now).length : 0,
      mayOrganise: part === "organiser",
    };
  }

  /** The series that the person has a part in. */
  async function seen(viewer: Viewer): Promise<{ one: Series; part: Taking }[]> {
    const all = (await store.allSeries(viewer.tenantId)).filter(({ removedAt }) => !removedAt);
    const parts = await Promise.all(all.map((one) => access.partOf(one, viewer)));
    return all.flatMap((one, at) => {
      const part = parts[at];
      return part ? [{ one, part }] : [];
    });
  }

  async function sessionsOf(shown: { one: Series; part: Taking }[], from: string, to: string) {
    const running = shown.filter(({ one }) => one.startedAt);
    const found = await Promise.all(
      running.map(async ({ one, part }) =>
        (await store.sessions(one, from, to)).map((session) => ({ session, part })),
      ),
    );
    return found.flat().sort((a, b) => a.session.startsAt.getTime() - b.session.startsAt.getTime());
  }

  return {
    series,
    session,

    /** The sessions to come that the viewer organises, the soonest first. */
    async organised(viewer: Viewer, from: Date, to: Date): Promise<Session[]> {
      const shown = (await seen(viewer)).filter(({ part }) => part === "organiser");
      const all = await sessionsOf(shown, dayOf(from), dayOf(to));
      return all
        .map(({ session }) => session)
        .filter(({ cancelledAt, startsAt }) => !cancelledAt && startsAt > from);
    },

    async list(viewer: Viewer, from: string, to: string, maySchedule: boolean): Promise<CoffeeList> {
      const shown = await seen(viewer);
      const sessions = await sessionsOf(shown, from, to);
      return {
        series: await Promise.all(shown.map(({ one, part }) => seriesRow(one, viewer, part))),
        sessions: await Promise.all(sessions.map(({ session, part }) => sessionRow(session, viewer, part))),
        maySchedule,
      };
    },

    /** Those that are on or nearest, the nearest first. */
    async now(viewer: Viewer): Promise<NowView> {
      const now = clock.now();
      const [from, to] = [later(now, -2 * nearMs), later(now, nearMs)];
      const all = await sessionsOf(await seen(viewer), dayOf(from), dayOf(to));
      const near = all
        .filter(({ session }) => !session.cancelledAt && distanceMs(session, now) <= nearMs)
        .sort((a, b) => distanceMs(a.session, now) - distanceMs(b.session, now));
      const [session = null, ...others] = await Promise.all(
        near.map(({ session, part }) => sessionRow(session, viewer, part)),
      );
      return { session, others };
    },
  };
}

const nameOf = ({ id, name }: Series["owner"], viewer: Viewer) => ({ name, mine: id === viewer.id });

/** How far from now a session is; 0 while it is on. */
function distanceMs({ startsAt, endsAt }: Session, now: Date): number {
  return Math.max(startsAt.getTime() - now.getTime(), now.getTime() - endsAt.getTime(), 0);
}
