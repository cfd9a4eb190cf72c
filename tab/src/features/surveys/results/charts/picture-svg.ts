import type { Chart, Matrix } from "./chart.ts";
import type { Part } from "./parts.ts";
import { barHeight, escaped, type Look, type Paper, type Pen, penOn, type TextWidth } from "./svg-pen.ts";

/* A picture as SVG, to be copied into documents: wide, on white, with all that one needs to understand it alone. */

export type PictureWords = { survey: string; title: string; sentence: string; notes: string[] };

export const fontFamily = '"Segoe UI", system-ui, sans-serif';

const margin = 32;
const labelWidth = 280;
const narrowestNumber = 44;
const narrowestCell = 84;
const narrowest = 1080;
const gap = 16;

/** The whole picture as an SVG document. */
export function drawPicture(words: PictureWords, parts: Part[], paper: Paper, measure: TextWidth): string {
  const width = Math.max(narrowest, ...parts.map((part) => widthOf(part, measure)));
  const pen = penOn(paper, measure);
  const inside = width - 2 * margin;

  let y = margin;
  const write = (text: string, size: number, look: Look) => {
    y += pen.write(text, margin, y, inside, size, look);
  };
  write(words.survey, 14, "soft");
  write(words.title, 20, "bold");
  write(words.sentence, 16, "plain");
  for (const part of parts) {
    y += gap;
    if (part.title) write(part.title, 14, "bold");
    y = part.kind === "chart" ? drawChart(pen, part.chart, y, inside) : drawMatrix(pen, part.matrix, y);
  }
  y += gap;
  write(words.notes.join(" · "), 12, "soft");

  const height = Math.ceil(y + margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` font-family="${escaped(fontFamily)}">`,
    `<defs><pattern id="low" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
    `<rect width="6" height="6" fill="${paper.low}"/><rect width="2" height="6" fill="${paper.background}"/>`,
    `</pattern></defs><rect width="${width}" height="${height}" fill="${paper.background}"/>`,
    ...pen.drawn,
    "</svg>",
  ].join("");
}

const widthOf = (part: Part, measure: TextWidth): number =>
  part.kind === "chart"
    ? narrowest
    : 2 * margin + labelWidth + part.matrix.columns.length * cellWidthOf(part.matrix, measure);

/** Wide enough for the longest word of a heading. */
const cellWidthOf = ({ columns }: Matrix, measure: TextWidth): number =>
  Math.max(
    narrowestCell,
    ...columns.flatMap(({ text }) => text.split(" ").map((word) => gap + measure(word, 12, false))),
  );

function drawChart(pen: Pen, { bars, dots, columns, rows }: Chart, top: number, inside: number): number {
  const panels = [bars && "bars", dots && "dots"].filter((panel) => panel !== null);
  const widths = columns.map(({ label, fill }, index) => {
    const words = [...label.split(" "), ...rows.map(({ numbers }) => numbers[index] ?? "")];
    return (
      gap +
      Math.max(
        narrowestNumber,
        (fill ? 20 : 0) + Math.max(...words.map((word) => pen.measure(word, 14, true))),
      )
    );
  });
  const rightOf = (index: number) =>
    margin + inside - widths.slice(index + 1).reduce((sum, width) => sum + width, 0);
  const numbersAt = rightOf(-1);
  const panelWidth =
    (numbersAt - margin - labelWidth - gap * (panels.length - 1)) / Math.max(1, panels.length);
  const panelAt = (panel: string) => margin + labelWidth + panels.indexOf(panel) * (panelWidth + gap);

  const headings = columns.map(({ label, fill }, index) => {
    if (fill) pen.bar(fill, rightOf(index) - pen.measure(label, 12, false) - 18, top + 3, 12, 12);
    return pen.writeTo(label, rightOf(index), top, (widths[index] ?? 0) - (fill ? 20 : 4), 12, "soft");
  });
  let y = top + Math.max(18, ...headings) + 4;

  for (const row of rows) {
    const label = pen.write(row.label.text, margin, y, labelWidth - gap, 14, row.total ? "bold" : "plain");
    const aside = row.aside ? pen.write(row.aside, margin, y + label, labelWidth - gap, 12, "soft") : 0;
    const alone = row.numbers.length === 0;
    const note = row.note
      ? pen.write(row.note, margin + labelWidth, y, alone ? inside - labelWidth : panelWidth, 12, "soft")
      : 0;
    if (bars && !row.note) pen.bars(row, bars.centre, panelAt("bars"), y, panelWidth);
    if (dots && !alone) pen.dot(row, panelAt("dots"), y, panelWidth);
    for (const [index, number] of row.numbers.entries())
      pen.writeTo(number, rightOf(index), y, widths[index] ?? 0, 14, row.total ? "bold" : "plain");
    y += Math.max(barHeight, label + aside, note) + 10;
  }

  const ends = panels.map((panel) => {
    const [low, high] = (panel === "bars" ? bars?.ends : dots?.ends) ?? [];
    if (!low || !high) return 0;
    const half = panelWidth / 2 - 4;
    return Math.max(
      pen.write(low.text, panelAt(panel), y, half, 12, "soft"),
      pen.writeTo(high.text, panelAt(panel) + panelWidth, y, half, 12, "soft"),
    );
  });
  return y + Math.max(0, ...ends);
}

function drawMatrix(pen: Pen, matrix: Matrix, top: number): number {
  const { columns, rows } = matrix;
  const cellWidth = cellWidthOf(matrix, pen.measure);
  const rightOf = (index: number) => margin + labelWidth + (index + 1) * cellWidth;
  const headings = columns.map(({ text }, index) =>
    pen.writeTo(text, rightOf(index), top, cellWidth - 12, 12, "soft"),
  );
  let y = top + Math.max(0, ...headings) + 6;

  for (const row of rows) {
    const label = pen.write(row.label.text, margin, y, labelWidth - gap, 14, row.total ? "bold" : "plain");
    const aside = row.aside ? pen.write(row.aside, margin, y + label, labelWidth - gap, 12, "soft") : 0;
    const width = columns.length * cellWidth;
    const note = row.note ? pen.write(row.note, margin + labelWidth, y, width, 12, "soft") : 0;
    for (const [index, { text }] of row.cells.entries())
      pen.writeTo(text, rightOf(index), y, cellWidth, 14, row.total ? "bold" : "plain");
    y += Math.max(label + aside, note) + 8;
  }
  return y;
}
