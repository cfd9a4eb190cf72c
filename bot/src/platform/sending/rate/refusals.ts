import { bounded } from "#platform/lru-map.ts";

/** Where more than one place is refused within so long, it is the app as a whole that has sent too much. */
const togetherMs = 2_000;
/** So long a place that was refused alone says nothing of the others. */
const rememberedMs = 10 * 60_000;

/**
 * Tells whom a 429 is for, which Teams does not say: its limit for the app stops all, that for one conversation stops the one.
 * The first refusal may be either, and is taken for the place's own; the next of another place soon shows.
 */
export function refusals() {
  let recent: { place: string; at: number }[] = [];
  const alone = bounded<number>(1_000);

  return {
    /** Whether the refusal of the place is one of all. */
    isOfAll(place: string, now: number): boolean {
      const isWithin = (at: number | undefined, ms: number) => at !== undefined && Math.abs(now - at) < ms;
      recent = recent.filter(({ at }) => isWithin(at, togetherMs));
      const isOfAll = recent.some((each) => each.place !== place);
      const isKnown = isWithin(alone.get(place), rememberedMs);
      if (!isKnown) recent.push({ place, at: now });
      if (!isOfAll) alone.set(place, now);
      return isOfAll;
    },
  };
}
