import type { ConceptDraft, Language } from "bot/glossary/contract";

/** A change that stands on what is written by then, also where two come at once. */
export type ChangeDraft = (next: (draft: ConceptDraft) => ConceptDraft) => void;

export type FormProps = {
  conceptId: string;
  draft: ConceptDraft;
  /** As it was before, where it is not new: what a term's status may become depends on what it was. */
  before: ConceptDraft | null;
  isCoordinator: boolean;
  /** The language whose first term is what still lacks, as `lackId` tells. */
  lacking?: Language | null;
  change: ChangeDraft;
};
