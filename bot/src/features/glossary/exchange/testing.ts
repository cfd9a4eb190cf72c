import fc from "fast-check";
import { tidied } from "#features/glossary/concepts/draft.ts";
import {
  type ConceptDraft,
  equivalences,
  genders,
  languages,
  limits,
  partsOfSpeech,
  relationKinds,
  statuses,
  type Term,
  termTypes,
  usages,
} from "#features/glossary/contract.ts";
import type { Found, ReadConcept } from "./import-draft.ts";
import { carried } from "./portable-text.ts";

/* Files and drafts for tests. */

export async function* texts(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

export async function* bytes(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const each of pieces) yield typeof each === "string" ? new TextEncoder().encode(each) : each;
}

export async function read(found: AsyncIterable<Found>) {
  const all = await Array.fromAsync(found);
  return {
    concepts: all.flatMap((each) => ("concept" in each ? [each.concept] : [])),
    problems: all.flatMap((each) => ("problem" in each ? [each.problem] : [])),
    others: all.flatMap((each) => ("language" in each ? [each] : [])),
  };
}

/** A concept as it was read, with nothing left to choose. */
export function draftIn({ draft, field, relations }: ReadConcept): ConceptDraft {
  return {
    ...draft,
    field: field === "" ? null : field,
    terms: draft.terms.map((term) => ({ ...term, status: term.status ?? "preferred" })),
    relations: relations.map(({ kind, target }) => ({ kind, conceptId: target.replace(/^c-/, "") })),
  };
}

const inBetween = [
  "\n",
  "\t",
  "  ",
  " ",
  "é",
  "e\u0301",
  "👩‍👩‍👧",
  "å",
  "\u0000",
  "\u0007",
  "\u2028",
  ";",
  '"',
  "'",
];
const starts = ["=", "+", "-", "@", "'=", "''+", "\n=", "\t", "＝"];

/** Whatever people write, and what only attackers do. */
export const hostile = (corpus: readonly string[], most: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constant(""),
      fc.constantFrom(...corpus),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ unit: "binary", maxLength: 40 }).map((text) => text.toWellFormed()),
      fc.tuple(fc.constantFrom(...starts), fc.constantFrom(...corpus)).map((parts) => parts.join("")),
      fc
        .array(fc.oneof(fc.constantFrom(...inBetween), fc.constantFrom("a", "b")), { maxLength: 30 })
        .map((all) => all.join("")),
    )
    .map((text) => carried(text.slice(0, most)));

/** Concepts as they are kept, with texts of every kind; their terms by language, since no order between languages is kept. */
export function anyDraft(corpus: readonly string[]): fc.Arbitrary<ConceptDraft> {
  const text = (most: number) => hostile(corpus, most);
  const sourced = (most: number) => fc.record({ text: text(most), source: text(limits.source) });
  const word = text(limits.term).map((each) => `x${each}`.slice(0, limits.term).trim());
  const term = fc.record<Omit<Term, "id" | "language">>({
    term: word,
    status: fc.constantFrom(...statuses),
    partOfSpeech: fc.constantFrom(null, ...partsOfSpeech),
    gender: fc.constantFrom(null, ...genders),
    type: fc.constantFrom(null, ...termTypes),
    usage: fc.subarray([...usages]),
    equivalence: fc.constantFrom(...equivalences),
    source: text(limits.source),
    context: sourced(limits.context),
    note: text(limits.note),
  });
  const about = fc.record({ definition: sourced(limits.definition), note: text(limits.note) });
  return fc
    .record({
      field: fc.constantFrom(null, "beslutsfattande", "a--", "0"),
      source: text(limits.source),
      note: text(limits.note),
      sv: about,
      fi: about,
      en: about,
      terms: fc.array(fc.record({ language: fc.constantFrom(...languages), term }), {
        minLength: 1,
        maxLength: 6,
      }),
      relations: fc.array(
        fc.record({ kind: fc.constantFrom(...relationKinds), conceptId: fc.uuid({ version: 4 }) }),
        { maxLength: 3 },
      ),
      topicId: fc.option(fc.uuid({ version: 4 })),
    })
    .map(({ terms, ...rest }) =>
      tidied({
        ...rest,
        terms: languages.flatMap((language) =>
          terms.flatMap((each, at) =>
            each.language === language ? [{ id: `t-${at}`, language, ...each.term }] : [],
          ),
        ),
      }),
    );
}
