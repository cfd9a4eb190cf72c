import type * as contract from "bot/glossary/contract";

/*
 * The contract's lists and limits, without bringing its zod here: the types hold the values, so that others do not compile.
 */

export const limits: typeof contract.limits = {
  term: 200,
  definition: 2_000,
  source: 500,
  note: 4_000,
  context: 1_000,
  terms: 30,
  relations: 30,
  file: 50 * 1024 * 1024,
  part: 128 * 1024,
};
/** Of the history: why something was changed. */
export const reasonLength = 500;

export const statuses: typeof contract.statuses = [
  "proposed",
  "inReview",
  "preferred",
  "admitted",
  "deprecated",
  "superseded",
];
/** What a review can make of a term, and what anybody may look up. */
export const decided = [
  "preferred",
  "admitted",
  "deprecated",
  "superseded",
] as const satisfies contract.Status[];
export const partsOfSpeech: typeof contract.partsOfSpeech = ["noun", "verb", "adjective", "adverb", "other"];
export const genders: typeof contract.genders = ["common", "neuter", "masculine", "feminine"];
export const termTypes: typeof contract.termTypes = [
  "full",
  "abbreviation",
  "acronym",
  "shortForm",
  "variant",
  "phrase",
];
export const usages: typeof contract.usages = ["FI", "SE"];
export const equivalences: typeof contract.equivalences = ["exact", "near", "broader", "narrower"];
export const relationKinds: typeof contract.relationKinds = [
  "broader",
  "narrower",
  "related",
  "partOf",
  "hasPart",
  "antonym",
];
export const views: typeof contract.views = ["all", "proposals", "unchecked", "gaps"];
export const votes: typeof contract.votes = ["yes", "no", "abstain"];
export const formats: typeof contract.formats = ["tbx", "csv", "xlsx"];
export const mergeRules: typeof contract.mergeRules = ["skip", "add", "replace"];
