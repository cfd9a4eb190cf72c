import type { Status, Term } from "#features/glossary/contract.ts";
import { Refusal } from "#platform/refusal.ts";

/* What a term's status may become, and by what. A concept's terms go through it together, each by itself. */

/** Statuses that the network has decided on: everybody may look these terms up. */
export const decided = ["preferred", "admitted", "deprecated", "superseded"] as const;
export type Decided = (typeof decided)[number];

/** Best first, as lists and cards show the terms of a language. */
const ranks: Record<Status, number> = {
  preferred: 0,
  admitted: 1,
  inReview: 2,
  proposed: 3,
  deprecated: 4,
  superseded: 5,
};

type Step = "open" | "accept" | "reject" | "approve" | "reopen" | "correct";

/**
 * proposed -> inReview -> decided (or back to proposed), and from decided back to proposed when it is reopened. An approval
 * is a coordinator's decision without a review, straight from proposed to decided. A correction is a coordinator's change from one decided status to another, without a new review.
 */
const steps: Record<Step, { from: readonly Status[]; to: readonly Status[] }> = {
  open: { from: ["proposed"], to: ["inReview"] },
  accept: { from: ["inReview"], to: decided },
  reject: { from: ["inReview"], to: ["proposed"] },
  approve: { from: ["proposed"], to: decided },
  reopen: { from: decided, to: ["proposed"] },
  correct: { from: decided, to: decided },
};

export const isDecided = (status: Status): status is Decided => decided.some((one) => one === status);

export const rankOf = (status: Status): number => ranks[status];

export const mayMove = (from: Status, step: Step, to: Status): boolean =>
  steps[step].from.includes(from) && steps[step].to.includes(to);

/** The term in its new status; refused where the step does not lead there. */
export function moved(term: Term, step: Step, to: Status): Term {
  if (!mayMove(term.status, step, to)) throw new Refusal("wrongStatus", { term: term.term });
  return { ...term, status: to };
}
