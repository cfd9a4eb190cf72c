/* When a tenant's next requests may go, as plain values; times are milliseconds, since slots lie between them. */

export type PacePlan = {
  /** The first slot that nobody owns. */
  nextAt: number;
  pausedUntil: number;
  /** Requests a second since `loweredAt`. */
  rate: number;
  loweredAt: number;
};

/** A little below the limit, since requests don't arrive as evenly as they are sent: 49.3 of 50. */
const share = 0.986;
/** What a refusal takes off the rate, and how much comes back each second. */
const lowering = 0.97;
const recoveryPerSecond = 0.1;
/** Teams may ask for a longer wait: it is asked again after this. */
export const longestPauseMs = 3_600_000;
/** Replicas take a quarter of a second each: what lies further ahead was written by a clock that is wrong. */
const furthestAheadMs = 30_000;

export const fullRate = (limit: number): number => limit * share;

export const freshPlan = (limit: number): PacePlan => ({
  nextAt: 0,
  pausedUntil: 0,
  rate: fullRate(limit),
  loweredAt: 0,
});

export function rateAt({ rate, loweredAt }: PacePlan, now: number, limit: number): number {
  const sinceMs = Math.max(0, now - loweredAt);
  return Math.min(fullRate(limit), rate + (sinceMs / 1000) * recoveryPerSecond);
}

/** The next slots, evenly spaced from where the last ones ended, or from now if nobody has asked for a while. */
export function takeSlots(
  plan: PacePlan,
  count: number,
  now: number,
  limit: number,
): { plan: PacePlan; slots: number[] } {
  const freeAt = Math.max(now, Math.min(plan.pausedUntil, now + longestPauseMs));
  const startAt = plan.nextAt > freeAt + furthestAheadMs ? freeAt : Math.max(freeAt, plan.nextAt);
  const everyMs = 1000 / rateAt(plan, now, limit);
  const slots = Array.from({ length: count }, (_, index) => startAt + index * everyMs);
  return { plan: { ...plan, nextAt: startAt + count * everyMs }, slots };
}

/** The same moments by a clock that shows so much less. */
export const setBack = (plan: PacePlan, ms: number): PacePlan => ({
  ...plan,
  nextAt: plan.nextAt - ms,
  pausedUntil: plan.pausedUntil - ms,
  loweredAt: plan.loweredAt - ms,
});

/** Teams refuses: nobody sends until then, and a little slower after it. Several refusals at once are one. */
export function pausePlan(plan: PacePlan, until: number, now: number, limit: number): PacePlan {
  const pausedUntil = Math.max(Math.min(plan.pausedUntil, now + longestPauseMs), until);
  if (plan.pausedUntil > now) return { ...plan, pausedUntil };
  return { ...plan, pausedUntil, rate: rateAt(plan, now, limit) * lowering, loweredAt: now };
}
