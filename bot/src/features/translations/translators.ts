import type { Role } from "#platform/auth/role.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Pair, Standing } from "./contract.ts";
import type { Order } from "./orders.ts";
import { belongs, translates, type Worker } from "./rights.ts";

export type Viewer = Person & { roles?: Role[] };
type Member = { id: string; profile: { translates: Pair[] } };

/** The part of the network that translations need. */
export type NetworkPart = {
  standingOf(viewer: Viewer): Promise<Standing>;
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  members(tenantId: string): AsyncIterable<Member>;
  find(tenantId: string, id: string): Promise<Member | undefined>;
};

export type Workers = ReturnType<typeof workers>;

/** Who works on translations. */
export function workers(network: NetworkPart) {
  async function of(viewer: Viewer): Promise<Worker> {
    const [standing, member] = await Promise.all([
      network.standingOf(viewer),
      network.find(viewer.tenantId, viewer.id),
    ]);
    return { id: viewer.id, standing, translates: member?.profile.translates ?? [] };
  }

  return {
    of,

    /** Outside the network there is no queue. */
    async mustBelong(viewer: Viewer): Promise<Worker> {
      const worker = await of(viewer);
      if (!belongs(worker)) throw new NotFound("unknownOrder");
      return worker;
    },

    /** Whether a member other than the translator translates that way, and could review. */
    async others(order: Order): Promise<boolean> {
      for await (const { id, profile } of network.members(order.tenantId))
        if (id !== order.takenBy?.id && translates(profile, order)) return true;
      return false;
    },
  };
}
