import type { ConceptDraft, Language, Origin, Status, Term } from "bot/glossary/contract";
import { decided } from "#features/glossary/lists.ts";
import { languages } from "#platform/language.ts";

/* What is done to a concept that is being written, pure. Ids come from outside. */

const nothing = { definition: { text: "", source: "" }, note: "" };

export const emptyDraft: ConceptDraft = {
  field: null,
  source: "",
  note: "",
  sv: nothing,
  fi: nothing,
  en: nothing,
  terms: [],
  relations: [],
  topicId: null,
};

export const newTerm = (language: Language, id: string): Term => ({
  id,
  language,
  term: "",
  status: "proposed",
  partOfSpeech: null,
  gender: null,
  type: null,
  usage: [],
  equivalence: "exact",
  source: "",
  context: { text: "", source: "" },
  note: "",
});

/** A draft with an empty term in each language, the one that was asked for written in. */
export const begun = (term: string, language: Language, newId: () => string): ConceptDraft => ({
  ...emptyDraft,
  terms: languages.map((each) => ({ ...newTerm(each, newId()), term: each === language ? term : "" })),
});

/** A draft that grows out of a post: what was said there is the context of the term, and the post its source. */
export function grown(
  origin: Origin,
  newId: () => string,
  most: { context: number; source: number },
): ConceptDraft {
  const draft = begun("", origin.language, newId);
  const context = {
    text: origin.text.slice(0, most.context),
    source: `${origin.title}, ${origin.link}`.slice(0, most.source),
  };
  return {
    ...draft,
    field: origin.field,
    topicId: origin.topicId,
    terms: draft.terms.map((term) => (term.language === origin.language ? { ...term, context } : term)),
  };
}

export const withTerm = (draft: ConceptDraft, id: string, change: Partial<Term>): ConceptDraft => ({
  ...draft,
  terms: draft.terms.map((term) => (term.id === id ? { ...term, ...change } : term)),
});

/** The term one place up or down among those of its language; the same draft where there is no such place. */
export function movedTerm(draft: ConceptDraft, id: string, by: 1 | -1): ConceptDraft {
  const at = draft.terms.findIndex((term) => term.id === id);
  const term = draft.terms[at];
  if (!term) return draft;
  let to = at + by;
  while (draft.terms[to] && draft.terms[to]?.language !== term.language) to += by;
  const other = draft.terms[to];
  return other ? { ...draft, terms: draft.terms.with(at, other).with(to, term) } : draft;
}

/** What is sent: rows that nobody wrote anything in are left out. */
export const written = (draft: ConceptDraft): ConceptDraft => ({
  ...draft,
  terms: draft.terms.filter(({ term }) => term.trim() !== ""),
});

/** Whether there is anything in it that would be missed. */
export const isBlank = (draft: ConceptDraft): boolean =>
  JSON.stringify(written(draft)) === JSON.stringify({ ...emptyDraft, terms: [] }) &&
  draft.terms.every(({ context, source, note }) => !context.text && !source && !note);

/** Whether the short form shows all of it: one term, and what it means. */
export function isShort(draft: ConceptDraft, language: Language): boolean {
  const first = firstIn(draft, language);
  if (!first) return false;
  const { definition, note } = draft[language];
  return isBlank({
    ...withTerm(draft, first.id, { term: "" }),
    [language]: { definition: { ...definition, text: "" }, note },
  });
}

export const firstIn = ({ terms }: ConceptDraft, language: Language): Term | undefined =>
  terms.find((term) => term.language === language);

/** What was written in one language is in the other, and the reverse: it was another language than one said at first. */
export const exchanged = (draft: ConceptDraft, one: Language, other: Language): ConceptDraft => ({
  ...draft,
  [one]: draft[other],
  [other]: draft[one],
  terms: draft.terms.map((term) => {
    const language = term.language === one ? other : term.language === other ? one : term.language;
    return { ...term, language };
  }),
});

/** What stops it from being sent; null where nothing does. */
export function lackOf(
  draft: ConceptDraft,
): { about: "term" } | { about: "preferred"; language: Language } | null {
  const { terms } = written(draft);
  if (terms.length === 0) return { about: "term" };
  const language = languages.find(
    (each) => terms.filter((term) => term.language === each && term.status === "preferred").length > 1,
  );
  return language ? { about: "preferred", language } : null;
}

const isDecided = (status: Status): boolean => decided.some((each) => each === status);

/** What one may make of a term here: what is new is proposed and decided on in its review, corrections are the coordinators'. */
export function choosableStatuses(before: Status | undefined, isCoordinator: boolean): readonly Status[] {
  return isCoordinator && before && isDecided(before) ? decided : [before ?? "proposed"];
}

/** What has been decided on, coordinators alone take away. */
export const mayTakeAway = (before: Status | undefined, isCoordinator: boolean): boolean =>
  isCoordinator || !before || !isDecided(before);

/** What is told of a draft that can't be sent yet. */
export const lackId = "lack";
/** The button that adds a term in a language. */
export const addId = (language: Language): string => `add-${language}`;
/** The field of a term's own words. */
export const termFieldId = (id: string): string => `term-${id}`;
