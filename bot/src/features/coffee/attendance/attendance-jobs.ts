import type { QuestionBox } from "#features/coffee/questions/question-box.ts";
import { ofSeries, ofSession, tidyStep } from "#features/coffee/series/schedule.ts";
import type { Session } from "#features/coffee/series/session.ts";
import { type Clock, later, minutes, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Attending } from "./attendance.ts";

/** Cards are brought up to date at most so often for each hundred places, where one update is one call to Teams. */
const redrawMs = minutes(1);
const placesAMinute = 100;
/** Counts and questions may be drawn from what was read some seconds before; the update comes later than that. */
const staleMs = seconds(10);
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

/** The question box, with what follows: nobody is known by it for ever, and a recap tells what holds. */
export function asking(box: QuestionBox, jobs: Jobs, clock: Clock): QuestionBox {
  /** Planned before the deed, since a crash must not leave on cards what was withheld, and after it: it may have taken long. */
  async function followedByRecap(session: Session, deed: () => Promise<void>): Promise<void> {
    const redrawSoon = async () => {
      // Whether a recap has been sent is looked at by then: it may be on its way.
      if (session.invitedAt && session.endsAt <= clock.now())
        await jobs.add("coffee/redrawRecap", ofSession(session), redrawAt(session, clock.now()));
    };
    await redrawSoon();
    await deed();
    await redrawSoon();
  }

  return {
    ...box,
    async ask(session, ...given) {
      await planTidy(session, jobs);
      return box.ask(session, ...given);
    },
    async vote(session, ...given) {
      await planTidy(session, jobs);
      return box.vote(session, ...given);
    },
    withdraw: (session, ...given) => followedByRecap(session, () => box.withdraw(session, ...given)),
    moderate: (session, ...given) => followedByRecap(session, () => box.moderate(session, ...given)),
  };
}

async function planTidy(session: Session, jobs: Jobs): Promise<void> {
  const { job, work, at } = tidyStep(session);
  await jobs.add(job, work, at);
}

/** Rounded up to the next beat, so that many changes ask for one update. */
function redrawAt(session: Session, now: Date): Date {
  const everyMs = redrawMs * Math.ceil(session.series.draft.placeIds.length / placesAMinute || 1);
  return beatAfter(later(now, staleMs), everyMs);
}

const beatAfter = (time: Date, everyMs: number) =>
  new Date((Math.floor(time.getTime() / everyMs) + 1) * everyMs);
