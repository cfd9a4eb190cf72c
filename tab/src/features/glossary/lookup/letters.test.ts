import type { ConceptRow } from "bot/glossary/contract";
import { expect, test } from "vitest";
import { byLetter } from "./letters.ts";

const row = (sv: string | null): ConceptRow => ({
  id: sv ?? "",
  field: null,
  terms: {
    sv: sv === null ? [] : [{ term: sv, status: "preferred", usage: [], gender: null, equivalence: "exact" }],
    fi: [],
    en: sv === null ? [] : [{ term: sv, status: "preferred", usage: [], gender: null, equivalence: "exact" }],
  },
  number: 1,
  isChecked: true,
  isInReview: false,
  matched: [],
});

const letters = (words: (string | null)[], language: "sv" | "en" = "sv") =>
  byLetter(words.map(row), language).map(({ letter, rows }) => `${letter}${rows.length}`);

test("each letter of the language leads its terms", () => {
  expect(letters(["anbud", "avtal", "Beslut", "område", "åtgärd", "ärende", "öre"])).toEqual([
    "A2",
    "B1",
    "O1",
    "Å1",
    "Ä1",
    "Ö1",
  ]);
});

test("a letter is whatever the language sorts with it", () => {
  expect(letters(["élit", "enkät"])).toEqual(["E2"]);
  expect(letters(["Åland", "area"], "en")).toEqual(["A2"]);
});

test("what begins otherwise, or has no term in the language, stands apart", () => {
  expect(letters(["2-kammar", "§ 5", null])).toEqual(["#2", "1"]);
});
