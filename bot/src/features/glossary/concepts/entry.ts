import {
  type ConceptRow,
  type Language,
  languages,
  type Term,
  type View,
} from "#features/glossary/contract.ts";
import type { Words } from "#platform/search/search.ts";
import type { Concept } from "./concept.ts";
import { isOpen } from "./review.ts";
import { isDecided, rankOf } from "./workflow.ts";

/* What the search index holds of a concept: enough for lists, cards and checks, so that none of them reads the store. */

type Listed = Pick<Term, "term" | "status" | "usage" | "gender" | "equivalence">;

export type Entry = {
  id: string;
  /** Of its newest version. */
  number: number;
  field: string | null;
  /** By language, best status first. */
  terms: Record<Language, Listed[]>;
  /** What is said of it, where anything is. */
  said: Partial<Record<Language, { definition: string; source: string }>>;
  isChecked: boolean;
  isInReview: boolean;
  /** ISO instant: when what everybody may read of it last became another; "" while nobody may. */
  publishedAt: string;
};

const longestDefinition = 600;

/** Undefined for what is removed: it is found no more. */
export function entryOf(concept: Concept): Entry | undefined {
  if (concept.removedAt) return undefined;
  const { draft } = concept;
  const said: Entry["said"] = {};
  for (const language of languages) {
    const { text, source } = draft[language].definition;
    const definition = text.slice(0, longestDefinition).toWellFormed();
    if (definition !== "") said[language] = { definition, source: source || draft.source };
  }
  return {
    id: concept.id,
    number: concept.number,
    field: draft.field,
    terms: inLanguages((language) => listed(draft.terms, language)),
    said,
    isChecked: concept.checkedAt !== undefined,
    isInReview: isOpen(concept.review),
    publishedAt: concept.publishedAt?.toISOString() ?? "",
  };
}

export const wordsOf = ({ terms, said }: Entry): Words[] =>
  languages.flatMap((language) => [
    ...terms[language].map(({ term }): Words => ({ text: term, language, as: "heading" })),
    ...(said[language] ? [{ text: said[language].definition, language, as: "body" } as const] : []),
  ]);

const published = new WeakMap<Entry, { entry: Entry | undefined }>();

/**
 * What everybody may see of it: the decided terms, and what is said in their languages; undefined where there are none. The
 * same object each time, and the entry itself where everybody may see all of it.
 */
export function publicEntry(entry: Entry): Entry | undefined {
  const known = published.get(entry);
  if (known) return known.entry;
  const kept = { entry: publicPart(entry) };
  published.set(entry, kept);
  return kept.entry;
}

function publicPart(entry: Entry): Entry | undefined {
  const terms = inLanguages((language) => entry.terms[language].filter(({ status }) => isDecided(status)));
  const spoken = languages.filter((language) => terms[language].length > 0);
  if (spoken.length === 0) return undefined;
  const said: Entry["said"] = {};
  for (const language of spoken) if (entry.said[language]) said[language] = entry.said[language];
  const isWhole =
    !entry.isInReview &&
    languages.every((each) => terms[each].length === entry.terms[each].length) &&
    Object.keys(said).length === Object.keys(entry.said).length;
  return isWhole ? entry : { ...entry, terms, said, isInReview: false };
}

export const rowOf = (entry: Entry, matched: string[] = []): ConceptRow => ({
  id: entry.id,
  number: entry.number,
  field: entry.field,
  terms: entry.terms,
  isChecked: entry.isChecked,
  isInReview: entry.isInReview,
  matched,
});

/** The best term in each language; "" where there is none. */
export const headwordsOf = (
  terms: Record<Language, readonly Pick<Term, "term">[]>,
): Record<Language, string> => inLanguages((language) => terms[language][0]?.term ?? "");

export const isProposal = ({ terms }: Entry): boolean =>
  languages.some((language) => terms[language].some(({ status }) => !isDecided(status)));

export const hasGap = ({ terms }: Entry): boolean =>
  languages.some((language) => terms[language].length === 0);

export const isIn: Record<View, (entry: Entry) => boolean> = {
  all: () => true,
  proposals: isProposal,
  unchecked: ({ isChecked }) => !isChecked,
  gaps: hasGap,
};

export const inLanguages = <T>(of: (language: Language) => T): Record<Language, T> => ({
  sv: of("sv"),
  fi: of("fi"),
  en: of("en"),
});

/** The terms of one language, best status first and else in their order. */
export const bestFirst = <T extends Pick<Term, "status" | "language">>(
  terms: readonly T[],
  language: Language,
): T[] =>
  terms
    .filter((term) => term.language === language)
    .toSorted((one, other) => rankOf(one.status) - rankOf(other.status));

const listed = (terms: readonly Term[], language: Language): Listed[] =>
  bestFirst(terms, language).map(({ term, status, usage, gender, equivalence }) => ({
    term,
    status,
    usage,
    gender,
    equivalence,
  }));
