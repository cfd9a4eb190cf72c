import { z } from "zod";
import type { Said } from "#platform/teams/extension.ts";
import type { Place } from "#platform/teams/turn.ts";

/** Where something was said. */
export type Where = Pick<Place, "tenantId" | "id">;

/** What was said and where, as the queue keeps it for those who hear it later. */
export const keptSaid = z.object({
  said: z.object({
    deed: z.enum(["said", "edited", "removed"]),
    messageId: z.string(),
    threadId: z.string(),
    text: z.string(),
    person: z.object({ tenantId: z.string(), id: z.string(), name: z.string() }).exactOptional(),
    sentAt: z.coerce.date(),
  }),
  place: z.object({ tenantId: z.string(), id: z.string() }),
});

/** For the queue: of the place its id alone, since what else is known of it may change. */
export const toKeep = (said: Said, { tenantId, id }: Where) => ({ said, place: { tenantId, id } });
