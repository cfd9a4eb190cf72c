import type { Clock } from "#platform/jobs/clock.ts";
import type { Part, Source } from "#platform/translating.ts";
import { filled, type Order, sourceNow, staleKeys } from "./orders.ts";
import type { Sources } from "./queue.ts";
import type { OrderStore } from "./store.ts";

type Ports = { store: OrderStore; sources: Sources; clock: Clock };

/**
 * Puts what is done where it belongs, once. A repeat after a crash finds its own texts there, and whatever somebody has
 * written between stays theirs.
 */
export function flowingBack({ store, sources, clock }: Ports) {
  return async (order: Order): Promise<Order> => {
    if (order.state !== "done" || order.filledAt) return order;
    const { tenantId, kind, sourceId, from, to } = order;
    const source = await sources[kind].find(tenantId, sourceId);
    const parts = partsOf(order, source);
    const refused = source
      ? await sources[kind].fill(tenantId, sourceId, { from, to, parts })
      : Object.keys(parts);
    const left = order.texts.map(({ key }) => key).filter((key) => !(key in parts) || refused.includes(key));
    return store.change(order, (newest) => filled(newest, left, clock.now()));
  };
}

/** What was translated from what is there now. */
function partsOf(order: Order, source: Source | undefined): Record<string, Part> {
  const stale = new Set(staleKeys(order, source));
  return Object.fromEntries(
    order.texts
      .filter(({ key }) => !stale.has(key) && sourceNow(order, source, key) !== undefined)
      .map(({ key, source: from, standing, translation }) => [
        key,
        { source: from, standing, text: translation.trim() },
      ]),
  );
}
