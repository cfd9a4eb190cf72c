import { expect, test } from "vitest";
import { withTerm } from "./term-insertion.ts";

test.for([
  ["into an empty text", "", [0, 0], "valtuusto", "valtuusto", 9],
  ["after a word, with a space", "Kunnan", [6, 6], "valtuusto", "Kunnan valtuusto", 16],
  ["between words", "Kunnan kokous", [7, 7], "valtuusto", "Kunnan valtuusto kokous", 16],
  ["in place of what is marked", "Kunnan hallitus.", [7, 15], "valtuusto", "Kunnan valtuusto.", 16],
  ["after a hyphen, without a space", "vara-", [5, 5], "valtuutettu", "vara-valtuutettu", 16],
] as const)("a term is put %s", ([, text, at, term, expected, cursor]) => {
  expect(withTerm(text, at, term, 100)).toEqual({ text: expected, cursor });
});

test("a term that would make the text too long is not put in", () => {
  expect(withTerm("Kunnan", [6, 6], "valtuusto", 16)).not.toBeNull();
  expect(withTerm("Kunnan", [6, 6], "valtuusto", 15)).toBeNull();
});
