import { expect, test } from "vitest";
import type { Chart } from "./chart.ts";
import { drawPicture } from "./picture-svg.ts";
import { wrap } from "./svg-pen.ts";

const paper = {
  background: "white",
  text: "black",
  soft: "grey",
  line: "grey",
  outline: "grey",
  low: "orange",
  middle: "silver",
  high: "blue",
  band: "lightblue",
};
/** Every letter is half as wide as it is high. */
const measure = (text: string, size: number) => (text.length * size) / 2;
const words = {
  survey: "Kundenkät <2021>",
  title: "Förtroende & kundkännedom",
  sentence: "Medeltalet är 4,3 av 5.",
  notes: ["n = 347", "Räknad 15 oktober 2026", "Grupper med färre än 5 svar visas inte."],
};
const row = { aside: null, total: false, bars: [], whisker: null, dot: null, numbers: [], note: null };
const chart = (rows: Chart["rows"]): Chart => ({
  bars: { centre: 20, ends: null },
  dots: null,
  columns: [{ label: "4–5", fill: "high" }],
  rows,
  uneven: false,
});
const draw = (rows: Chart["rows"]) =>
  drawPicture(words, [{ kind: "chart", title: null, corner: "Grupp", chart: chart(rows) }], paper, measure);
const heightOf = (svg: string) => Number(/ height="(\d+)"/.exec(svg)?.[1]);

test("a picture tells what it is of, how many, when, and what is hidden", () => {
  const svg = draw([{ ...row, id: "total", label: { text: "Alla", language: "sv" }, numbers: ["87 %"] }]);

  for (const text of [
    "Medeltalet är 4,3 av 5.",
    "n = 347",
    "15 oktober 2026",
    "färre än 5",
    "Alla",
    "87 %",
    "4–5",
  ])
    expect(svg).toContain(text);
});

test("texts are written as texts: nothing of them becomes a part of the picture", () => {
  const svg = draw([{ ...row, id: "a", label: { text: '<script>"\u0007\ud800</script>', language: "sv" } }]);

  expect(svg).toContain("Kundenkät &lt;2021&gt;");
  expect(svg).toContain("Förtroende &amp; kundkännedom");
  expect(svg).not.toContain("<script>");
  expect(svg).not.toContain("\u0007");
  expect(() => encodeURIComponent(svg)).not.toThrow();
});

test("a picture is as high as its rows need", () => {
  const short = { ...row, id: "a", label: { text: "Alla", language: "sv" as const }, numbers: ["1 %"] };
  const long = { ...short, label: { text: "en lång etikett ".repeat(20), language: "sv" as const } };

  expect(heightOf(draw([long]))).toBeGreaterThan(heightOf(draw([short])));
  expect(heightOf(draw(Array.from({ length: 400 }, () => short)))).toBeGreaterThan(400 * 18);
});

test("lines break between words, and a word that is too long breaks too", () => {
  const width = (text: string) => text.length;

  expect(wrap("färre än fem svar", 8, width)).toEqual(["färre än", "fem svar"]);
  expect(wrap("a konfidensintervall b", 10, width)).toEqual(["a", "konfidensi", "ntervall b"]);
  expect(wrap("gav 4 eller 25\u00a0%", 14, width)).toEqual(["gav 4 eller", "25\u00a0%"]);
  expect(wrap("", 10, width)).toEqual([]);
});
