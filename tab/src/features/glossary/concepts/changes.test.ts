import type { ConceptDraft } from "bot/glossary/contract";
import { expect, test } from "vitest";
import { emptyDraft, newTerm } from "#features/glossary/proposals/draft.ts";
import { changesBetween } from "./changes.ts";

const first = { ...newTerm("sv", "a"), term: "kommunstyrelse" };
const second = { ...newTerm("sv", "b"), term: "styrelse" };
const before: ConceptDraft = { ...emptyDraft, terms: [first, second] };

test("nothing differs between a version and itself, whatever the order of its names", () => {
  const { terms, ...others } = before;
  expect(changesBetween(before, { terms, ...others })).toEqual([]);
});

test("a term is told to be new, gone, renamed, decided on or changed otherwise", () => {
  const after: ConceptDraft = {
    ...before,
    terms: [
      { ...first, term: "kommunstyrelsen", status: "preferred", gender: "common" },
      { ...newTerm("fi", "c"), term: "kunnanhallitus" },
    ],
  };
  expect(changesBetween(before, after)).toEqual([
    { about: "termRenamed", from: "kommunstyrelse", term: "kommunstyrelsen", language: "sv" },
    { about: "termStatus", term: "kommunstyrelsen", language: "sv", status: "preferred" },
    { about: "termChanged", term: "kommunstyrelsen", language: "sv" },
    { about: "termAdded", term: "kunnanhallitus", language: "fi" },
    { about: "termRemoved", term: "styrelse", language: "sv" },
  ]);
});

test("another order alone is a change", () => {
  expect(changesBetween(before, { ...before, terms: [second, first] })).toEqual([{ about: "order" }]);
});

test("definitions and notes are told by their language, and the rest by what it is", () => {
  const after: ConceptDraft = {
    ...before,
    field: "beslutsfattande",
    sv: { definition: { text: "organ", source: "" }, note: "" },
    fi: { ...before.fi, note: "vanha" },
    relations: [{ kind: "broader", conceptId: "11111111-1111-4111-8111-111111111111" }],
  };
  expect(changesBetween(before, after)).toEqual([
    { about: "definition", language: "sv" },
    { about: "languageNote", language: "fi" },
    { about: "field" },
    { about: "relations" },
  ]);
});
