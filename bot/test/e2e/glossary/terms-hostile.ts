import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import { type ConceptRow, type ConceptView, type History, languages } from "#features/glossary/contract.ts";
import { hostile } from "#test/e2e/harness/hostile-inputs.ts";

/* A glossary that would do harm if anything in it were more than text. */

/** As many terms as a concept may have. */
const termsEach = 30;
/** Where each text stands on its concept's page: with its term, in each language, about the whole, in review and history. */
export const places = 5 + 3 * 3 + 2 + 1 + 4;

type Hostile = { concept: ConceptView; history: History; texts: string[] };

/** Concepts which together have every hostile text in every place that has words; the rest is as in the one given. */
export const hostileConcepts = (one: ConceptView): Hostile[] =>
  Array.from({ length: Math.ceil(hostile.length / termsEach) }, (_, number) => {
    const texts = hostile.slice(number * termsEach, (number + 1) * termsEach);
    const id = `0f3a9c10-5a64-4c1e-8f10-2d6b5e9a8${String(number).padStart(3, "0")}`;
    const draft = draftOfTexts(texts);
    const by = { name: texts[0] ?? "", mine: false };
    const version = { at: one.createdAt, by, deed: "edited", reason: "" } as const;
    return {
      texts,
      concept: { ...one, id, draft, createdBy: by, ...around(id, texts), review: reviewed(one, id, texts) },
      history: {
        // The same terms by other names before, so that each name is told with the other.
        versions: [
          { ...version, number: 2, draft, reason: texts.join("\n") },
          { ...version, number: 1, draft: draftOfTexts(texts.toReversed()) },
        ],
        next: null,
      },
    };
  });

function draftOfTexts(texts: readonly string[]) {
  const all = texts.join("\n");
  const said = { definition: { text: all, source: all }, note: all };
  const terms = texts.map((text, index) =>
    termOf(languages[index % languages.length] ?? "sv", text, "admitted", {
      id: `t${index}`,
      source: text,
      context: { text, source: text },
      note: text,
    }),
  );
  return draftOf(terms, { sv: said, fi: said, en: said, note: all, source: all });
}

const inAll = (text: string) => ({ sv: text, fi: text, en: text });

const around = (id: string, texts: readonly string[]): Pick<ConceptView, "fieldName" | "relations"> => ({
  fieldName: inAll(texts[0] ?? ""),
  relations: [{ kind: "related", id, headword: inAll(texts[1] ?? "") }],
});

const reviewed = (one: ConceptView, id: string, texts: readonly string[]): ConceptView["review"] =>
  one.review && { ...one.review, topicId: id, reason: texts.join("\n") };

/** A row for each text, which is what was looked for too. */
export const hostileRows: ConceptRow[] = hostile.map((text, index) => {
  const term = termOf("sv", text, "admitted");
  return {
    id: `0f3a9c10-5a64-4c1e-8f10-2d6b5e9a9${String(index).padStart(3, "0")}`,
    number: 1,
    field: null,
    terms: { sv: [term], fi: [term], en: [term] },
    isChecked: true,
    isInReview: false,
    matched: [text.toLowerCase()],
  };
});
