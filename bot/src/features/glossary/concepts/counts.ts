import { type Language, languages } from "#features/glossary/contract.ts";
import { type Entry, isIn } from "./entry.ts";

export type Counts = {
  concepts: number;
  byField: ReadonlyMap<string | null, number>;
  terms: Record<Language, number>;
  waiting: { proposals: number; unchecked: number; gaps: number };
};

/** How much there is of everything, in one go through all entries as they are seen. */
export function countsOf(all: Iterable<Entry>, seenAs: (entry: Entry) => Entry | undefined): Counts {
  const byField = new Map<string | null, number>();
  const terms = { sv: 0, fi: 0, en: 0 };
  const waiting = { proposals: 0, unchecked: 0, gaps: 0 };
  let concepts = 0;
  for (const each of all) {
    const entry = seenAs(each);
    if (!entry) continue;
    concepts++;
    byField.set(entry.field, (byField.get(entry.field) ?? 0) + 1);
    for (const language of languages) terms[language] += entry.terms[language].length;
    for (const view of ["proposals", "unchecked", "gaps"] as const) if (isIn[view](entry)) waiting[view]++;
  }
  return { concepts, byField, terms, waiting };
}
