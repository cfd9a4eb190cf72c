import { z } from "zod";
import type { Feature } from "#platform/feature.ts";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { notBefore } from "#platform/jobs/not-yet.ts";
import type { Job } from "#platform/jobs/work.ts";
import { bounded } from "#platform/lru-map.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import { dayAfter, dayOf, instantAt } from "#platform/time/finnish-time.ts";
import type { Attending } from "./attendance/attendance.ts";
import type { Traces } from "./erasure.ts";
import type { Invitations } from "./invitations/invitations.ts";
import type { Telling } from "./invitations/notifications.ts";
import { notesOf, type TakeNotes } from "./organising/agenda-topics.ts";
import type { QuestionBox } from "./questions/question-box.ts";
import type { Recapping } from "./recap/recap.ts";
import type { Wishes } from "./reminders/reminder-settings.ts";
import { type Planning, purgeAfterMs, tidying } from "./series/schedule.ts";
import type { Series } from "./series/series.ts";
import { furthestMoveDays, inviteAt, recapAt, type Session } from "./series/session.ts";
import type { CoffeeStore } from "./series/store.ts";

const ofSeries = z.object({ tenantId: z.string(), seriesId: z.string() });
const ofOne = ofSeries.extend({ date: z.string() });
const ofStart = ofOne.extend({ startsAt: z.string() });
const ofReminder = ofStart.extend({ kind: z.enum(["dayBefore", "quarterBefore"]) });
const ofNews = ofOne.extend({
  what: z.enum(["moved", "cancelled", "reinstated"]),
  sequence: z.number(),
  startsAt: z.string(),
});

type Ports = {
  store: CoffeeStore;
  attending: Attending;
  box: QuestionBox;
  wishes: Wishes;
  planning: Planning;
  invitations: Invitations;
  telling: Telling;
  recapping: Recapping;
  traces: Traces;
  takeNotes: TakeNotes;
  jobs: Jobs;
  clock: Clock;
};

