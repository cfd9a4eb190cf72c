import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import type { ImportView } from "#features/glossary/contract.ts";
import { concepts } from "./terms-content.ts";

/** A file that has been read, with something of everything: what a preview has to show. */
export const importing: ImportView = {
  id: "2e0c4b7a-8a31-4f5e-9d7c-6b1f0e2a3d01",
  state: "ready",
  fileName: "Kommunal ordlista, granskad version 2026.tbx",
  format: "tbx",
  at: "2026-11-20T10:00:00.000Z",
  by: { name: "Anna", mine: true },
  found: 220,
  fresh: 180,
  known: 30,
  same: 10,
  otherLanguages: [
    { language: "de", terms: 12 },
    { language: "se", terms: 3 },
  ],
  problems: [
    {
      line: 412,
      column: 17,
      entry: "c38",
      reason: "import.valueLeftOut",
      values: { name: "partOfSpeech", value: "substantiivi" },
      text: "”substantiivi” är inget känt värde för partOfSpeech.",
      severity: "warning",
    },
    {
      line: 1093,
      column: null,
      entry: null,
      reason: "import.noTerms",
      values: {},
      text: "Begreppet har inga termer.",
      severity: "error",
    },
  ],
  problemCount: 214,
  samples: [
    {
      draft: draftOf([termOf("sv", "budget", "preferred"), termOf("fi", "talousarvio", "preferred")]),
      existing: null,
    },
    {
      draft: draftOf([
        termOf("sv", "kommunstyrelse", "preferred", { gender: "common" }),
        termOf("sv", "kommunalstyrelse", "deprecated"),
        termOf("fi", "kunnanhallitus", "preferred"),
        termOf("en", "municipal executive", "admitted", { equivalence: "near" }),
      ]),
      existing: concepts.board,
    },
  ],
  done: { added: 0, changed: 0, skipped: 0 },
  reason: "",
};
