import { type ConceptDraft, type Language, languages } from "#features/glossary/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { isDecided } from "./workflow.ts";

/* Rules for what is written about a concept, pure. */

/** Escaped twice over it must still fit a row of the store (900 KiB), with room for the rest of the concept. */
const largestBytes = 850 * 1024;

/**
 * What people and files write, as it is kept: composed letters, one kind of line end, no control characters and no code
 * points that are none (a file could not carry them), none that turn the direction of what follows, and terms on one line.
 * The same again for what is kept already. Refused where nothing is left of a term, or where it is too large to keep.
 */
export function tidied(draft: ConceptDraft): ConceptDraft {
  const clean: ConceptDraft = cleaned(draft);
  const terms = clean.terms.map((term) => ({ ...term, term: term.term.replace(/\s+/g, " ").trim() }));
  if (terms.some(({ term }) => term === "")) throw new Refusal("emptyTerm");
  if (new Set(terms.map(({ id }) => id)).size < terms.length) throw new Refusal("sameTermTwice");
  const tidy = { ...clean, terms };
  if (JSON.stringify(tidy).length * 2 > largestBytes) throw new Refusal("conceptTooLarge");
  return tidy;
}

const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Noncharacter_Code_Point}/gu;

function cleaned<T>(value: T): T;
function cleaned(value: unknown): unknown {
  if (typeof value === "string")
    return value.toWellFormed().replace(/\r\n?/g, "\n").replace(unwanted, "").normalize("NFC");
  if (Array.isArray(value)) return value.map((each) => cleaned(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each)]));
}

/** A language with more than one preferred term, if there is any. */
export const preferredTwice = (draft: ConceptDraft): Language | undefined =>
  languages.find((language) => preferredIn(draft, language) > 1);

/** One concept has one preferred term in a language. What was otherwise before, as in a file, may stay so. */
export function refusePreferredTwice(after: ConceptDraft, before?: ConceptDraft): void {
  for (const language of languages) {
    const [count, earlier] = [preferredIn(after, language), before ? preferredIn(before, language) : 0];
    if (count > Math.max(1, earlier)) throw new Refusal(`preferredTwice.${language}`);
  }
}

const preferredIn = ({ terms }: ConceptDraft, language: Language): number =>
  terms.filter((term) => term.language === language && term.status === "preferred").length;

/** Whether the two say the same but for their notes. */
export const sameButNotes = (one: ConceptDraft, other: ConceptDraft): boolean =>
  textOf(withoutNotes(one)) === textOf(withoutNotes(other));

export const sameDraft = (one: ConceptDraft, other: ConceptDraft): boolean => textOf(one) === textOf(other);

function withoutNotes(draft: ConceptDraft): ConceptDraft {
  const bare = (language: Language) => ({ ...draft[language], note: "" });
  return {
    ...draft,
    note: "",
    sv: bare("sv"),
    fi: bare("fi"),
    en: bare("en"),
    terms: draft.terms.map((term) => ({ ...term, note: "" })),
    topicId: null,
  };
}

/** Independent of the order in which a client or a file wrote the names. */
const textOf = (draft: ConceptDraft): string =>
  JSON.stringify(draft, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/**
 * What everybody may read of it: the decided terms, and what is said in their languages; undefined where nothing is decided
 * yet. The forum's topic is the network's own.
 */
export function publishedPart(draft: ConceptDraft): ConceptDraft | undefined {
  const terms = draft.terms.filter(({ status }) => isDecided(status));
  const spoken = languages.filter((language) => terms.some((term) => term.language === language));
  return terms.length > 0 ? { ...saidIn({ ...draft, terms }, spoken), topicId: null } : undefined;
}

/** The same, with nothing said of it in other languages than these. */
export function saidIn(draft: ConceptDraft, spoken: readonly Language[]): ConceptDraft {
  const silent = { definition: { text: "", source: "" }, note: "" };
  const about = (language: Language) => (spoken.includes(language) ? draft[language] : silent);
  return { ...draft, sv: about("sv"), fi: about("fi"), en: about("en") };
}
