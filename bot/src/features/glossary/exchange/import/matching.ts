import { type Language, languages, type Status } from "#features/glossary/contract.ts";
import type { ReadConcept } from "#features/glossary/exchange/import-draft.ts";
import { spelling } from "./spelling.ts";

/** Of a concept in the glossary, what it is known by. */
export type Known = {
  id: string;
  field: string | null;
  terms: Record<Language, readonly { term: string; status: Status }[]>;
};

/**
 * Which concept of the glossary a file's concept is, or only looks like: one that has a word in common with it, but
 * `differs` in the other languages or, where there are none, in the field.
 */
export type Match = { id?: string; alike?: { known: Known; word: string; differs: "languages" | "field" } };

/** Tells which concept of the glossary a file's concept is; each is taken once. */
export type Matcher = {
  match(concept: Pick<ReadConcept, "id" | "draft">, field: string | null): Match;
};

/**
 * A concept is the same by its id, or by its terms, but for those that had better not be used. Terms of two languages
 * decide, whatever the field. A single one decides where there is no other language to ask, in the same field (or
 * without one): otherwise "committee" would make one concept of nämnd and kommitté. Of several the one with most in common.
 */
export function matcher(known: Iterable<Known>): Matcher {
  const byId = new Map<string, Known>();
  const byTerm = new Map<string, Known[]>();
  const taken = new Set<string>();
  for (const each of known) {
    byId.set(each.id, each);
    for (const key of keysOf(
      languages.flatMap((language) => each.terms[language].map((term) => ({ ...term, language }))),
    )) {
      const others = byTerm.get(key);
      if (others) others.push(each);
      else byTerm.set(key, [each]);
    }
  }

  return {
    match({ id, draft }, field) {
      const own = id === null ? undefined : byId.get(id);
      if (own && !taken.has(own.id)) return take(own);
      const candidates = alikes(draft.terms).map(({ known: each, words }) => ({
        known: each,
        word: [...words.values()][0] ?? "",
        differs: differenceOf(each, draft.terms, words.size, field),
      }));
      const same = candidates.find(({ differs }) => differs === null);
      if (same) return take(same.known);
      const [nearest] = candidates;
      return nearest?.differs ? { alike: { ...nearest, differs: nearest.differs } } : {};
    },
  };

  function take({ id }: Known): Match {
    taken.add(id);
    return { id };
  }

  /** Those with a term in common, and one such term of each language; most languages first. */
  function alikes(terms: Terms): { known: Known; words: Map<Language, string> }[] {
    const found = new Map<Known, Map<Language, string>>();
    for (const { language, term } of terms.filter(isUsed))
      for (const each of byTerm.get(keyOf(language, term)) ?? []) {
        if (taken.has(each.id)) continue;
        const words = found.get(each) ?? new Map<Language, string>();
        found.set(each, words.set(language, words.get(language) ?? term));
      }
    return [...found]
      .map(([each, words]) => ({ known: each, words }))
      .toSorted((one, other) => other.words.size - one.words.size);
  }
}

type Terms = readonly { language: Language; term: string; status: Status | null }[];

/** In what two concepts differ that have words in common in so many languages; null where they are the same. */
function differenceOf(
  known: Known,
  terms: Terms,
  shared: number,
  field: string | null,
): "languages" | "field" | null {
  if (shared > 1) return null;
  const told = new Set(terms.filter(isUsed).map(({ language }) => language));
  const both = languages.filter((language) => told.has(language) && known.terms[language].some(isUsed));
  if (both.length > 1) return "languages";
  return field === null || known.field === null || known.field === field ? null : "field";
}

const isUsed = ({ status }: { status: Status | null }) => status !== "deprecated" && status !== "superseded";

const keyOf = (language: Language, term: string) => `${language} ${spelling(term)}`;

const keysOf = (terms: Terms): Set<string> =>
  new Set(terms.filter(isUsed).map(({ language, term }) => keyOf(language, term)));
