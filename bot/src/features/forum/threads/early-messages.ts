import { type Clock, later, minutes, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Said } from "#platform/teams/extension.ts";
import { keptSaid, toKeep, type Where } from "#platform/teams/incoming/queued-message.ts";

/** By then it is known whether a thread is a topic's. */
const youngMs = minutes(2);
const againMs = seconds(15);

/**
 * Teams tells a card's id some seconds after it was posted, and somebody may have answered by then: what is said in a thread
 * that has just begun is heard again a little later, until the thread is no longer young. Nothing is kept beyond that.
 */
export function hearingAgain({ jobs, clock }: { jobs: Jobs; clock: Clock }) {
  return {
    /** A message's id in a channel is when it was sent, in milliseconds. */
    isYoung: (threadId: string): boolean => later(new Date(Number(threadId)), youngMs) > clock.now(),

    hearAgain: (said: Said, where: Where): Promise<void> =>
      jobs.add("forum/heard", toKeep(said, where), later(clock.now(), againMs)),

    heard: (data: unknown): { said: Said; place: Where } => keptSaid.parse(data),
  };
}
