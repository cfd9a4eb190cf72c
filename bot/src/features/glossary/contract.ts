import { z } from "zod";

/*
 * Concepts and their terms, as the tab and the server speak of them: concept-oriented, after TBX-Basic (ISO 30042:2019) with
 * the marks of the Finnish term banks (TEPA).
 */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];

/** Limits that the editor shows and the server keeps. */
export const limits = {
  term: 200,
  definition: 2_000,
  source: 500,
  note: 4_000,
  context: 1_000,
  terms: 30,
  relations: 30,
  /** Of an import, in bytes. */
  file: 50 * 1024 * 1024,
  /** Of each part of it, in bytes. */
  part: 128 * 1024,
} as const;

const text = (most: number) => z.string().max(most);
export const conceptId = z.uuid();
/** Subject fields are named by a short id, such as "beslutsfattande". */
export const fieldId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** proposed and inReview are stages of the network's own work; the others are administrative statuses of TBX. */
export const statuses = [
  "proposed",
  "inReview",
  "preferred",
  "admitted",
  /** Swedish "hellre än": not recommended. */
  "deprecated",
  /** Swedish "inte": no longer used, or never to be. */
  "superseded",
] as const;
export const status = z.enum(statuses);
export type Status = z.infer<typeof status>;

export const partsOfSpeech = ["noun", "verb", "adjective", "adverb", "other"] as const;
/** Swedish has common (en) and neuter (ett). */
export const genders = ["common", "neuter", "masculine", "feminine"] as const;
export const termTypes = ["full", "abbreviation", "acronym", "shortForm", "variant", "phrase"] as const;
/** Where a Swedish term is used: in Finland, in Sweden. */
export const usages = ["FI", "SE"] as const;
/** Full synonymy is the rule; near is TEPA's "~", broader and narrower its "<" and ">". */
export const equivalences = ["exact", "near", "broader", "narrower"] as const;

const sourced = (most: number) => z.strictObject({ text: text(most), source: text(limits.source) });

export const term = z.strictObject({
  /** Unique in its concept. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  language: z.enum(languages),
  term: z.string().trim().min(1).max(limits.term),
  status,
  partOfSpeech: z.enum(partsOfSpeech).nullable(),
  gender: z.enum(genders).nullable(),
  type: z.enum(termTypes).nullable(),
  /** Empty where it is used everywhere. */
  usage: z.array(z.enum(usages)).max(2),
  equivalence: z.enum(equivalences),
  source: text(limits.source),
  context: sourced(limits.context),
  note: text(limits.note),
});
export type Term = z.infer<typeof term>;

export const relationKinds = ["broader", "narrower", "related", "partOf", "hasPart", "antonym"] as const;
export const relation = z.strictObject({ kind: z.enum(relationKinds), conceptId });
export type Relation = z.infer<typeof relation>;

/** What is said of a concept in one language. */
const inLanguage = z.strictObject({ definition: sourced(limits.definition), note: text(limits.note) });

/** All that is written about a concept. */
export const conceptDraft = z.strictObject({
  field: fieldId.nullable(),
  /** Where the concept as a whole comes from, such as "Kuntasanasto". */
  source: text(limits.source),
  note: text(limits.note),
  sv: inLanguage,
  fi: inLanguage,
  en: inLanguage,
  /** In order; the first preferred one of a language is its headword. */
  terms: z.array(term).min(1).max(limits.terms),
  relations: z.array(relation).max(limits.relations),
  /** The forum's topic that it grew out of, if any. */
  topicId: z.uuid().nullable(),
});
export type ConceptDraft = z.infer<typeof conceptDraft>;

export type By = { name: string | null; mine: boolean };

/** Why something was written. */
export const deeds = [
  "proposed",
  "edited",
  "imported",
  "restored",
  "reviewOpened",
  "decided",
  "approved",
  "reopened",
  "checked",
] as const;
export type Deed = (typeof deeds)[number];
/** One version in a concept's history, newest first. */
export type Version = { number: number; at: string; by: By; deed: Deed; reason: string; draft: ConceptDraft };
export type History = { versions: Version[]; next: string | null };

export const votes = ["yes", "no", "abstain"] as const;
export type Vote = (typeof votes)[number];
/** The votes on the terms of one language: who is for the Swedish one says nothing of the Finnish. */
export type LanguageVotes = {
  language: Language;
  counts: Record<Vote, number>;
  mine: Vote | null;
  /** Who has voted, by name: members only. */
  voters: { name: string | null; vote: Vote }[];
};
/** One review of a concept's terms: comments in the forum's topic, votes here, until it is decided. */
export type Review = {
  openedAt: string;
  openedBy: By;
  /** Comments and votes are taken until then. */
  closesAt: string;
  topicId: string | null;
  /** For each language with terms in review; once it is decided, for each that was voted on. */
  votes: LanguageVotes[];
  decidedAt: string | null;
  decision: "accepted" | "rejected" | null;
  reason: string;
};

export type ConceptView = {
  id: string;
  version: string;
  draft: ConceptDraft;
  fieldName: Record<Language, string> | null;
  /** Somebody competent has looked at it since it was last changed. */
  checkedAt: string | null;
  checkedBy: By | null;
  createdAt: string;
  createdBy: By;
  changedAt: string;
  changedBy: By;
  /** Null while it was never in review. The newest. */
  review: Review | null;
  relations: { kind: Relation["kind"]; id: string; headword: Record<Language, string> }[];
  removedAt: string | null;
  /** Members alone see proposals, reviews and history. */
  may: {
    edit: boolean;
    check: boolean;
    remove: boolean;
    openReview: boolean;
    vote: boolean;
    decide: boolean;
    approve: boolean;
    reopen: boolean;
    propose: boolean;
    seeHistory: boolean;
    discuss: boolean;
  };
};

