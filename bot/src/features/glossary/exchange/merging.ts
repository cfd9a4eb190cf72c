import {
  type ConceptDraft,
  languages,
  limits,
  type MergeRule,
  type Status,
  type Term,
} from "#features/glossary/contract.ts";
import type { ReadConcept, ReadTerm } from "./found.ts";

/** A concept of a file, with its field and relations as the glossary has them. */
export type Incoming = {
  field: string | null;
  relations: ConceptDraft["relations"];
  draft: ReadConcept["draft"];
};

/**
 * What becomes of a concept by a rule; the very same draft where nothing does.
 * skip: what is there stays. add: terms that are missing are added and what is empty is filled, and nothing is overwritten.
 * replace: the concept is as the file has it; its terms keep their ids, and their statuses where the file gives none.
 */
export function merged(
  existing: ConceptDraft,
  incoming: Incoming,
  rule: MergeRule,
  status: Status,
): ConceptDraft {
  if (rule === "skip") return existing;
  return rule === "add" ? added(existing, incoming, status) : replaced(existing, incoming, status);
}

/** A concept that is not there yet. */
export const fresh = (incoming: Incoming, status: Status): ConceptDraft => ({
  ...incoming.draft,
  field: incoming.field,
  relations: incoming.relations,
  terms: oncePreferred(incoming.draft.terms.map((term) => ({ ...term, status: term.status ?? status }))),
});

/** A concept has one preferred term in a language: others come as admitted. */
function oncePreferred(terms: readonly Term[], before: readonly Term[] = []): Term[] {
  const preferred = new Set(
    before.filter(({ status }) => status === "preferred").map(({ language }) => language),
  );
  return terms.map((term) => {
    if (term.status !== "preferred") return term;
    if (preferred.has(term.language)) return { ...term, status: "admitted" };
    preferred.add(term.language);
    return term;
  });
}

function replaced(existing: ConceptDraft, incoming: Incoming, status: Status): ConceptDraft {
  const known = new Set<string>();
  const terms = incoming.draft.terms.map((term): Term => {
    const before = sameTerm(existing.terms, term);
    const id = before && !known.has(before.id) ? before.id : freeId(term.id, existing.terms, known);
    known.add(id);
    return { ...term, id, status: term.status ?? before?.status ?? status };
  });
  const draft = fresh(incoming, status);
  return { ...draft, terms: oncePreferred(terms), topicId: draft.topicId ?? existing.topicId };
}

function added(existing: ConceptDraft, { field, relations, draft }: Incoming, status: Status): ConceptDraft {
  const filled = existing.terms.map((term) => {
    const from = draft.terms.find((each) => isSame(term, each));
    return from ? fill(term, from) : term;
  });
  const known = new Set<string>();
  const missing = draft.terms
    .filter((term) => !existing.terms.some((each) => isSame(each, term)))
    .slice(0, Math.max(0, limits.terms - existing.terms.length))
    .map((term): Term => {
      const id = freeId(term.id, existing.terms, known);
      known.add(id);
      return { ...term, id, status: term.status ?? status };
    });
  const about = languages.map((language) => [language, filledLanguage(existing[language], draft[language])]);
  const others = relations.filter(
    (each) => !existing.relations.some((one) => one.kind === each.kind && one.conceptId === each.conceptId),
  );
  return {
    ...existing,
    ...Object.fromEntries(about),
    field: existing.field ?? field,
    source: existing.source || draft.source,
    note: existing.note || draft.note,
    terms: [...filled, ...oncePreferred(missing, existing.terms)],
    relations: [...existing.relations, ...others].slice(0, limits.relations),
    topicId: existing.topicId ?? draft.topicId,
  };
}

const fill = (term: Term, from: ReadTerm): Term => ({
  ...term,
  partOfSpeech: term.partOfSpeech ?? from.partOfSpeech,
  gender: term.gender ?? from.gender,
  type: term.type ?? from.type,
  source: term.source || from.source,
  context: term.context.text === "" && term.context.source === "" ? from.context : term.context,
  note: term.note || from.note,
});

function filledLanguage(existing: ConceptDraft["sv"], from: ConceptDraft["sv"]): ConceptDraft["sv"] {
  const { definition } = existing;
  const isEmpty = definition.text === "" && definition.source === "";
  return { definition: isEmpty ? from.definition : definition, note: existing.note || from.note };
}

/** By its id where the words agree, too, since a file may hold several that look alike; else by its words. */
const sameTerm = (terms: readonly Term[], term: ReadTerm): Term | undefined =>
  terms.find((each) => each.id === term.id && isSame(each, term)) ??
  terms.find(
    (each) =>
      each.id === term.id && term.id !== "" && !/^t\d+$/.test(term.id) && each.language === term.language,
  ) ??
  terms.find((each) => isSame(each, term));

const isSame = (one: Pick<Term, "language" | "term">, other: Pick<Term, "language" | "term">): boolean =>
  one.language === other.language && one.term === other.term;

function freeId(wanted: string, taken: readonly Term[], known: ReadonlySet<string>): string {
  const isFree = (id: string) => !known.has(id) && !taken.some((term) => term.id === id);
  if (isFree(wanted)) return wanted;
  for (let number = 1; ; number++) if (isFree(`t${number}`)) return `t${number}`;
}
