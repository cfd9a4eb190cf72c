import { expect, test } from "vitest";
import { withLine, withoutLine } from "./agenda-line.ts";

const agenda = { sv: "Välkommen", fi: "", en: "" };
const line = { sv: "Trivsel", fi: "Viihtyvyys", en: "" };

test("a line is added last in the session's languages alone", () => {
  expect(withLine(agenda, line, ["sv", "fi"])).toEqual({
    sv: "Välkommen\nTrivsel",
    fi: "Viihtyvyys",
    en: "",
  });
});

test("a language that lacks the line gets it in another, so that nobody misses it", () => {
  expect(withLine(agenda, line, ["en"]).en).toBe("Trivsel");
});

test("the same line is not added twice", () => {
  const once = withLine(agenda, line, ["sv", "fi"]);

  expect(withLine(once, line, ["sv", "fi"])).toBe(once);
});

test("a question of several lines becomes one, and is found again to be taken back", () => {
  const question = { sv: "Vem\n ringer?", fi: "", en: "" };

  const added = withLine(agenda, question, ["sv"]);

  expect(added.sv).toBe("Välkommen\nVem ringer?");
  expect(withoutLine(added, question)).toEqual(agenda);
});
