import type { Pace } from "#platform/sending/pace.ts";
import { deliveryOf } from "./delivery.ts";

export type PersonPace = Pick<Pace, "soon" | "refused">;

/** A request that a person waits for: in its turn, and Teams' wish to wait is told to all. Throws what it throws. */
export async function paced<T>(pace: PersonPace, tenantId: string, request: () => Promise<T>): Promise<T> {
  await pace.soon(tenantId);
  try {
    return await request();
  } catch (error) {
    const delivery = deliveryOf(error);
    if (delivery.outcome === "later" && !delivery.unreached) await pace.refused(tenantId, delivery.afterMs);
    throw error;
  }
}
