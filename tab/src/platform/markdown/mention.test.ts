import { expect, test } from "vitest";
import { askedName, nameIn } from "./mention.ts";

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

test("after the chosen name one writes on: a space follows it where nothing parts it from what comes", () => {
  expect(nameIn("Hej @An, hur", 7, "Anna Lind")).toBe("Anna Lind");
  expect(nameIn("@bo", 3, "Bo Ek")).toBe("Bo Ek ");
  expect(nameIn("@bovet", 3, "Bo Ek")).toBe("Bo Ek ");
});
