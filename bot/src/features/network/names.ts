import { type Clock, isFresh, later, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import { isIn } from "./member.ts";
import type { NetworkStore } from "./store.ts";

const maxAgeMs = seconds(20);

/** The names of those who are members now. A list of posts asks for the same few again and again. */
export function memberNames(store: NetworkStore, clock: Clock) {
  const known = bounded<{ name: string | undefined; until: Date }>(10_000);

  async function nameOf(tenantId: string, id: string): Promise<string | undefined> {
    const cached = known.get(`${tenantId}|${id}`);
    if (cached && isFresh(cached.until, maxAgeMs, clock.now())) return cached.name;
    const member = await store.find(tenantId, id);
    const name = isIn(member) ? member.name : undefined;
    known.set(`${tenantId}|${id}`, { name, until: later(clock.now(), maxAgeMs) });
    return name;
  }

  return {
    /** Whoever is no member, or no longer, is left out: another replica's change is seen within twenty seconds. */
    async of(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
      const names = new Map<string, string>();
      await Promise.all(
        [...new Set(ids)].map(async (id) => {
          const name = await nameOf(tenantId, id);
          if (name !== undefined) names.set(id, name);
        }),
      );
      return names;
    },

    forget: (tenantId: string, id: string): void => known.delete(`${tenantId}|${id}`),
  };
}
