import { beatAfter, ofSeries, ofSession, planTidy, redrawAt } from "#features/coffee/series/schedule.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { type Clock, later, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Attending } from "./attendance.ts";

const seatsMs = seconds(10);
/** An answer is written, and its seat taken or freed, well within this, or it has been cut off. */
const answeringMs = seconds(10);

/** Attending, with what follows from an answer: whoever got a seat is told, and the counts on the cards are put right. */
export function answering(attending: Attending, jobs: Jobs, clock: Clock): Attending {
  async function redrawSoon(session: Session, scope: "session" | "series"): Promise<void> {
    const at = redrawAt(session, clock.now());
    if (scope === "series") await jobs.add("coffee/redrawAll", ofSeries(session.series), at);
    else if (session.invitedAt) await jobs.add("coffee/redraw", ofSession(session), at);
  }

  /** Planned before the answer: a seat that stays taken, or that somebody got and was never told of, must not happen. */
  async function planSeats(session: Session, scope: "session" | "series"): Promise<void> {
    const touched = session.capacity === null ? [] : [session];
    if (scope === "series") touched.push(...(await attending.withSeats(session.series)));
    const at = beatAfter(later(clock.now(), answeringMs), seatsMs);
    for (const one of touched) await jobs.add("coffee/seats", ofSession(one), at);
  }

  return {
    ...attending,

    async answer(session, person, input, at) {
      await planTidy(session, jobs);
      await planSeats(session, input.scope);
      const answered = await attending.answer(session, person, input, at);
      for (const date of answered.promotedDates)
        await jobs.add("coffee/seats", { ...ofSession(session), date });
      await redrawSoon(session, input.scope);
      return answered;
    },
  };
}
