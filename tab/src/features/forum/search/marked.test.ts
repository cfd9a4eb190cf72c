import { expect, test } from "vitest";
import { marked } from "./marked.ts";

const shown = (text: string, matched: string[]) =>
  marked(text, matched)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join("");

test.each([
  ["Fastighetsskatten höjs", ["fastighetsskatt"], "[Fastighetsskatt]en höjs"],
  ["kunnan ja kunnassa", ["kunna", "kunnassa"], "[kunna]n ja [kunnassa]"],
  ["fastighetsskatt som", ["as"], "fastighetsskatt som"],
  ["C++ (och C)", ["c++", "("], "[C++] [(]och C)"],
  ["ingenting", [], "ingenting"],
  ["åäö Åland", ["åland"], "åäö [Åland]"],
])("in %j what matches %j is marked", (text, matched, result) => {
  expect(shown(text, matched)).toBe(result);
});

test("nothing of the text is lost or added", () => {
  const text = "En <b>kommun</b> är en kommun.";
  expect(
    marked(text, ["kommun", "b"])
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});
