import type { ConceptDraft, Problem, Relation, Status, Term } from "#features/glossary/contract.ts";

/* What a reader finds in a file, whatever its format. */

/** The file may say nothing of a term's status: it is chosen at the import. */
export type ReadTerm = Omit<Term, "status"> & { status: Status | null };
/** Its target is another concept, as the file calls it. */
export type ReadRelation = { kind: Relation["kind"]; target: string };

export type ReadConcept = {
  line: number;
  /** What the file calls it. */
  entry: string | null;
  /** Our own id, where the file is ours. */
  id: string | null;
  /** The subject field, as the file writes it. */
  field: string;
  relations: ReadRelation[];
  draft: Omit<ConceptDraft, "field" | "terms" | "relations"> & { terms: ReadTerm[] };
};

/** What is wrong, and where; its words come when somebody asks. */
export type Fault = Omit<Problem, "text">;

export type Found =
  | { concept: ReadConcept }
  | { problem: Fault }
  /** Terms in a language that the glossary does not keep. */
  | { language: string; terms: number };

/** Where something stands, as people count: from 1. */
export type Place = { line: number; column: number | null };

/** The file can't be read at all, or no further: nothing of it is taken. The reason is a key of the texts. */
export class Unreadable extends Error {
  readonly problem: Fault;
  constructor(reason: string, place: Place, values: Problem["values"] = {}) {
    super(reason);
    this.name = "Unreadable";
    this.problem = { ...place, entry: null, reason, values, severity: "error" };
  }
}

export const emptyTerm = (id: string, language: Term["language"], term: string): ReadTerm => ({
  id,
  language,
  term,
  status: null,
  partOfSpeech: null,
  gender: null,
  type: null,
  usage: [],
  equivalence: "exact",
  source: "",
  context: { text: "", source: "" },
  note: "",
});

export const emptyDraft = (): ReadConcept["draft"] => ({
  source: "",
  note: "",
  sv: { definition: { text: "", source: "" }, note: "" },
  fi: { definition: { text: "", source: "" }, note: "" },
  en: { definition: { text: "", source: "" }, note: "" },
  terms: [],
  topicId: null,
});

/** Our own id out of what a file calls a concept, with the letter that an XML id must begin with or without. */
export const idIn = (name: string): string | null =>
  /^(?:c-)?([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/i
    .exec(name)?.[1]
    ?.toLowerCase() ?? null;
