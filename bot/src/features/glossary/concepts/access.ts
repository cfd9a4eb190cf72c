import type { ConceptView } from "#features/glossary/contract.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Concept, Writer } from "./concept.ts";
import { publishedPart } from "./draft.ts";
import { isOpen, takesVotes } from "./review.ts";

/** Whose eyes an entry is shown to. */
export type Audience = "everybody" | "network";
/** In chat nobody has roles: the member's row decides alone. */
export type Viewer = Person & { roles?: Role[] };
export type StandingOf = (viewer: Viewer) => Promise<"none" | "asked" | "member" | "coordinator">;
/** Somebody, and what they are to the network. */
export type Reader = Writer & { person: Person; isMember: boolean; audience: Audience };
export type May = ConceptView["may"];

export type Access = ReturnType<typeof glossaryAccess>;

/** Who sees and does what with the glossary of their own tenant, one sentence a right. */
export function glossaryAccess(standingOf: StandingOf, clock: Clock) {
  async function readerFor(viewer: Viewer): Promise<Reader> {
    const standing = await standingOf(viewer);
    const isCoordinator = standing === "coordinator";
    const isMember = isCoordinator || standing === "member";
    return {
      id: viewer.id,
      person: viewer,
      isMember,
      isCoordinator,
      audience: isMember ? "network" : "everybody",
    };
  }

  /** Proposals, reviews and history are the network's own; to others they are not there. */
  async function member(viewer: Viewer): Promise<Reader> {
    const reader = await readerFor(viewer);
    if (!reader.isMember) throw new NotFound("unknownConcept");
    return reader;
  }

  return {
    readerFor,
    member,

    /** Members are told that there is such a deed, and whose it is. */
    async coordinator(viewer: Viewer): Promise<Reader> {
      const reader = await member(viewer);
      if (!reader.isCoordinator) throw new Refusal("forCoordinators");
      return reader;
    },

    mustSee(concept: Concept, reader: Reader): void {
      if (!sees(concept, reader)) throw new NotFound("unknownConcept");
    },

    may: (concept: Concept, reader: Reader): May => mayWith(concept, reader, clock.now()),
  };
}

/** Everybody sees decided terms; members see the rest; what is removed, only those who may bring it back. */
export function sees(concept: Concept, reader: Reader): boolean {
  if (concept.tenantId !== reader.person.tenantId) return false;
  if (concept.removedAt) return reader.isMember && mayRemove(concept, reader);
  return reader.isMember || publishedPart(concept.draft) !== undefined;
}

/** What the reader may do with a concept that they see. */
function mayWith(concept: Concept, reader: Reader, now: Date): May {
  const { isMember, isCoordinator } = reader;
  const isThere = concept.removedAt === undefined;
  const isInReview = isOpen(concept.review);
  const has = (...statuses: string[]) => concept.draft.terms.some(({ status }) => statuses.includes(status));
  return {
    // Members improve every concept; what is being voted on changes only by those who run the review.
    edit: isThere && isMember && (isCoordinator || !isInReview),
    // Whoever changed it last does not check it, unless they coordinate.
    check: isThere && isMember && !concept.checkedAt && (isCoordinator || concept.changedBy !== reader.id),
    remove: isThere && isMember && mayRemove(concept, reader),
    openReview: isThere && isCoordinator && (isInReview || has("proposed")),
    vote: isThere && isMember && takesVotes(concept.review, now),
    decide: isThere && isCoordinator && isInReview && !takesVotes(concept.review, now),
    // Straight from proposed, unless a review has promised members time to comment.
    approve: isThere && isCoordinator && !isInReview && has("proposed"),
    reopen: isThere && isCoordinator && !isInReview && publishedPart(concept.draft) !== undefined,
    propose: isMember,
    seeHistory: isMember,
    discuss: isMember,
  };
}

/** Coordinators take away anything; a member their own proposal, before anything is decided or under review. */
const mayRemove = (concept: Concept, reader: Reader): boolean =>
  reader.isCoordinator ||
  (concept.createdBy === reader.id && concept.draft.terms.every(({ status }) => status === "proposed"));
