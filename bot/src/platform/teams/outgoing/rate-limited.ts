import { AsyncLocalStorage } from "node:async_hooks";
import type { Pace } from "#platform/sending/rate/rate-limiter.ts";
import { deliveryOf } from "./delivery.ts";

export type PersonPace = Pick<Pace, "soon" | "slot" | "leave" | "refused">;

/*
 * Between its moment and the network a request passes through the SDK, and whatever holds up the process holds it up there:
 * the last look at the clock is taken where it leaves, in the connector's pipeline.
 */
const leaves = new AsyncLocalStorage<() => Promise<() => void>>();

export const withLeave = <T>(
  pace: PersonPace,
  tenantId: string,
  request: () => Promise<T>,
  isPersonWaiting = false,
): Promise<T> => leaves.run(() => pace.leave(tenantId, isPersonWaiting), request);

/** Of the request that is under way here; to be called when it has left. */
export const leave = async (): Promise<(() => void) | undefined> => leaves.getStore()?.();

/**
 * A request that a person waits for: in its turn, and a refusal by Teams is told to all, unless it is of the conversation alone.
 * Throws what it throws.
 */
export async function paced<T>(
  pace: PersonPace,
  tenantId: string,
  request: () => Promise<T>,
  conversationId?: string,
): Promise<T> {
  await pace.soon(tenantId);
  return heeded(pace, tenantId, request, conversationId);
}

/** A request that cards wait for, by the thousand: it takes turns with the broadcasts, and gives way to people. */
export async function pacedAsBroadcast<T>(
  pace: PersonPace,
  tenantId: string,
  line: string,
  request: () => Promise<T>,
): Promise<T> {
  const slot = await pace.slot(tenantId, line);
  if (slot instanceof Date) throw new Error("Teams has asked to wait.");
  await slot.due();
  return heeded(pace, tenantId, request);
}

async function heeded<T>(
  pace: PersonPace,
  tenantId: string,
  request: () => Promise<T>,
  conversationId?: string,
): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const delivery = deliveryOf(error);
    if (delivery.outcome === "later" && !delivery.unreached)
      await pace.refused(tenantId, delivery.afterMs, conversationId);
    throw error;
  }
}
