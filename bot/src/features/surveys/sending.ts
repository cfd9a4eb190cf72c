import { Refusal } from "#platform/refusal.ts";
import type { Outcome } from "#platform/sending/contract.ts";
import type { Delivery } from "#platform/teams/messenger.ts";

/** One run of posting a survey's card: to which places, when, by whom. */
export type Sending = { id: string; at: Date; by: string; cancelledAt?: Date };

/**
 * One place of a sending. `sending` is written before the post, the outcome after it; what is scheduled or queued waits
 * for `changedAt`.
 */
export type Target = {
  sendingId: string;
  placeId: string;
  outcome: Outcome;
  changedAt: Date;
  messageId?: string | undefined;
  version: string;
};

/** How long a claimed target may stay unsettled: twice what a post may take. */
const claimMs = 10_000;

/**
 * What a worker finds a target to be; a date says when to look again. Only a target that nobody has begun is posted: one
 * that was begun and not settled may have been posted before a crash, so it becomes `unknown`, and a person decides.
 */
export function begin(target: Target, now: Date): "post" | "unknown" | "done" | Date {
  const { outcome, changedAt } = target;
  if (outcome === "queued" || outcome === "scheduled") return changedAt <= now ? "post" : changedAt;
  if (outcome !== "sending") return "done";
  const claimedUntil = new Date(changedAt.getTime() + claimMs);
  return claimedUntil <= now ? "unknown" : claimedUntil;
}

/** A target after its post; a refusal before acceptance puts it back in the queue, for when Teams says. */
export function settled(target: Target, delivery: Delivery, now: Date): Target {
  if (delivery.outcome === "later")
    return { ...target, outcome: "queued", changedAt: new Date(now.getTime() + delivery.afterMs) };
  const messageId = delivery.outcome === "sent" ? delivery.messageId : undefined;
  return { ...target, outcome: delivery.outcome, changedAt: now, messageId };
}

/** What did not arrive, and what may have: sent again only when a person asks for it. */
export const mayRetry = (outcome: Outcome): boolean =>
  outcome === "blocked" || outcome === "gone" || outcome === "unknown";

export function retry(target: Target, now: Date): Target {
  if (!mayRetry(target.outcome)) throw new Refusal("nothingToRetry");
  return { ...target, outcome: "queued", changedAt: now };
}
