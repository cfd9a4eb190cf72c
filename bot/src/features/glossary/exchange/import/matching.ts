import { type Language, languages, type Status } from "#features/glossary/contract.ts";
import type { ReadConcept } from "#features/glossary/exchange/import-draft.ts";

/** Of a concept in the glossary, what it is known by. */
export type Known = {
  id: string;
  field: string | null;
  terms: Record<Language, readonly { term: string; status: Status }[]>;
};

/** Tells which concept of the glossary a file's concept is; each is taken once. */
export type Matcher = {
  match(concept: Pick<ReadConcept, "id" | "draft">, field: string | null): string | undefined;
};

/**
 * A concept is the same by its id, or where the two have a term in common: in the same language, of the same field (or
 * without one), and not among what had better not be used. Of several the one with most terms in common.
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
      const found = own && !taken.has(own.id) ? own : byTerms(draft.terms, field);
      if (found) taken.add(found.id);
      return found?.id;
    },
  };

  function byTerms(terms: ReadConcept["draft"]["terms"], field: string | null): Known | undefined {
    const shared = new Map<Known, number>();
    for (const key of keysOf(terms))
      for (const each of byTerm.get(key) ?? [])
        if (!taken.has(each.id) && (field === null || each.field === null || each.field === field))
          shared.set(each, (shared.get(each) ?? 0) + 1);
    return [...shared].toSorted(([, one], [, other]) => other - one)[0]?.[0];
  }
}

const keysOf = (terms: readonly { language: Language; term: string; status: Status | null }[]): Set<string> =>
  new Set(
    terms
      .filter(({ status }) => status !== "deprecated" && status !== "superseded")
      .map(({ language, term }) => `${language} ${term.normalize("NFC").toLowerCase()}`),
  );
