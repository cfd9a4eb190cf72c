import { later, minutes, seconds } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Delivery } from "#platform/teams/outgoing/messenger.ts";
import type { Outcome } from "./contract.ts";

/* The rules of one target, as plain values. */

/** As it is stored: whether what is queued shows as scheduled or cancelled is the broadcast's to say. */
export const kept = ["queued", "sending", "sent", "blocked", "gone", "unknown", "cancelled"] as const;

/**
 * One place of a broadcast. `sending` is written before the post, the outcome after it; what is queued waits for
 * `changedAt`. `round` tells how new the card is that stands there.
 */
export type KeptTarget = {
  placeId: string;
  outcome: (typeof kept)[number];
  changedAt: Date;
  messageId?: string | undefined;
  round?: number | undefined;
  /** Why Teams would not take it. */
  reason?: string | undefined;
  /** How often Teams was too busy for it. */
  tries?: number | undefined;
};

/** What a target must know of its broadcast. */
export type Whole = {
  at: Date;
  /** 1 for the posts; one more for each time that the cards are replaced. */
  round: number;
  pausedAt?: Date | undefined;
  cancelledAt?: Date | undefined;
};

/** How long a claimed target may stay unsettled: a post ends within five seconds. */
export const claimMs = seconds(7);
/** Nothing waits for longer than this before it is tried again: what seems to was written by a clock that is wrong. */
export const longestWaitMs = minutes(60);

/**
 * What a worker has to do with a target; a date says when to look again, `wait` that nobody knows yet. Only what nobody
 * has begun is posted: what was begun and not settled may have been posted before a crash, so it becomes `unknown`, and a
 * person decides.
 */
export type Step = "post" | "update" | "unknown" | "wait" | "nothing" | Date;

export function stepFor(target: KeptTarget, whole: Whole, now: Date): Step {
  const { outcome, changedAt } = target;
  if (outcome === "queued") {
    if (whole.cancelledAt) return "nothing";
    if (whole.pausedAt) return "wait";
    const isBeyondAny = whole.at <= now && changedAt > later(now, longestWaitMs);
    return changedAt <= now || isBeyondAny ? "post" : changedAt;
  }
  if (outcome === "sending") {
    const claimedUntil = later(changedAt, claimMs);
    const isBeyondAny = claimedUntil > later(now, claimMs + seconds(2));
    return claimedUntil <= now || isBeyondAny ? "unknown" : claimedUntil;
  }
  return isBehind(target, whole.round) ? "update" : "nothing";
}

const isBehind = ({ messageId, round = 1 }: KeptTarget, newest: number) =>
  messageId !== undefined && round < newest;

/** So often a busy conversation is tried, each time after twice as long: some four minutes, or more where Teams says so. */
const triesLimit = 8;
const shortestBackoffMs = seconds(1);
const longestBackoffMs = seconds(60);

/** A target after its post; a refusal before acceptance puts it back in the queue, for when Teams says. */
export function settled(target: KeptTarget, delivery: Delivery, now: Date): KeptTarget {
  if (delivery.outcome === "later" && delivery.busy) return backedOff(target, delivery.afterMs, now);
  if (delivery.outcome === "later")
    return { ...target, outcome: "queued", changedAt: later(now, Math.min(delivery.afterMs, longestWaitMs)) };
  const messageId = delivery.outcome === "sent" ? delivery.messageId : undefined;
  const reason = delivery.outcome === "blocked" ? delivery.reason : undefined;
  return { ...target, outcome: delivery.outcome, changedAt: now, messageId, reason, tries: undefined };
}

function backedOff(target: KeptTarget, afterMs: number, now: Date): KeptTarget {
  const tries = (target.tries ?? 0) + 1;
  if (tries >= triesLimit)
    return { ...target, outcome: "blocked", reason: "busy", changedAt: now, tries: undefined };
  const askedMs = Math.min(Math.max(afterMs, shortestBackoffMs), longestWaitMs);
  const backoffMs = Math.min(askedMs * 2 ** (tries - 1), Math.max(longestBackoffMs, askedMs));
  return { ...target, outcome: "queued", changedAt: later(now, backoffMs), tries };
}

/** What people see. What a cancelled broadcast has not begun is cancelled, without a write to each target. */
export function shown(target: Pick<KeptTarget, "outcome">, whole: Whole, now: Date): Outcome {
  if (target.outcome !== "queued") return target.outcome;
  if (whole.cancelledAt) return "cancelled";
  return whole.at > now ? "scheduled" : "queued";
}

/** What did not arrive, and what may have: sent again only when a person asks for it. */
export const mayRetry = (outcome: Outcome): boolean =>
  outcome === "blocked" || outcome === "gone" || outcome === "unknown";

export function retry(target: KeptTarget, whole: Whole, now: Date): KeptTarget {
  if (whole.cancelledAt || !mayRetry(target.outcome)) throw new Refusal("nothingToRetry");
  return { ...target, outcome: "queued", changedAt: now, reason: undefined, tries: undefined };
}

/** When to try again what failed by a fault of ours or may not have arrived: at first soon, then ever more seldom. */
export function tryAgainAt(since: Date, now: Date, leastMs = seconds(30)): Date {
  const waitedMs = now.getTime() - since.getTime();
  return later(now, Math.min(Math.max(waitedMs, leastMs), longestWaitMs));
}
