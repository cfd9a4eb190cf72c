import type { ConceptDraft, Language, Status, Term } from "#features/glossary/contract.ts";
import type { Writer } from "./concept.ts";

/* A concept to test with. */

export const now = new Date("2026-11-23T08:00:00Z");

const tenantId = "5b7e0e8a-1c7a-4a0e-9a51-2f6c1f0c9d11";
export const anna = { tenantId, id: "a1a1a1a1-0000-4000-8000-000000000001", name: "Anna" };
export const bo = { tenantId, id: "b2b2b2b2-0000-4000-8000-000000000002", name: "Bo" };

export const writer = ({ id }: { id: string }, isCoordinator = false): Writer => ({ id, isCoordinator });

export const termOf = (
  language: Language,
  term: string,
  status: Status = "proposed",
  changes: Partial<Term> = {},
): Term => ({
  id: `${language}-${term.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`.slice(0, 40),
  language,
  term,
  status,
  partOfSpeech: "noun",
  gender: null,
  type: null,
  usage: [],
  equivalence: "exact",
  source: "",
  context: { text: "", source: "" },
  note: "",
  ...changes,
});

const unwritten = { definition: { text: "", source: "" }, note: "" };

export const draftOf = (terms: Term[], changes: Partial<ConceptDraft> = {}): ConceptDraft => ({
  field: null,
  source: "",
  note: "",
  sv: unwritten,
  fi: unwritten,
  en: unwritten,
  terms,
  relations: [],
  topicId: null,
  ...changes,
});

export const budget = draftOf([termOf("sv", "budget"), termOf("fi", "talousarvio"), termOf("en", "budget")]);

/** The same concept, its terms as the network decided on them. */
export const decidedBudget = draftOf([
  termOf("sv", "budget", "preferred", { gender: "common" }),
  termOf("sv", "utgiftsplan", "deprecated"),
  termOf("fi", "talousarvio", "preferred"),
  termOf("fi", "budjetti", "superseded"),
  termOf("en", "budget", "preferred"),
]);
