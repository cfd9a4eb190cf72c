import { bounded } from "#platform/lru-map.ts";

/** Clocks that differ by less are as good as equal: what it costs is a wait of so long. */
const toleranceMs = 500;

/**
 * How far other replicas' clocks are ahead of one's own, from when they wrote a shared row by theirs. By one's own they did so
 * after the row was last seen without it, and before now; each row narrows that down.
 */
export function clockOffsets(most = 1_000) {
  const known = bounded<{ least: number; most: number }>(most);
  return {
    /** 0 unless it is proven that the clocks differ; then the middle of what it can be. */
    of(writer: string, writtenAt: number, seenAt: number, now: number): number {
      const found = { least: writtenAt - now, most: writtenAt - seenAt };
      const before = known.get(writer) ?? found;
      const narrowed = {
        least: Math.max(found.least, before.least),
        most: Math.min(found.most, before.most),
      };
      // One of the two clocks has been set: what was known no longer holds.
      const { least, most } = narrowed.least <= narrowed.most ? narrowed : found;
      known.set(writer, { least, most });
      if (least <= toleranceMs && most >= -toleranceMs) return 0;
      // Nothing was seen before it: it may have been written just now.
      return Number.isFinite(most) ? (least + most) / 2 : least;
    },
  };
}
