/** Time is an argument everywhere; this is where it comes from. */
export type Clock = { now(): Date };

/** Waits. A simulation waits in its own time. */
export type Sleep = (ms: number) => Promise<void>;

export const wallClock: Clock = { now: () => new Date() };
export const wallSleep: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const seconds = (count: number) => count * 1000;
export const minutes = (count: number) => count * 60_000;
export const days = (count: number) => count * 86_400_000;

export const later = (from: Date, delayMs: number): Date => new Date(from.getTime() + delayMs);

/** Whether what was to be remembered until then, for so long, still serves. A clock that is set back makes nothing live longer. */
export function isFresh(until: Date | number, maxAgeMs: number, now: Date | number): boolean {
  const leftMs = Number(until) - Number(now);
  return leftMs > 0 && leftMs <= maxAgeMs;
}
