import { expect, test } from "vitest";
import { excerptOf } from "#features/forum/search/topic-search.ts";
import { languageOf } from "./languages.ts";
import { stands } from "./post.ts";

test.for([
  ["Vad är det här för ett ord och hur ska vi skriva det?", "sv"],
  ["Mikä tämä sana on ja miten se kirjoitetaan?", "fi"],
  ["What is this word and how should it be written?", "en"],
  ["kuntayhtymä", undefined],
  ["", undefined],
  ["och and ja", undefined],
] as const)("the language of a text is told by its most usual words: %s", ([text, language]) => {
  expect(languageOf(text)).toBe(language);
});

test("words stand in a text whatever marks and spaces are between them", () => {
  expect(stands("Ett  två\n> tre", "**Ett** [två](https://a.example) tre", "Ett två tre")).toBe(true);
  expect(stands("Ett tre", "Ett två tre")).toBe(false);
  expect(stands("Ett två, tre", "**Ett** [två](https://a.example) tre", "Ett två tre")).toBe(false);
});

test("an excerpt is of whole words around what was found, however long the text", () => {
  const text = `${"ord ".repeat(200)}fynd ${"mer ".repeat(200)}`;
  const excerpt = excerptOf(text, ["fynd"], 100);
  expect(excerpt).toMatch(/^… (ord )+fynd (mer )*mer …$/);
  expect(excerpt.length).toBeLessThan(110);
  expect(excerptOf("kort", ["annat"], 100)).toBe("kort");
  expect(excerptOf("a".repeat(500), [], 100).length).toBeLessThan(110);
});
