import { expect, test } from "vitest";
import { askedName, withName } from "./mention.ts";

test.each([
  ["Hej @An", "An"],
  ["@Anna Li", "Anna Li"],
  ["(@Bo", "Bo"],
  ["Hej @", null],
  ["anna@example", null],
  ["@Anna Lind kan", null],
])("in %j one asks for %j", (text, asked) => {
  expect(askedName(text, text.length)).toBe(asked);
});

test("only what stands before the caret asks", () => {
  expect(askedName("@Anna och Bo", 3)).toBe("An");
});

test("the chosen name takes the place of what was asked, and what stood after stays", () => {
  expect(withName("Hej @An, hur", 7, "An", "Anna Lind")).toEqual({ text: "Hej @Anna Lind, hur", caret: 14 });
  expect(withName("@bo", 3, "bo", "Bo Ek")).toEqual({ text: "@Bo Ek ", caret: 7 });
});
