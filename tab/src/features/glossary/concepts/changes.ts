import type { ConceptDraft, Language, Status, Term } from "bot/glossary/contract";
import { languages } from "#platform/language.ts";

/** One thing that differs between two versions of a concept. */
export type Change =
  | { about: "termAdded" | "termRemoved" | "termChanged"; term: string; language: Language }
  | { about: "termRenamed"; from: string; term: string; language: Language }
  | { about: "termStatus"; term: string; language: Language; status: Status }
  | { about: "definition" | "languageNote"; language: Language }
  | { about: "order" | "field" | "source" | "note" | "relations" | "topic" };

/** What was changed from one version to the next, terms first. */
export function changesBetween(before: ConceptDraft, after: ConceptDraft): Change[] {
  return [
    ...termChanges(before.terms, after.terms),
    ...languageChanges(before, after),
    ...rest(before, after),
  ];
}

function termChanges(before: readonly Term[], after: readonly Term[]): Change[] {
  const earlier = new Map(before.map((term) => [term.id, term]));
  const later = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !later.has(id));
  return [
    ...after.flatMap((term) => termChange(earlier.get(term.id), term)),
    ...gone.map(({ term, language }): Change => ({ about: "termRemoved", term, language })),
    ...(isReordered(before, after) ? [{ about: "order" } as const] : []),
  ];
}

function termChange(before: Term | undefined, after: Term): Change[] {
  const { term, language, status } = after;
  if (!before) return [{ about: "termAdded", term, language }];
  const changes: Change[] = [];
  if (before.term !== term) changes.push({ about: "termRenamed", from: before.term, term, language });
  if (before.status !== status) changes.push({ about: "termStatus", term, language, status });
  if (!isSame({ ...before, term, status }, after)) changes.push({ about: "termChanged", term, language });
  return changes;
}

function isReordered(before: readonly Term[], after: readonly Term[]): boolean {
  const idsOf = (terms: readonly Term[], others: readonly Term[]) =>
    terms.filter(({ id }) => others.some((other) => other.id === id)).map(({ id }) => id);
  return !isSame(idsOf(before, after), idsOf(after, before));
}

const languageChanges = (before: ConceptDraft, after: ConceptDraft): Change[] =>
  languages.flatMap((language): Change[] => [
    ...(isSame(before[language].definition, after[language].definition)
      ? []
      : [{ about: "definition", language } as const]),
    ...(before[language].note === after[language].note ? [] : [{ about: "languageNote", language } as const]),
  ]);

function rest(before: ConceptDraft, after: ConceptDraft): Change[] {
  const changes: Change[] = [];
  if (before.field !== after.field) changes.push({ about: "field" });
  if (before.source !== after.source) changes.push({ about: "source" });
  if (before.note !== after.note) changes.push({ about: "note" });
  if (!isSame(before.relations, after.relations)) changes.push({ about: "relations" });
  if (before.topicId !== after.topicId) changes.push({ about: "topic" });
  return changes;
}

const isSame = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other);

/** Whatever the order of names. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
