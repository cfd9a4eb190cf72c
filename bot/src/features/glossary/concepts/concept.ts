import type { ConceptDraft, Deed, Term } from "#features/glossary/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { publishedPart, refusePreferredTwice, sameButNotes, sameDraft, tidied } from "./draft.ts";
import {
  type Decision,
  isOpen,
  type Outcomes,
  opened,
  type Review,
  settled,
  termsAfter,
  termsApproved,
  termsReopened,
} from "./review.ts";
import { isDecided, mayMove, moved } from "./workflow.ts";

/** A concept and its terms. People are kept as ids; their names are looked up while they are members. */
export type Concept = {
  tenantId: string;
  id: string;
  /** The store's mark of this writing; "" before it is stored. */
  version: string;
  /** Of the newest version in its history, from 1. */
  number: number;
  draft: ConceptDraft;
  /** Why and by whom the newest version was written. */
  deed: Deed;
  reason: string;
  changedAt: Date;
  changedBy: string;
  createdAt: Date;
  createdBy: string;
  /** Somebody has looked at it since it was last changed. */
  checkedAt?: Date;
  checkedBy?: string;
  /** The newest; absent while it was never in review. */
  review?: Review;
  /** When what everybody may read of it last became another. */
  publishedAt?: Date;
  removedAt?: Date;
};

/** One version in its history. */
export type Past = Pick<Concept, "number" | "draft" | "deed" | "reason"> & { at: Date; by: string };

/** Who writes: coordinators may do more with statuses. */
export type Writer = { id: string; isCoordinator: boolean };
type Person = { tenantId: string; id: string };

/** Whoever proposes it, its terms begin as proposed. */
export function propose(id: string, by: Person, draft: ConceptDraft, now: Date): Concept {
  const terms = draft.terms.map((term) => ({ ...term, status: "proposed" as const }));
  return newConcept(id, by, { ...draft, terms }, now, "proposed");
}

/** A concept with the statuses that it comes with, as out of a file. */
export function newConcept(
  id: string,
  by: Person,
  draft: ConceptDraft,
  now: Date,
  deed: Extract<Deed, "proposed" | "imported">,
): Concept {
  const concept: Concept = {
    tenantId: by.tenantId,
    id,
    version: "",
    number: 1,
    draft: tidied(draft),
    deed,
    reason: "",
    changedAt: now,
    changedBy: by.id,
    createdAt: now,
    createdBy: by.id,
  };
  return publishedPart(concept.draft) ? { ...concept, publishedAt: now } : concept;
}

/**
 * As its editor wrote it; the same concept where nothing differs. An edit of anything but notes (and of the topic it grew
 * out of) makes it unchecked. Statuses are decided by themselves: an edit leaves them as they are, and what is new is
 * proposed, but coordinators may correct one decided status to another. They alone take decided terms away, and edit while a
 * review is open.
 */
export function revise(
  concept: Concept,
  draft: ConceptDraft,
  by: Writer,
  reason: string,
  now: Date,
): Concept {
  if (isOpen(concept.review) && !by.isCoordinator) throw new Refusal("reviewIsOn");
  const tidy = tidied(draft);
  const before = new Map(concept.draft.terms.map((term) => [term.id, term]));
  const terms = tidy.terms.map((term) => inItsStatus(term, before.get(term.id), by));
  refuseTakingAway(concept, terms, by);
  return rewritten(concept, { ...tidy, terms }, by, { deed: "edited", reason, now });
}

/** What a file says in place of what is there, statuses included. */
export function replaced(concept: Concept, draft: ConceptDraft, by: Writer, now: Date): Concept {
  return rewritten(concept, tidied(draft), by, { deed: "imported", reason: "", now });
}

/** An earlier version as a new one. Members bring back the words; statuses come back by coordinators alone. */
export function restore(concept: Concept, earlier: Past, by: Writer, now: Date): Concept {
  if (isOpen(concept.review)) throw new Refusal("reviewIsOn");
  const current = new Map(concept.draft.terms.map((term) => [term.id, term]));
  const terms = earlier.draft.terms.map((term): Term => {
    if (by.isCoordinator && isDecided(term.status)) return term;
    return { ...term, status: current.get(term.id)?.status ?? "proposed" };
  });
  refuseTakingAway(concept, terms, by);
  const reason = String(earlier.number);
  return rewritten(concept, { ...earlier.draft, terms }, by, { deed: "restored", reason, now });
}

/** Checked now; a repeat by anybody changes nothing. */
export function check(concept: Concept, by: Writer, now: Date): Concept {
  if (concept.checkedAt) return concept;
  return { ...next(concept, by, { deed: "checked", reason: "", now }), checkedAt: now, checkedBy: by.id };
}

