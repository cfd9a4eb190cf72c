import { ofSession, planTidy, redrawAt } from "#features/coffee/series/schedule.ts";
import type { Session } from "#features/coffee/series/session.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { QuestionBox } from "./question-box.ts";

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
