import { expect, test } from "vitest";
import { nextEmpty } from "./next-empty.ts";

const keys = ["title", "intro", "q:1"];

test.for([
  ["the first one at the beginning", {}, undefined, "title"],
  ["the one after where one is", {}, "title", "intro"],
  ["past what is written", { intro: "Hei!" }, "title", "q:1"],
  ["round to the beginning", { "q:1": "Viihdytkö?" }, "intro", "title"],
  ["one with nothing but spaces", { title: "Otsikko", intro: " ", "q:1": "Viihdytkö?" }, "q:1", "intro"],
  ["the one itself where no other is left", { title: "Otsikko", "q:1": "Viihdytkö?" }, "intro", "intro"],
] as const)("the next empty text is %s", ([, draft, after, expected]) => {
  expect(nextEmpty(keys, draft, after)).toBe(expected);
});

test("where all is written there is none", () => {
  expect(nextEmpty(keys, { title: "Otsikko", intro: "Hei!", "q:1": "Viihdytkö?" }, "title")).toBeUndefined();
});
