import type { Clock } from "./clock.ts";

/** What a job gives back that has come before its time: whatever job it is, it is planned again for then. */
export type NotYet = { notBefore: Date };

/**
 * Where a job does what can be done only from an instant on: it gives this back, unless it is undefined. Servers' clocks
 * differ: one that is ahead brings work to the queue, and one that is behind takes it.
 */
export function notBefore(at: Date, clock: Clock): NotYet | undefined {
  return at > clock.now() ? { notBefore: at } : undefined;
}

export const isNotYet = (outcome: unknown): outcome is NotYet =>
  outcome instanceof Object && "notBefore" in outcome && outcome.notBefore instanceof Date;
