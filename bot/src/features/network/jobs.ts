import { z } from "zod";
import type { Feature } from "#platform/feature.ts";
import type { Person } from "#platform/teams/turn.ts";
import { isIn } from "./member.ts";
import type { Telling } from "./notifications.ts";
import type { NetworkStore } from "./store.ts";

export const ofRequest = z.object({ tenantId: z.string(), personId: z.string(), requestId: z.string() });
const ofInvitation = z.object({ tenantId: z.string(), hash: z.string() });

type Ports = { store: NetworkStore; telling: Telling; onLeave(person: Person): Promise<void> };

/** Everything here may run twice or late: each looks at how things are by then. */
export function networkJobs({ store, telling, onLeave }: Ports): NonNullable<Feature["jobs"]> {
  return {
    changed: (data) => telling.changed(ofRequest.parse(data)),

    /** Planned before somebody left: what others keep of them goes too. It may find that they are still there. */
    async left(data) {
      const of = ofRequest.parse(data);
      const member = await store.find(of.tenantId, of.personId);
      if (member?.requestId === of.requestId) return;
      await telling.gone(of);
      // A member again, they are not to lose what is new.
      if (isIn(member)) return;
      await onLeave({ tenantId: of.tenantId, id: of.personId, name: "" });
    },

    async tidy(data) {
      const of = ofRequest.parse(data);
      await telling.tidy(of);
      // What was under way when they left may have been written since.
      if (!(await store.find(of.tenantId, of.personId)))
        await onLeave({ tenantId: of.tenantId, id: of.personId, name: "" });
    },

    async expired(data) {
      const { tenantId, hash } = ofInvitation.parse(data);
      await store.removeInvitation(tenantId, hash);
    },
  };
}
