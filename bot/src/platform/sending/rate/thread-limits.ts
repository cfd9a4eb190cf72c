import { later } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";

/** So many messages in so long. */
export type ThreadLimit = { count: number; ms: number };

/** What Teams takes from one bot in one conversation (learn.microsoft.com, "Rate limiting for bots": send to conversation). */
export const teamsThreadLimits: readonly ThreadLimit[] = [
  { count: 7, ms: 1_000 },
  { count: 8, ms: 2_000 },
  { count: 60, ms: 30_000 },
  { count: 1_800, ms: 3_600_000 },
];

/** When the next message may go, given when the latest ones went, the oldest first; undefined for now. */
export function freeAt(times: readonly Date[], limits: readonly ThreadLimit[], now: Date): Date | undefined {
  // What went after now did so before the clock was set back.
  const gone = times.filter((time) => time <= now);
  const ends = limits
    .map(({ count, ms }) => gone.at(-count) && later(gone.at(-count) ?? now, ms))
    .filter((end): end is Date => end !== undefined && end > now);
  return ends.toSorted((one, other) => other.getTime() - one.getTime())[0];
}

/** The limits of the places that this process has lately written to; a place that is over its limit holds up no other. */
export function threadLimits(limits = teamsThreadLimits, mostPlaces = 10_000) {
  const sent = bounded<Date[]>(mostPlaces);
  const longest = Math.max(0, ...limits.map(({ count }) => count));
  return {
    /** Undefined if a message may go now, and then it counts; else when to ask again. */
    take(placeId: string, now: Date): Date | undefined {
      const times = sent.get(placeId) ?? [];
      const free = freeAt(times, limits, now);
      if (free) return free;
      times.push(now);
      if (times.length > longest) times.shift();
      sent.set(placeId, times);
      return undefined;
    },
  };
}
