import { bounded } from "#platform/lru-map.ts";

/** Takes one request out of somebody's bucket; false when it is empty. */
export type Limit = (who: string) => boolean;

/** A token bucket each: `perSecond` go in, `burst` fit. At most `most` buckets: the one unused longest is forgotten, full. */
export function limitOf(
  perSecond: number,
  burst: number,
  most = 10_000,
  now: () => number = Date.now,
): Limit {
  const buckets = bounded<{ left: number; at: number }>(most);
  return (who) => {
    const bucket = buckets.get(who) ?? { left: burst, at: now() };
    // A clock that is set back takes nothing out.
    const sinceMs = Math.max(0, now() - bucket.at);
    const left = Math.min(burst, bucket.left + (sinceMs / 1000) * perSecond);
    const allowed = left >= 1;
    buckets.set(who, { left: allowed ? left - 1 : left, at: now() });
    return allowed;
  };
}
