import { expect, test } from "vitest";
import { inLanguage } from "./localized.ts";

const trust = { sv: "Förtroende", fi: "Luottamus", en: "" };

test("a reader gets the question in their own language", () => {
  expect(inLanguage(trust, "fi", ["sv", "fi"])).toEqual({ text: "Luottamus", language: "fi" });
});

test("a reader whose language is not written gets the survey's first language, marked as such", () => {
  expect(inLanguage(trust, "en", ["fi", "sv"])).toEqual({ text: "Luottamus", language: "fi" });
});

test("a language that the survey is not sent in is not shown, even if something was written in it", () => {
  expect(inLanguage({ sv: "Förtroende", fi: "halvfärdigt", en: "" }, "fi", ["sv"])).toEqual({
    text: "Förtroende",
    language: "sv",
  });
});

test("a text that is written nowhere is empty", () => {
  expect(inLanguage({ sv: "", fi: " ", en: "" }, "sv", ["sv"])).toEqual({ text: "", language: "sv" });
});
