import { z } from "zod";
import { type Clock, later, minutes, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Said } from "#platform/teams/extension.ts";
import type { Place } from "#platform/teams/turn.ts";

/** Where something was said. */
export type Where = Pick<Place, "tenantId" | "id">;

/** By then it is known whether a thread is a topic's. */
const youngMs = minutes(2);
const againMs = seconds(15);

/** What was said, as the queue keeps it. */
const heard = z.object({
  said: z.object({
    deed: z.enum(["said", "edited", "removed"]),
    messageId: z.string(),
    threadId: z.string(),
    text: z.string(),
    person: z.object({ tenantId: z.string(), id: z.string(), name: z.string() }).exactOptional(),
    sentAt: z.coerce.date(),
  }),
  place: z.object({ tenantId: z.string(), id: z.string() }),
});

/**
 * Teams tells a card's id some seconds after it was posted, and somebody may have answered by then: what is said in a thread
 * that has just begun is heard again a little later, until the thread is no longer young. Nothing is kept beyond that.
 */
export function hearingAgain({ jobs, clock }: { jobs: Jobs; clock: Clock }) {
  return {
    /** A message's id in a channel is when it was sent, in milliseconds. */
    isYoung: (threadId: string): boolean => later(new Date(Number(threadId)), youngMs) > clock.now(),

    hearAgain: (said: Said, { tenantId, id }: Where): Promise<void> =>
      jobs.add("forum/heard", { said, place: { tenantId, id } }, later(clock.now(), againMs)),

    heard: (data: unknown): { said: Said; place: Where } => heard.parse(data),
  };
}