/** A concept in a list, by its best term in each language. */
export type ConceptRow = {
  id: string;
  /** Of the version that the list shows. */
  number: number;
  field: string | null;
  /** Terms by language, best status first; deprecated and superseded ones marked by their status. */
  terms: Record<Language, Pick<Term, "term" | "status" | "usage" | "gender" | "equivalence">[]>;
  isChecked: boolean;
  isInReview: boolean;
  /** Words to mark, lower case; empty in a list that was not searched. */
  matched: string[];
};
export type ConceptList = { concepts: ConceptRow[]; total: number; next: string | null };
/** How a list is cut: everything, what waits for a decision, what nobody has checked since it changed, what lacks a language. */
export const views = ["all", "proposals", "unchecked", "gaps"] as const;
export type View = (typeof views)[number];

export type Field = { id: string; name: Record<Language, string>; count: number };
export const fieldInput = z.strictObject({
  id: fieldId,
  name: z.strictObject({ sv: text(80), fi: text(80), en: text(80) }),
});
export type GlossaryView = {
  fields: Field[];
  concepts: number;
  terms: Record<Language, number>;
  waiting: { proposals: number; unchecked: number; gaps: number };
  may: { propose: boolean; edit: boolean; approve: boolean; import: boolean; manageFields: boolean };
};

/** What can be done to many concepts at once. */
export const bulkActions = ["check", "approve", "remove", "bringBack"] as const;
export type BulkAction = (typeof bulkActions)[number];
export const bulkInput = z.strictObject({
  action: z.enum(bulkActions),
  /** Each by the version that was looked at. */
  concepts: z
    .array(z.strictObject({ id: conceptId, number: z.number().int().min(1) }))
    .min(1)
    .max(50),
});
/** Those that it was done to, and why not to the others, in the reader’s language. */
export type BulkResult = { done: string[]; left: { id: string; reason: string }[] };

export const proposeInput = z.strictObject({ id: conceptId, draft: conceptDraft });
export const saveInput = z.strictObject({
  version: text(200),
  draft: conceptDraft,
  /** Why, for the history. */
  reason: text(500),
});
export const reviewInput = z.strictObject({ closesAt: z.iso.datetime() });
export const voteInput = z.strictObject({ language: z.enum(languages), vote: z.enum(votes).nullable() });
/** A status each, by term id, "proposed" for those that are not accepted. */
const outcomes = z.record(
  z.string().max(40),
  z.enum(["preferred", "admitted", "deprecated", "superseded", "proposed"]),
);
/** What the reviewed terms become; a reason when none is accepted. */
export const decisionInput = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("accepted"), statuses: outcomes, reason: text(500) }),
  z.strictObject({ decision: z.literal("rejected"), reason: z.string().trim().min(3).max(500) }),
]);
/** What the proposed terms become without a review; of the version that was looked at. */
export const approvalInput = z.strictObject({ version: text(200), statuses: outcomes, reason: text(500) });
export const reopenInput = z.strictObject({ reason: z.string().trim().min(3).max(500) });
export const restoreInput = z.strictObject({ version: text(200), number: z.number().int().min(1) });

/** What a term that is being written resembles: told before it is proposed twice. */
export type Similar = { concepts: ConceptRow[] };

/** A forum post that a proposal grows out of. */
export type Origin = {
  topicId: string;
  title: string;
  text: string;
  language: Language;
  field: string | null;
  link: string;
};

/* Import and export */

export const formats = ["tbx", "csv", "xlsx"] as const;
export type Format = (typeof formats)[number];
/** What becomes of a concept of the file that is there already: by its id, or by a term of the same language and field. */
export const mergeRules = ["skip", "add", "replace"] as const;
export type MergeRule = (typeof mergeRules)[number];

/** Something wrong in a file: where, as its reader counts, and what, as a text key with values. */
export type Problem = {
  line: number;
  column: number | null;
  /** The concept's own id in the file, where it has one. */
  entry: string | null;
  reason: string;
  values: Record<string, string | number>;
  /** The same in the words of whoever asks. */
  text: string;
  /** An error leaves the entry out; a warning takes it without what is told. */
  severity: "error" | "warning";
};
export const importStates = ["reading", "ready", "importing", "done", "failed"] as const;
/** A file on its way in: read first, shown, and taken in only when somebody says so. */
export type ImportView = {
  id: string;
  state: (typeof importStates)[number];
  fileName: string;
  format: Format;
  at: string;
  by: By;
  /** Concepts in the file, by what would become of them with each rule. */
  found: number;
  fresh: number;
  known: number;
  /** What is known and says the same already. */
  same: number;
  /** Of the file's languages, those that the glossary does not keep, with their number of terms. */
  otherLanguages: { language: string; terms: number }[];
  /** The first 200, and how many there are. */
  problems: Problem[];
  problemCount: number;
  /** The first twenty concepts as they would be. */
  samples: { draft: ConceptDraft; existing: string | null }[];
  /** While importing and after. */
  done: { added: number; changed: number; skipped: number };
  /** Why it failed, in the words of whoever asks; else "". */
  reason: string;
};
export const importInput = z.strictObject({
  rule: z.enum(mergeRules),
  /** The status of terms that the file gives none. */ status,
});
/** One part of a file, in order, base64; the whole is at most `limits.file`. */
export const partInput = z.strictObject({ bytes: z.base64().max(256 * 1024) });
export const startImportInput = z.strictObject({
  id: z.uuid(),
  fileName: text(200),
  format: z.enum(formats),
  /** Of `limits.part` bytes each but the last; more than `limits.file` holds are refused in words. */
  parts: z.number().int().min(1).max(100_000),
});