/** Its proposed terms go into review; while one is open, its closing time moves. */
export function openReview(
  concept: Concept,
  by: Writer,
  { closesAt, topicId, now }: { closesAt: Date; topicId: string | null; now: Date },
): Concept {
  if (isOpen(concept.review)) return { ...concept, review: opened(concept.review, by.id, closesAt, now) };
  if (!concept.draft.terms.some(({ status }) => status === "proposed")) throw new Refusal("nothingToReview");
  const review = opened(concept.review, by.id, closesAt, now);
  const terms = concept.draft.terms.map((term) =>
    term.status === "proposed" ? moved(term, "open", "inReview") : term,
  );
  const draft = { ...concept.draft, terms, topicId: concept.draft.topicId ?? topicId };
  return { ...next(concept, by, { deed: "reviewOpened", reason: "", now }), draft, review };
}

/** What the review comes to. A decision is a check, too: somebody competent has looked at it. */
export function decide(concept: Concept, decision: Decision, by: Writer, now: Date): Concept {
  const review = settled(concept.review, decision, by.id, now);
  const draft = { ...concept.draft, terms: termsAfter(concept.draft.terms, decision) };
  refusePreferredTwice(draft, concept.draft);
  const after = next(concept, by, { deed: "decided", reason: review.reason, now });
  return told(concept, { ...after, draft, review, checkedAt: now, checkedBy: by.id });
}

/**
 * What a coordinator decides without a review. While one is open it is refused: members were promised time to comment. A
 * repeat changes nothing, whichever version it began from.
 */
export function approve(
  concept: Concept,
  { version, statuses, reason }: { version: string; statuses: Outcomes; reason: string },
  by: Writer,
  now: Date,
): Concept {
  const { terms } = concept.draft;
  const isRepeat = terms.every(({ id, status }) => !Object.hasOwn(statuses, id) || statuses[id] === status);
  if (concept.deed === "approved" && isRepeat) return concept;
  if (isOpen(concept.review)) throw new Refusal("reviewIsOn");
  if (version !== concept.version) throw new Refusal("changedMeanwhile");
  const draft = { ...concept.draft, terms: termsApproved(terms, statuses) };
  refusePreferredTwice(draft, concept.draft);
  const after = next(concept, by, { deed: "approved", reason, now });
  return told(concept, { ...after, draft, checkedAt: now, checkedBy: by.id });
}

/** Decided terms are proposed again, and wait for a new decision. */
export function reopen(concept: Concept, by: Writer, reason: string, now: Date): Concept {
  if (isOpen(concept.review)) throw new Refusal("reviewIsOn");
  if (!publishedPart(concept.draft)) throw new Refusal("nothingDecided");
  const draft = { ...concept.draft, terms: termsReopened(concept.draft.terms) };
  return told(concept, { ...next(concept, by, { deed: "reopened", reason, now }), draft });
}

export const remove = (concept: Concept, now: Date): Concept =>
  concept.removedAt ? concept : { ...concept, removedAt: now };

export function bringBack({ removedAt: _, ...concept }: Concept): Concept {
  return concept;
}

type Why = { deed: Deed; reason: string; now: Date };

function rewritten(concept: Concept, draft: ConceptDraft, by: Writer, why: Why): Concept {
  if (sameDraft(concept.draft, draft)) return concept;
  refusePreferredTwice(draft, concept.draft);
  const { checkedAt, checkedBy, ...unchecked } = next(concept, by, why);
  const isStillChecked = checkedAt && checkedBy && sameButNotes(concept.draft, draft);
  const after = { ...unchecked, draft, ...(isStillChecked && { checkedAt, checkedBy }) };
  return told(concept, after);
}

const next = (concept: Concept, by: Writer, { deed, reason, now }: Why): Concept => ({
  ...concept,
  number: concept.number + 1,
  deed,
  reason: reason.trim(),
  changedAt: now,
  changedBy: by.id,
});

/** Marks when everybody's part of it changed; what only the network sees is no news. */
function told(before: Concept, after: Concept): Concept {
  const [was, is] = [before, after].map(({ draft }) => publishedPart(draft));
  const isSame = was && is ? sameButNotes(was, is) : was === is;
  return isSame ? after : { ...after, publishedAt: after.changedAt };
}

function inItsStatus(term: Term, before: Term | undefined, by: Writer): Term {
  if (!before) return { ...term, status: "proposed" };
  if (term.status === before.status) return term;
  if (!by.isCoordinator || !mayMove(before.status, "correct", term.status))
    throw new Refusal("statusByReview", { term: before.term });
  return term;
}

function refuseTakingAway({ draft }: Concept, after: readonly Term[], by: Writer): void {
  if (by.isCoordinator) return;
  const kept = new Set(after.map(({ id }) => id));
  const gone = draft.terms.find(({ id, status }) => isDecided(status) && !kept.has(id));
  if (gone) throw new Refusal("decidedTermStays", { term: gone.term });
}
