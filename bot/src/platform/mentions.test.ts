import { expect, test } from "vitest";
import cases from "#test/mentions.json" with { type: "json" };
import { mentionedIn } from "./mentions.ts";

test.each(cases)("$text mentions $mentioned", ({ text, names, mentioned }) => {
  expect(mentionedIn(text, names)).toEqual(mentioned);
});

test("a long text of many signs is read at once", () => {
  const began = performance.now();
  mentionedIn(
    "@Bo@".repeat(5_000),
    Array.from({ length: 20 }, (_, index) => `Bo ${index}`),
  );
  mentionedIn("> ".repeat(10_000), ["Bo"]);
  expect(performance.now() - began).toBeLessThan(2_000);
});