/** Everything here may run twice, late, or for what is gone, moved or cancelled: each looks at how things are by then. */
export function coffeeJobs(ports: Ports): NonNullable<Feature["jobs"]> {
  const { store, attending, box, wishes, planning, invitations, telling, recapping, traces, jobs, clock } =
    ports;
  const { takeNotes } = ports;

  const drawn = bounded<string>(1_000);

  const forSession =
    <Work extends z.infer<typeof ofOne>>(
      schema: z.ZodType<Work>,
      run: (session: Session, work: Work) => ReturnType<Job>,
    ): Job =>
    async (data) => {
      const work = schema.parse(data);
      const session = await store.findSession(work.tenantId, work.seriesId, work.date).catch(undefinedIfGone);
      return session && run(session, work);
    };

  /** A series that has not begun, or is removed, posts nothing. */
  const ifHeld =
    <Work>(run: (session: Session, work: Work) => Promise<unknown>) =>
    async (session: Session, work: Work) => {
      const { startedAt, removedAt } = session.series;
      return startedAt && !removedAt ? run(session, work) : undefined;
    };

  /** The sessions that people may still be thinking of coming to. */
  const ahead = (series: Series) =>
    store.sessions(series, dayOf(clock.now()), dayAfter(dayOf(clock.now()), furthestMoveDays * 2));

  return {
    plan: async (data) => planning.plan(ofSeries.parse(data)),

    invite: forSession(
      ofOne,
      ifHeld(async (session) => {
        if (session.cancelledAt || session.startsAt <= clock.now()) return;
        // It was moved since this was planned.
        const early = session.invitedAt ? undefined : notBefore(inviteAt(session), clock);
        if (early) return early;
        await invitations.sendToAll(session);
      }),
    ),

    remind: forSession(
      ofReminder,
      ifHeld(async (session, work) => {
        const isStill = startsThen(session, work) && session.startsAt > clock.now();
        if (isStill && !session.cancelledAt) await telling.remind(session, work.kind);
      }),
    ),

    recap: forSession(
      ofStart,
      ifHeld(async (session, work) => {
        if (!startsThen(session, work)) return;
        const early = notBefore(recapAt(session), clock);
        return early ?? recapping.sendByItself(session);
      }),
    ),

    seats: forSession(
      ofOne,
      ifHeld(async (session) => {
        // An answer may have been cut off before its seat was taken or freed.
        await attending.resize(session);
        await telling.seats(session);
      }),
    ),
    news: forSession(ofNews, (session, news) => telling.news(session, news)),
    redraw: forSession(ofOne, (session) => invitations.redraw(session)),
    redrawRecap: forSession(ofOne, (session) => recapping.redraw(session)),
    notes: forSession(ofOne, (session) => takeNotes(notesOf(session))),

    /** A session was changed: what is to come of it is planned anew, and its cards say how it is now. */
    changed: forSession(ofOne, async (session, work) => {
      if (!session.series.startedAt) return;
      await planning.planSession(session);
      await attending.resize(session);
      await jobs.add("coffee/seats", work);
      // It comes twice, and drawing thousands of cards is dear.
      const key = `${session.series.tenantId}|${session.series.id}|${session.date}`;
      const version = `${session.series.version}|${session.version}`;
      if (drawn.get(key) === version) return;
      await invitations.redraw(session);
      drawn.set(key, version);
    }),

    /** The same for each session ahead that people are invited to, or have a seat in, after a change of their series. */
    revised: async (data) => {
      const work = ofSeries.parse(data);
      const series = await store.findSeries(work.tenantId, work.seriesId).catch(undefinedIfGone);
      if (!series) return;
      await planning.plan(work);
      const invited = (await ahead(series)).filter(({ invitedAt }) => invitedAt);
      const changed = [...invited, ...(await attending.withSeats(series))];
      for (const date of new Set(changed.map((session) => session.date)))
        await jobs.add("coffee/changed", { ...work, date });
    },

    redrawAll: async (data) => {
      const { tenantId, seriesId } = ofSeries.parse(data);
      const series = await store.findSeries(tenantId, seriesId).catch(undefinedIfGone);
      if (series) for (const session of await ahead(series)) await invitations.redraw(session);
    },

    /** Step by step, each at its time after the session: nothing of it stays that is not needed, or no longer. */
    tidy: async (data) => {
      const work = ofOne.parse(data);
      const { tenantId, seriesId, date } = work;
      const session = await store.findSession(tenantId, seriesId, date).catch(undefinedIfGone);
      // What people answered to a day that the rule no longer gives, or to a series that is gone, goes all the same.
      const named = session ?? { series: { tenantId, id: seriesId }, date };
      const endsAt = session?.endsAt ?? instantAt(date, "23:59");
      const steps = [
        [tidying.foldMs, () => (session ? store.foldOpenings(named) : store.forgetOpenings(named))],
        [tidying.foldMs, async () => session && attending.keepHeads(session)],
        [tidying.closeBoxMs, () => box.close(named)],
        [tidying.forgetMs, () => (session ? traces.forgetPeople(session) : traces.forgetAll(named))],
      ] as const;
      for (const [afterMs, run] of steps) {
        const early = notBefore(later(endsAt, afterMs), clock);
        if (early) return early;
        await run();
      }
    },

    /** Planned when the series ended, and when it was removed; it may have been brought back since. */
    purge: async (data) => {
      const { tenantId, seriesId } = ofSeries.parse(data);
      const series = await store.findSeries(tenantId, seriesId).catch(undefinedIfGone);
      const overAt = series?.endedAt ?? series?.removedAt;
      if (!series || !overAt) return;
      const isEarly = notBefore(later(overAt, purgeAfterMs), clock);
      if (isEarly) return isEarly;
      await attending.forgetSeries(series);
      await wishes.forget(series);
      if (!series.removedAt) return;
      const isRestorable = notBefore(later(series.removedAt, purgeAfterMs), clock);
      if (isRestorable) return isRestorable;
      await traces.forgetSeries(series, dayOf(clock.now()));
      await store.removeSeries(series);
    },
  };
}

const startsThen = (session: Session, { startsAt }: z.infer<typeof ofStart>): boolean =>
  session.startsAt.toISOString() === startsAt;
