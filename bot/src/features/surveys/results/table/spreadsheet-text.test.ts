import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { choices, linesIn, question, result, results, role, table } from "#test/harness/results/table.ts";
import { spreadsheetText } from "./spreadsheet-text.ts";

test.each(
  [
    [
      "1-2",
      "3-5",
      "001",
      "1.2.",
      "10/11",
      "3E5",
      "1e5",
      "1:30",
      "50 %",
      "2026",
      "12 kr",
      "€ 5",
      "1 000",
      "1\u00a0000",
    ],
    [
      "5 maj",
      "Maj 2026",
      "3 mars",
      "1. tammikuuta",
      "tammikuu 2027",
      "May 5",
      "5-Mar",
      "jan 1",
      "5 a",
      "10 PM",
    ],
    ["=1+1", "+358", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\u200b=1", " -2", "\n"],
    ["TRUE", "falskt", "Tosi", "#N/A", "#REF!", "#DIV/0!"],
  ].flat(),
)("%j stays a text", (text) => {
  expect(spreadsheetText(text)).toMatch(/^'/);
});

test.each([
  "2 000–5 000 invånare",
  "4–5",
  "Årskurs 5 A",
  "Maj",
  "may be",
  "e-post",
  "3 av 4",
  "COVID-19",
  "1. Råd",
  "'n hund",
  "",
])("%j needs nothing", (text) => {
  expect(spreadsheetText(text)).toBe(text);
});

test("what began with an apostrophe can be told from what was given one", () => {
  expect(spreadsheetText("'1-2")).toBe("''1-2");
  expect(spreadsheetText("'tis")).toBe("'tis");
});

test("nothing is lost but what no cell can hold", () => {
  expect(spreadsheetText("rad 1\r\nrad 2\rrad 3\tx")).toBe("rad 1\nrad 2\nrad 3\tx");
  expect(spreadsheetText("a\u0000\u0007b\ud800")).toBe("ab\ufffd");
});

const hostile: string[] = JSON.parse(
  readFileSync(new URL("../../../../../test/hostile.json", import.meta.url), "utf8"),
);
/** What a spreadsheet would take for more than a text, said in another way than by the code. */
const isDangerous = (cell: string) =>
  /^[\s\u200b-\u200f\u2060\ufeff\u00ad]*[=+\-@＝＋－＠]/.test(cell) ||
  /^[\t\r\n]/.test(cell) ||
  /^\s*[\d.,:/\-\s]*\d[\d.,:/\-\s]*(e\d+)?\s*%?$/i.test(cell);
const asShown = (label: string) =>
  label
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{Cc}\t\n]/gu, "");

const label = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.stringMatching(/^[=+\-@'0-9./:, %eE\t\r\n;"a-c]{1,12}$/),
);

test("labels of any kind come back as they were from a table in any language, and none is more than a text", () => {
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 3, maxLength: 3 }),
      fc.constantFrom("sv", "fi", "en"),
      (labels, language) => {
        const [answer = "", group = "", comment = ""] = labels.map((each) => (each === "" ? "x" : each));
        const figures = {
          shown: "exact" as const,
          n: 7,
          shares: [{ key: "c0", count: 3, share: 43, interval: null }],
          bands: null,
          mean: null,
          score: null,
        };
        const single = choices("single", [answer]);
        const of = results(
          [single, question.text],
          [
            result("single", figures, { tables: table([{ groups: ["g0"], figures }]) }),
            result("ideas", { shown: "no" }, { comments: { shown: true, texts: [comment] } }),
          ],
          { backgrounds: [role([group])] },
        );
        const lines = linesIn(of, language);
        const [total, grouped, said] = lines;

        expect(lines).toHaveLength(3);
        // As it is, or after one apostrophe.
        const cells = [total?.Answer, grouped?.Group, said?.Answer];
        [answer, group, comment].map(asShown).forEach((text, at) => {
          expect([text, `'${text}`]).toContain(cells[at]);
        });
        for (const cell of [total?.Answer, grouped?.Group, said?.Answer])
          expect(isDangerous(cell ?? "")).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
});

test("real numbers stay numbers", () => {
  const figures = {
    shown: "exact" as const,
    n: 1200,
    shares: [{ key: "c0", count: 303, share: 25.3, interval: [22.9, 27.8] as [number, number] }],
    bands: null,
    mean: null,
    score: { value: -24.1, interval: null },
  };
  const lines = linesIn(results([choices("single", ["a"])], [result("single", figures)]), "en");

  expect(lines.map((line) => line.Value)).toEqual(["-24.1", ""]);
  expect(lines[1]).toMatchObject({
    Count: "303",
    "Share, %": "25.3",
    "95 % lower limit": "22.9",
    "95 % upper limit": "27.8",
    n: "1200",
  });
});
