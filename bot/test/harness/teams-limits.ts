/*
 * What Teams takes, as documented: 50 requests a second from one app in one tenant, and in one conversation 7 messages in
 * one second, 8 in two, 60 in thirty and 1,800 in an hour (learn.microsoft.com, "Rate limiting for bots").
 */

const tenantLimit: Limit = { count: 50, ms: 1_000 };
const threadLimits: readonly Limit[] = [
  { count: 7, ms: 1_000 },
  { count: 8, ms: 2_000 },
  { count: 60, ms: 30_000 },
  { count: 1_800, ms: 3_600_000 },
];

type Limit = { count: number; ms: number };

/** Sliding windows over what was taken. `take` gives how long to wait before it is tried again, undefined if it is taken. */
export function teamsLimits() {
  const tenant: number[] = [];
  const threads = new Map<string, number[]>();

  return {
    take(now: number, thread?: string): number | undefined {
      const own = thread === undefined ? [] : (threads.get(thread) ?? []);
      const waits = [
        waitFor(tenant, tenantLimit, now),
        ...threadLimits.map((limit) => waitFor(own, limit, now)),
      ];
      const waitMs = Math.max(...waits);
      if (waitMs > 0) return waitMs;
      note(tenant, tenantLimit.count, now);
      if (thread === undefined) return undefined;
      note(own, 1_800, now);
      threads.set(thread, own);
      return undefined;
    },
    /** Forgets the conversations, of which a simulation has a million. */
    forget: () => threads.clear(),
  };
}

const waitFor = (times: number[], { count, ms }: Limit, now: number) =>
  (times.at(-count) ?? Number.NEGATIVE_INFINITY) + ms - now;

function note(times: number[], most: number, now: number) {
  times.push(now);
  if (times.length > most) times.shift();
}
