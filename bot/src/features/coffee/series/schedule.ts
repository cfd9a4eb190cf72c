import { type Clock, days, later, minutes, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import { dayOf } from "#platform/time/finnish-time.ts";
import { baseTime } from "./reminder-times.ts";
import { type Series, stateOf } from "./series.ts";
import { inviteAt, recapAt, type Session } from "./session.ts";
import type { CoffeeStore } from "./store.ts";

/** Work on the queue; a job that comes too early for what it finds puts itself off. */
export type Step = { job: string; work: object; at: Date };
export type OfSeries = { tenantId: string; seriesId: string };
export type OfSession = OfSeries & { date: string };

export type Planning = ReturnType<typeof planning>;

/** Invitations go out sixty days before at most; a session is planned before that, and again in each round. */
const horizonMs = days(67);
const roundMs = days(3);

/** How long after a session its openings are folded into a number, its question box is closed, its answers removed. */
export const tidying = { foldMs: days(1), closeBoxMs: days(28), forgetMs: days(90) } as const;

/**
 * So long after its end or removal nothing of a series is kept for its people: its last sessions have been held by then
 * (invitations and moves reach four months ahead), and tidied up after.
 */
export const purgeAfterMs = days(240);

/** Cards are brought up to date at most so often for each hundred places, where one update is one call to Teams. */
const redrawMs = minutes(1);
const placesAMinute = 100;
/** Counts and questions may be drawn from what was read some seconds before; the update comes later than that. */
const staleMs = seconds(10);

export const ofSeries = ({ tenantId, id: seriesId }: Series): OfSeries => ({ tenantId, seriesId });
export const ofSession = ({ series, date }: Session): OfSession => ({ ...ofSeries(series), date });

/** Whatever is kept of a session for its people goes in time; planned by whoever keeps something. */
export const tidyStep = (session: Session): Step => ({
  job: "coffee/tidy",
  work: ofSession(session),
  at: later(session.endsAt, tidying.foldMs),
});

/** Plans what is removed after a session; planned twice it is planned once. */
export async function planTidy(session: Session, jobs: Jobs): Promise<void> {
  const { job, work, at } = tidyStep(session);
  await jobs.add(job, work, at);
}

/** When cards are brought up to date: rounded up to the next beat, so that many changes ask for one update. */
export function redrawAt(session: Session, now: Date): Date {
  const everyMs = redrawMs * Math.ceil(session.series.draft.placeIds.length / placesAMinute || 1);
  return beatAfter(later(now, staleMs), everyMs);
}

/** The next whole multiple of `everyMs`. */
export const beatAfter = (time: Date, everyMs: number) =>
  new Date((Math.floor(time.getTime() / everyMs) + 1) * everyMs);

/** All that is to happen by itself around a session, and when. */
export function stepsFor(session: Session, now: Date): Step[] {
  const work = ofSession(session);
  const tidy = tidyStep(session);
  if (session.cancelledAt) return [tidy];

  // What was planned for another start does nothing.
  const { startsAt } = session;
  const then = { ...work, startsAt: startsAt.toISOString() };
  const reminders = (["dayBefore", "quarterBefore"] as const).map((kind) => ({
    job: "coffee/remind",
    work: { ...then, kind },
    at: baseTime(session, kind),
  }));
  const recap = { job: "coffee/recap", work: then, at: recapAt(session) };
  // A card that was left standing says that it is over.
  const over = { job: "coffee/redraw", work, at: session.endsAt };
  const ahead = [...reminders, over, recap, tidy].filter(({ at }) => at > now);
  const isDue = !session.invitedAt && startsAt > now;
  // An invitation that was missed goes out now, as long as one can still come.
  return isDue ? [{ job: "coffee/invite", work, at: inviteAt(session) }, ...ahead] : ahead;
}

/**
 * What happens by itself, and when. A series that runs is planned in rounds; each round plans the next before anything
 * else. Every step has its time from what it is about, so that planning it twice plans it once, and looks at the truth
 * when its time has come: a plan that no longer holds does nothing.
 */
export function planning(store: Pick<CoffeeStore, "findSeries" | "sessions">, jobs: Jobs, clock: Clock) {
  async function planSession(session: Session): Promise<void> {
    for (const { job, work, at } of stepsFor(session, clock.now())) await jobs.add(job, work, at);
  }

  return {
    planSession,

    async plan({ tenantId, seriesId }: OfSeries): Promise<void> {
      const now = clock.now();
      const series = await store.findSeries(tenantId, seriesId).catch(undefinedIfGone);
      if (!series || series.removedAt || stateOf(series) !== "running") return;
      // The same instant whoever plans, and however often: one chain of rounds and no more.
      await jobs.add("coffee/plan", ofSeries(series), nextRound(now));
      for (const session of await store.sessions(series, dayOf(now), dayOf(later(now, horizonMs))))
        await planSession(session);
    },

    following: <T>(work: readonly Omit<Step, "at">[], deed: () => Promise<T>): Promise<T> =>
      following({ jobs, clock }, work, deed),
  };
}

const nextRound = (now: Date) => new Date((Math.floor(now.getTime() / roundMs) + 1) * roundMs);
