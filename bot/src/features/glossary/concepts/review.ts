import { type Language, languages, type Term, type Vote } from "#features/glossary/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { type Decided, isDecided, moved } from "./workflow.ts";

/** One review of a concept's proposed terms: talked about in the forum, voted on here, decided by a coordinator. */
export type Review = {
  /** From 1; each reopening is followed by a new review. */
  number: number;
  openedAt: Date;
  openedBy: string;
  closesAt: Date;
  decidedAt?: Date;
  decidedBy?: string;
  decision?: "accepted" | "rejected";
  reason: string;
};

const longestMs = 366 * 86_400_000;

export type OpenReview = Review & { decidedAt?: never };

export const isOpen = (review: Review | undefined): review is OpenReview =>
  review !== undefined && review.decidedAt === undefined;

/** Comments and votes are taken until the closing time; then it waits for its decision. */
export const takesVotes = (review: Review | undefined, now: Date): review is OpenReview =>
  isOpen(review) && now < review.closesAt;

/** The next review of a concept; while one is open, the same with another closing time. */
export function opened(before: Review | undefined, by: string, closesAt: Date, now: Date): Review {
  if (closesAt <= now) throw new Refusal("closesInPast");
  if (closesAt.getTime() - now.getTime() > longestMs) throw new Refusal("closesTooLate");
  if (isOpen(before)) return { ...before, closesAt };
  return { number: (before?.number ?? 0) + 1, openedAt: now, openedBy: by, closesAt, reason: "" };
}

/** What becomes of each term, by its id; one that is not accepted stays a proposal. */
export type Outcomes = Record<string, Decided | "proposed">;

export type Decision =
  | { decision: "accepted"; statuses: Outcomes; reason: string }
  | { decision: "rejected"; reason: string };

/** Who was promised time to comment gets it: nothing is decided before the review has closed. */
export function settled(review: Review | undefined, decision: Decision, by: string, now: Date): Review {
  if (!isOpen(review)) throw new Refusal("noReview");
  if (now < review.closesAt) throw new Refusal("reviewIsOn");
  return {
    ...review,
    decidedAt: now,
    decidedBy: by,
    decision: decision.decision,
    reason: decision.reason.trim(),
  };
}

/**
 * The terms as a decision leaves them: each that was in review gets a status of its own, or is proposed again. Where none is
 * accepted it is no acceptance, and takes a reason.
 */
export function termsAfter(terms: readonly Term[], decision: Decision): Term[] {
  const after = termsMoved(terms, decision);
  const isAccepted = after.some(({ status }, at) => terms[at]?.status === "inReview" && isDecided(status));
  if (decision.decision === "accepted" && !isAccepted) throw new Refusal("noneAccepted");
  return after;
}

function termsMoved(terms: readonly Term[], decision: Decision): Term[] {
  return terms.map((term) => {
    if (term.status !== "inReview") return term;
    if (decision.decision === "rejected") return moved(term, "reject", "proposed");
    const to = outcomeOf(term, decision.statuses);
    return moved(term, to === "proposed" ? "reject" : "accept", to);
  });
}

/** The terms as a coordinator approves them without a review: each that is proposed gets a status, or stays a proposal. */
export function termsApproved(terms: readonly Term[], outcomes: Outcomes): Term[] {
  if (!terms.some(({ status }) => status === "proposed")) throw new Refusal("nothingToReview");
  const after = terms.map((term) => {
    if (term.status !== "proposed") return term;
    const to = outcomeOf(term, outcomes);
    return to === "proposed" ? term : moved(term, "approve", to);
  });
  if (after.every(({ status }, at) => status === terms[at]?.status)) throw new Refusal("noneApproved");
  return after;
}

/** The usual approval: the first proposed term of a language is preferred where none is yet, and the others are admitted. */
export function usualOutcomes(terms: readonly Term[]): Outcomes {
  const led = new Set(terms.filter(({ status }) => status === "preferred").map(({ language }) => language));
  const outcomes: Outcomes = {};
  for (const { id, language, status } of terms) {
    if (status !== "proposed") continue;
    outcomes[id] = led.has(language) ? "admitted" : "preferred";
    led.add(language);
  }
  return outcomes;
}

function outcomeOf({ id, term }: Term, outcomes: Outcomes): Decided | "proposed" {
  const to = Object.hasOwn(outcomes, id) ? outcomes[id] : undefined;
  if (!to) throw new Refusal("statusMissing", { term });
  return to;
}

export const termsReopened = (terms: readonly Term[]): Term[] =>
  terms.map((term) => (isDecided(term.status) ? moved(term, "reopen", "proposed") : term));

/** One member's votes, by the language of the terms. */
export type Votes = Partial<Record<Language, Vote>>;

/** Languages that can be voted on: those with terms in review. */
export const languagesInReview = (terms: readonly Term[]): Language[] =>
  languages.filter((each) =>
    terms.some(({ language, status }) => language === each && status === "inReview"),
  );

/** Languages whose votes are shown: once it is decided, nothing is in review any more. */
export const languagesVotedOn = (
  review: Review,
  terms: readonly Term[],
  votes: readonly { votes: Votes }[],
): Language[] =>
  isOpen(review)
    ? languagesInReview(terms)
    : languages.filter((each) => votes.some(({ votes: one }) => one[each] !== undefined));

export function countOf(votes: Iterable<Vote>): Record<Vote, number> {
  const counts = { yes: 0, no: 0, abstain: 0 };
  for (const vote of votes) counts[vote]++;
  return counts;
}
