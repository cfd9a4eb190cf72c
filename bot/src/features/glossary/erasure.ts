import { undefinedIfGone } from "#platform/refusal.ts";
import type { Index } from "#platform/search/search.ts";
import type { Concept } from "./concepts/concept.ts";
import type { MemberNames } from "./concepts/concept-view.ts";
import type { Entry } from "./concepts/entry.ts";
import { isOpen } from "./concepts/review.ts";
import type { GlossaryStore } from "./concepts/store.ts";

type Ports = { store: GlossaryStore; index: Pick<Index<Entry>, "all">; memberNames: MemberNames };

/** Whoever leaves takes their votes out of what is not decided yet. The rest of what they did is kept without a name. */
export function forgetting({ store, index, memberNames }: Ports) {
  return {
    /** Harmless to repeat. */
    async forget({ tenantId, id: personId }: { tenantId: string; id: string }): Promise<void> {
      for (const { id, isInReview } of (await index.all(tenantId)).values()) {
        const concept = isInReview ? await store.find(tenantId, id).catch(undefinedIfGone) : undefined;
        if (concept && isOpen(concept.review))
          await store.forgetVotes(concept, concept.review.number, personId);
      }
    },

    /** For a removed concept, before it is brought back: it was not found when people left meanwhile. */
    async forgetAbsent(concept: Concept): Promise<void> {
      if (!isOpen(concept.review)) return;
      const { number } = concept.review;
      const voters = (await store.votes(concept, number)).map(({ personId }) => personId);
      const present = await memberNames(concept.tenantId, voters);
      for (const voter of voters) if (!present.has(voter)) await store.forgetVotes(concept, number, voter);
    },
  };
}
