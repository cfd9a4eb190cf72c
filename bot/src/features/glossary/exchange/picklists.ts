import { type Relation, relationKinds, type Status, type Term } from "#features/glossary/contract.ts";

/*
 * The values of TBX-Basic (ISO 30042:2019; picklists of the public TBX-Basic_DCA.sch) and ours, both ways; and what other
 * dialects and programs write for the same.
 */

type Decided = Exclude<Status, "proposed" | "inReview">;

export const statusToTbx: Record<Decided, string> = {
  preferred: "preferredTerm-admn-sts",
  admitted: "admittedTerm-admn-sts",
  deprecated: "deprecatedTerm-admn-sts",
  superseded: "supersededTerm-admn-sts",
};

/** "preferredTerm-admn-sts", "preferredTerm", "preferred" are one. */
const plainStatus = (value: string) =>
  value
    .trim()
    .toLowerCase()
    .replace(/-admn-sts$/, "")
    .replace(/term$/, "");

const statuses: Record<string, Status> = {
  preferred: "preferred",
  standardized: "preferred",
  recommended: "preferred",
  admitted: "admitted",
  deprecated: "deprecated",
  approved: "admitted",
  permitted: "admitted",
  legal: "admitted",
  notrecommended: "deprecated",
  avoid: "deprecated",
  avråds: "deprecated",
  unapproved: "deprecated",
  undesirable: "deprecated",
  "ej rekommenderad": "deprecated",
  "ei suositeltava": "deprecated",
  rejected: "superseded",
  prohibited: "superseded",
  banned: "superseded",
  invalid: "superseded",
  föråldrad: "superseded",
  vanhentunut: "superseded",
  förbjuden: "superseded",
  kielletty: "superseded",
  superseded: "superseded",
  obsolete: "superseded",
  forbidden: "superseded",
  proposed: "proposed",
  new: "proposed",
  inreview: "inReview",
  rekommenderad: "preferred",
  suositettava: "preferred",
  godkänd: "admitted",
  hyväksytty: "admitted",
  "hellre än": "deprecated",
  "mieluummin kuin": "deprecated",
  inte: "superseded",
  ei: "superseded",
  föreslagen: "proposed",
  ehdotettu: "proposed",
  "på remiss": "inReview",
  lausunnolla: "inReview",
};

export function statusFrom(value: string): Status | undefined {
  const plain = plainStatus(value.normalize("NFC"));
  return own(statuses, plain) ?? own(statuses, plain.replace(/[\s_-]+/g, ""));
}

/** A warning counts for more than what else is said of the same term. */
export const moreCautious = (one: Status | null, other: Status | undefined): Status | null | undefined =>
  one === "deprecated" || one === "superseded" ? one : other;

/** processStatus of TBX-Default; what is finalized says nothing of the status itself. */
export const processFrom = (value: string): Status | null | undefined =>
  own<Status | null>(
    { unprocessed: "proposed", provisionallyprocessed: "inReview", finalized: null },
    plainStatus(value),
  );

type PartOfSpeech = NonNullable<Term["partOfSpeech"]>;
const partsOfSpeech: Record<string, PartOfSpeech> = {
  noun: "noun",
  propernoun: "noun",
  substantiv: "noun",
  substantiivi: "noun",
  verb: "verb",
  verbi: "verb",
  adjective: "adjective",
  adjektiv: "adjective",
  adjektiivi: "adjective",
  adverb: "adverb",
  adverbi: "adverb",
  other: "other",
};
export const partOfSpeechFrom = (value: string) => own(partsOfSpeech, value.trim().toLowerCase());

type Gender = NonNullable<Term["gender"]>;
/** TBX-Basic has no common gender: it is its "other", and nothing else of ours is. */
export const genderToTbx: Record<Gender, string> = {
  common: "other",
  neuter: "neuter",
  masculine: "masculine",
  feminine: "feminine",
};
const genders: Record<string, Gender> = {
  common: "common",
  utrum: "common",
  other: "common",
  neuter: "neuter",
  neutrum: "neuter",
  masculine: "masculine",
  feminine: "feminine",
};
export const genderFrom = (value: string) => own(genders, value.trim().toLowerCase());

type TermType = NonNullable<Term["type"]>;
export const typeToTbx: Record<TermType, string> = {
  full: "fullForm",
  abbreviation: "abbreviation",
  acronym: "acronym",
  shortForm: "shortForm",
  variant: "variant",
  phrase: "phrase",
};
const types: Record<string, TermType> = {
  fullform: "full",
  full: "full",
  abbreviation: "abbreviation",
  abbreviatedform: "abbreviation",
  acronym: "acronym",
  initialism: "acronym",
  shortform: "shortForm",
  variant: "variant",
  phrase: "phrase",
  phraseologicalunit: "phrase",
  setphrase: "phrase",
};
export const typeFrom = (value: string) => own(types, value.trim().toLowerCase());

const places: Record<string, Term["usage"][number]> = {
  fi: "FI",
  fin: "FI",
  finland: "FI",
  suomi: "FI",
  "sv-fi": "FI",
  se: "SE",
  swe: "SE",
  sweden: "SE",
  sverige: "SE",
  ruotsi: "SE",
  "sv-se": "SE",
};
/** "FI", "FI, SE", "Sverige"; undefined where any part of it is another place. */
export function usageFrom(value: string): Term["usage"] | undefined {
  const found = value
    .split(/[\s,;/]+/)
    .filter((part) => part !== "")
    .map((part) => own(places, part.toLowerCase()));
  return found.length > 0 && found.every((each) => each !== undefined) ? [...new Set(found)] : undefined;
}

/** The relations of TBX-Default that other programs write; TBX-Basic has but one cross-reference, whose text tells the kind. */
const relations: Record<string, Relation["kind"]> = {
  crossreference: "related",
  see: "related",
  relatedconcept: "related",
  associatedconcept: "related",
  coordinateconceptgeneric: "related",
  coordinateconceptpartitive: "related",
  superordinateconceptgeneric: "broader",
  broaderconceptgeneric: "broader",
  subordinateconceptgeneric: "narrower",
  superordinateconceptpartitive: "partOf",
  broaderconceptpartitive: "partOf",
  subordinateconceptpartitive: "hasPart",
  antonymconcept: "antonym",
};
export const relationFrom = (category: string) => own(relations, category.toLowerCase());
export const relationKindFrom = (text: string) => relationKinds.find((kind) => kind === text.trim());

/** Only what is written there: "constructor" is in every object. */
const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
