import { expect, test } from "vitest";
import { containing } from "./containing.ts";

const texts = ["Snabbare rådgivning, tack", "Nopeampi neuvonta", "Mer RÅDGIVNING om MBT"];

test("a search finds parts of words whatever their capitals, in the order of the comments", () => {
  expect(containing(texts, "rådgiv")).toEqual([texts[0], texts[2]]);
});

test("every word must be there", () => {
  expect(containing(texts, " mbt  rådgivning ")).toEqual([texts[2]]);
  expect(containing(texts, "mbt neuvonta")).toEqual([]);
});

test("no words find everything", () => {
  expect(containing(texts, "  ")).toEqual(texts);
});
