import { expect, test } from "vitest";
import { pieces } from "./term-parts.ts";

const marked = (text: string, words: string[]) =>
  pieces(text, words)
    .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join("");

test.for([
  ["Kommunstyrelse", ["kommun"], "[Kommun]styrelse"],
  ["Kommunstyrelse", ["styrelse", "kommun"], "[Kommunstyrelse]"],
  ["välfärdsområde", ["område"], "välfärds[område]"],
  ["fullmäktige", [], "fullmäktige"],
  ["fullmäktige", [""], "fullmäktige"],
  ["banan", ["ana"], "b[ana]n"],
  ["banana", ["ana"], "b[anana]"],
] as const)("in %s the words %j are marked", ([text, words, result]) => {
  expect(marked(text, [...words])).toBe(result);
});

test("a text whose lower case is longer is shown whole and unmarked", () => {
  expect(marked("İİ kommun", ["kommun"])).toBe("İİ kommun");
});
