import { undefinedIfGone } from "#platform/refusal.ts";
import type { Index } from "#platform/search/search.ts";
import type { Entry } from "./entry.ts";
import { isOpen } from "./review.ts";
import type { GlossaryStore } from "./store.ts";

type Ports = { store: GlossaryStore; index: Pick<Index<Entry>, "all"> };

/**
 * Whoever leaves takes their votes out of what is not decided yet. The rest of what they did is kept under an id that has no
 * name any more. Harmless to repeat.
 */
export function forgetting({ store, index }: Ports) {
  return async ({ tenantId, id: personId }: { tenantId: string; id: string }): Promise<void> => {
    for (const { id, isInReview } of (await index.all(tenantId)).values()) {
      const concept = isInReview ? await store.find(tenantId, id).catch(undefinedIfGone) : undefined;
      if (concept && isOpen(concept.review)) await store.vote(concept, concept.review.number, personId, null);
    }
  };
}
