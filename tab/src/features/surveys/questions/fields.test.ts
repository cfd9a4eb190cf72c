import type { Draft } from "bot/surveys/contract";
import { expect, test } from "vitest";
import { missingIn } from "#platform/drafting/fields.ts";
import { emptyDraft } from "./draft.ts";
import { fieldPath, missingWords } from "./fields.ts";

const words = (sv: string, fi = "", en = "") => ({ sv, fi, en });
const draft: Draft = {
  ...emptyDraft,
  languages: ["sv", "fi"],
  title: words("Puls", "Pulssi"),
  questions: [
    { id: "q1", type: "text", text: words("Vad?", "Mitä?"), required: false, dontKnow: false },
    {
      id: "q2",
      type: "single",
      text: words("Vilken?"),
      required: true,
      dontKnow: false,
      choices: [
        { id: "a", text: words("Ja", "Kyllä") },
        { id: "b", text: words("Nej") },
      ],
    },
  ],
};

test("texts missing in a language of the survey are found, others are not asked for", () => {
  expect(missingWords(draft)).toEqual([
    { path: "questions/q2/text", language: "fi", reason: "missingText" },
    { path: "questions/q2/choices/b", language: "fi", reason: "missingText" },
  ]);
});

test("an optional text is missing only where another language has it", () => {
  expect(missingIn(words(""), ["sv", "fi"], true)).toEqual([]);
  expect(missingIn(words("Hej"), ["sv", "fi"], true)).toEqual(["fi"]);
});

test.each([
  ["title", "title"],
  ["questions.1.text", "questions/q2/text"],
  ["questions.1.choices.1.text", "questions/q2/choices/b"],
  ["questions/q2/choices/b", "questions/q2/choices/b"],
  ["questions.q1.text", "questions/q1/text"],
  ["questions", "questions"],
  ["questions.9.text", "questions"],
  ["closesAt", "closesAt"],
])("the server's path %s leads to %s", (path, field) => {
  expect(fieldPath(draft, path)).toBe(field);
});
