import type { ConceptDraft, Language, Status, Term } from "bot/glossary/contract";
import { languages } from "#platform/language.ts";

/** Best first, as the lists of the server have them. */
const ranks: Record<Status, number> = {
  preferred: 0,
  admitted: 1,
  inReview: 2,
  proposed: 3,
  deprecated: 4,
  superseded: 5,
};

/** The terms of a language, the best first, else in their own order. */
export const termsIn = (draft: ConceptDraft, language: Language): Term[] =>
  draft.terms
    .filter((term) => term.language === language)
    .sort((one, other) => ranks[one.status] - ranks[other.status]);

/** What a concept is called by this reader: its best term in their language, else in the first that has one. */
export function headwordOf(
  draft: ConceptDraft,
  language: Language,
): { text: string; lang: Language } | undefined {
  for (const lang of [language, ...languages]) {
    const [best] = termsIn(draft, lang);
    if (best) return { text: best.term, lang };
  }
  return undefined;
}
