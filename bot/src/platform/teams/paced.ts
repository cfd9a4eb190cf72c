import type { Pace } from "#platform/sending/pace.ts";
import { deliveryOf } from "./delivery.ts";

export type PersonPace = Pick<Pace, "soon" | "slot" | "refused">;

/** A request that a person waits for: in its turn, and Teams' wish to wait is told to all. Throws what it throws. */
export async function paced<T>(pace: PersonPace, tenantId: string, request: () => Promise<T>): Promise<T> {
  await pace.soon(tenantId);
  return heeded(pace, tenantId, request);
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

async function heeded<T>(pace: PersonPace, tenantId: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const delivery = deliveryOf(error);
    if (delivery.outcome === "later" && !delivery.unreached) await pace.refused(tenantId, delivery.afterMs);
    throw error;
  }
}
