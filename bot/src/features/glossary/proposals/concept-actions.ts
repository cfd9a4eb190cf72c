import type { Access, Reader } from "#features/glossary/concepts/access.ts";
import { approve, bringBack, type Concept, check, remove } from "#features/glossary/concepts/concept.ts";
import { usualOutcomes } from "#features/glossary/concepts/review.ts";
import type { BulkAction } from "#features/glossary/contract.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";

type Ports = { access: Access; forgetAbsent(concept: Concept): Promise<void>; clock: Clock };

export type ConceptActions = Record<BulkAction, (concept: Concept, reader: Reader) => Promise<Concept>>;

/** What needs no words, by the same rules for one concept as for many; done again it leaves the concept as it was. */
export const conceptActions = ({ access, forgetAbsent, clock }: Ports): ConceptActions => ({
  async check(concept, reader) {
    mustBeThere(concept);
    if (concept.checkedAt) return concept;
    if (!access.may(concept, reader).check) throw new Refusal("checkedByAnother");
    return check(concept, reader, clock.now());
  },

  async approve(concept, reader) {
    mustBeThere(concept);
    if (!reader.isCoordinator) throw new Refusal("forCoordinators");
    const { version, draft } = concept;
    const statuses = usualOutcomes(draft.terms);
    return approve(concept, { version, statuses, reason: "" }, reader, clock.now());
  },

  async remove(concept, reader) {
    if (concept.removedAt) return concept;
    if (!access.may(concept, reader).remove) throw new Refusal("forCoordinators");
    return remove(concept, clock.now());
  },

  async bringBack(concept) {
    if (!concept.removedAt) return concept;
    await forgetAbsent(concept);
    return bringBack(concept);
  },
});

/** A removed concept is only brought back, or looked at. */
export function mustBeThere({ removedAt }: Concept): void {
  if (removedAt) throw new NotFound("unknownConcept");
}
