import { Refusal } from "#platform/refusal.ts";
import type { Delivery } from "#platform/teams/messenger.ts";
import type { Outcome } from "./contract.ts";

/** One run of posting a survey's card: to which places, when, by whom. */
export type Sending = { id: string; at: Date; by: string; cancelledAt?: Date };

/** One place of a sending. `claimedAt` is written before the post, the outcome after it. */
export type Target = {
  sendingId: string;
  placeId: string;
  outcome: Outcome;
  changedAt: Date;
  messageId?: string | undefined;
  version: string;
};

/** How long a claimed target may stay unsettled: far longer than a post's deadline. */
export const claimMs = 60_000;

/**
 * What a worker finds a target to be. Only a target that nobody has begun is posted: one that was begun and not settled
 * may have been posted before a crash, so it becomes `unknown`, and a person decides.
 */
export function begin(target: Target, now: Date): "post" | "wait" | "unknown" | "done" {
  if (target.outcome === "queued" || target.outcome === "scheduled") return "post";
  if (target.outcome !== "sending") return "done";
  return now.getTime() - target.changedAt.getTime() < claimMs ? "wait" : "unknown";
}

/** The outcome to keep after a post; a refusal before acceptance puts the target back in the queue. */
export const settled = (delivery: Delivery): Outcome =>
  delivery.outcome === "later" ? "queued" : delivery.outcome;

/** What did not arrive, and what may have: sent again only when a person asks for it. */
export const mayRetry = (outcome: Outcome): boolean =>
  outcome === "blocked" || outcome === "gone" || outcome === "unknown";

export function retry(target: Target, now: Date): Target {
  if (!mayRetry(target.outcome)) throw new Refusal("nothingToRetry");
  return { ...target, outcome: "queued", changedAt: now };
}
