import { expect, test } from "vitest";
import { holdsWord } from "./holds-word.ts";

test.for([
  ["Nämnden möts.", "nämnden", true],
  ["Vem sitter i nämnd?", "nämnd", true],
  ["Revisionsnämnd eller nämnd", "nämnd", true],
  ["Revisionsnämnd", "nämnd", false],
  ["Nämnden möts.", "nämnd", false],
  ["budget-", "budget", true],
  ["", "nämnd", false],
] as const)("in ”%s” there is the word ”%s”: %s", ([text, word, expected]) => {
  expect(holdsWord(text, word)).toBe(expected);
});
