import {
  type ConceptDraft,
  languages,
  limits,
  type MergeRule,
  type Status,
  type Term,
} from "#features/glossary/contract.ts";
import type { ReadConcept, ReadTerm } from "#features/glossary/exchange/import-draft.ts";
import { asSeen, spelling } from "./spelling.ts";

/** A concept of a file, with its field and relations as the glossary has them. */
export type Incoming = {
  field: string | null;
  relations: ConceptDraft["relations"];
  draft: ReadConcept["draft"];
};

/**
 * What becomes of a concept by a rule; the very same draft where nothing does.
 * skip: what is there stays. add: terms that are missing are added and what is empty is filled, and nothing is overwritten.
 * replace: what the file says takes the place of what is there: terms language by language, and each text; the same terms
 * keep their ids, and their statuses where the file gives none. What the file leaves empty stays.
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
  terms: oncePreferred(
    byLanguage(incoming.draft.terms).map((term) => ({ ...term, status: outOfReview(term.status ?? status) })),
  ),
});

/** A review is held here or nowhere: concepts whose review is open are not merged with. */
const outOfReview = (status: Status): Status => (status === "inReview" ? "proposed" : status);

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
  const file = byLanguage(incoming.draft.terms);
  const pairs = paired(existing.terms, file, [sameInAll, sameWithOwnId, sameWords, sameButForCase]);
  const taken = new Set(existing.terms.map(({ id }) => id));
  const terms = file.map((term): Term => {
    const before = pairs.get(term);
    return {
      ...term,
      id: before?.id ?? freeId(term.id, taken),
      status: outOfReview(term.status ?? before?.status ?? status),
    };
  });
  const told = new Set(file.map(({ language }) => language));
  const stays = existing.terms.filter(({ language }) => !told.has(language));
  const about = languages.map((language) => [
    language,
    filledLanguage(incoming.draft[language], existing[language]),
  ]);
  return {
    ...fresh(incoming, status),
    ...Object.fromEntries(about),
    field: incoming.field ?? existing.field,
    source: incoming.draft.source || existing.source,
    note: incoming.draft.note || existing.note,
    relations: incoming.relations.length > 0 ? incoming.relations : existing.relations,
    terms: inOrderOf(existing.terms, byLanguage([...oncePreferred(terms), ...stays])),
    topicId: incoming.draft.topicId ?? existing.topicId,
  };
}

/** Files put terms in the order of their languages, which says nothing: the same terms stay where they were. */
function inOrderOf(existing: readonly Term[], terms: Term[]): Term[] {
  const [before, after] = [existing, terms].map((each) => byLanguage(each).map(({ id }) => id));
  if (String(before) !== String(after)) return terms;
  return existing.flatMap(({ id }) => terms.find((term) => term.id === id) ?? []);
}

function added(existing: ConceptDraft, { field, relations, draft }: Incoming, status: Status): ConceptDraft {
  const pairs = paired(existing.terms, draft.terms, [sameInAll, sameWords, sameButForCase]);
  const fillings = new Map([...pairs].map(([from, term]) => [term, from]));
  const filled = existing.terms.map((term) => {
    const from = fillings.get(term);
    return from ? fill(term, from) : term;
  });
  const taken = new Set(existing.terms.map(({ id }) => id));
  const missing = draft.terms
    .filter((term) => !pairs.has(term))
    .slice(0, Math.max(0, limits.terms - existing.terms.length))
    .map(
      (term): Term => ({ ...term, id: freeId(term.id, taken), status: outOfReview(term.status ?? status) }),
    );
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

/** In the order of their languages, and else as they were. */
export const byLanguage = <T extends Pick<Term, "language">>(terms: readonly T[]): T[] =>
  languages.flatMap((language) => terms.filter((term) => term.language === language));

type Likeness = (one: Term, other: ReadTerm) => boolean;

const sameWords: Likeness = (one, other) =>
  one.language === other.language && asSeen(one.term) === asSeen(other.term);
const sameButForCase: Likeness = (one, other) =>
  one.language === other.language && spelling(one.term) === spelling(other.term);
const sameInAll: Likeness = (one, other) => one.id === other.id && sameWords(one, other);
/** A term of ours whose words have been changed in the file. Numbered ids are given to terms that come without one. */
const sameWithOwnId: Likeness = (one, other) =>
  one.id === other.id && one.language === other.language && !/^t\d+$/.test(one.id);

/** Which term of the file is which of the concept's, each at most once: what is most alike first. */
function paired(
  existing: readonly Term[],
  file: readonly ReadTerm[],
  likenesses: readonly Likeness[],
): Map<ReadTerm, Term> {
  const pairs = new Map<ReadTerm, Term>();
  const left = new Set(existing);
  for (const isLike of likenesses)
    for (const term of file) {
      const twin = pairs.has(term) ? undefined : [...left].find((each) => isLike(each, term));
      if (!twin) continue;
      pairs.set(term, twin);
      left.delete(twin);
    }
  return pairs;
}

/** The wanted id or, where it is taken, another; taken from now on. */
function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 1; taken.has(id); number++) id = `t${number}`;
  taken.add(id);
  return id;
}
