import type { Token } from "#platform/shell/theme.tsx";
import type { ChartRow, Fill } from "./chart.ts";

/** How wide a text is, in pixels. */
export type TextWidth = (text: string, size: number, bold: boolean) => number;
export type Paper = ReturnType<typeof paperOf>;
export type Look = "plain" | "bold" | "soft";
export type Pen = ReturnType<typeof penOn>;

export const barHeight = 18;

/** The colours of a theme that a picture is drawn with. */
export const paperOf = (token: Token) => ({
  background: token("colorNeutralBackground1"),
  text: token("colorNeutralForeground1"),
  soft: token("colorNeutralForeground2"),
  line: token("colorNeutralStroke1"),
  outline: token("colorNeutralStrokeAccessible"),
  low: token("colorPaletteDarkOrangeBorder2"),
  middle: token("colorNeutralBackground6"),
  high: token("colorPaletteBlueBorderActive"),
  band: token("colorPaletteBlueBackground2"),
});

/** Draws on a paper: every call adds SVG elements to `drawn`. */
export function penOn(paper: Paper, measure: TextWidth) {
  const drawn: string[] = [];
  const number = (value: number) => Number(value.toFixed(1));
  const put = (name: string, attributes: Record<string, string | number>, text = "") => {
    const all = Object.entries(attributes).map(
      ([key, value]) => ` ${key}="${typeof value === "number" ? number(value) : escaped(value)}"`,
    );
    drawn.push(`<${name}${all.join("")}>${escaped(text)}</${name}>`);
  };

  /** Writes wrapped lines and says how high they became. */
  const lines =
    (anchor: "start" | "end") =>
    (text: string, x: number, y: number, width: number, size: number, look: Look) => {
      const height = Math.round(size * 1.4);
      const wrapped = wrap(text, width, (part) => measure(part, size, look === "bold"));
      for (const [index, line] of wrapped.entries()) {
        const fill = look === "soft" ? paper.soft : paper.text;
        const weight = look === "bold" ? { "font-weight": 600 } : {};
        put(
          "text",
          { x, y: y + size + index * height, "font-size": size, fill, "text-anchor": anchor, ...weight },
          line,
        );
      }
      return wrapped.length * height;
    };
  const bar = (fill: Fill, x: number, y: number, width: number, height: number) =>
    put("rect", {
      x,
      y,
      width,
      height,
      fill: fill === "low" ? "url(#low)" : paper[fill],
      stroke: fill === "middle" ? paper.outline : paper[fill],
    });
  const stroke = (x1: number, y1: number, x2: number, y2: number, color: string, width: number) =>
    put("line", { x1, y1, x2, y2, stroke: color, "stroke-width": width });
  const whisker = ([from, to]: [number, number], x: number, y: number, width: number) => {
    const [left, right] = [x + (width * from) / 100, x + (width * to) / 100];
    for (const [color, rim] of [
      [paper.background, 2],
      [paper.text, 0],
    ] as const) {
      stroke(left, y, right, y, color, 2 + rim);
      for (const end of [left, right]) stroke(end, y - 4 - rim / 2, end, y + 4 + rim / 2, color, 2 + rim);
    }
  };

  return {
    drawn,
    measure,
    bar,
    write: lines("start"),
    writeTo: lines("end"),
    bars(row: ChartRow, centre: number | null, x: number, y: number, width: number) {
      for (const { fill, start, width: part } of row.bars)
        bar(fill, x + (width * start) / 100, y, (width * part) / 100, barHeight);
      if (centre !== null) {
        const middle = x + (width * centre) / 100;
        stroke(middle, y - 5, middle, y + barHeight + 5, paper.text, 1);
      }
      if (row.whisker) whisker(row.whisker, x, y + barHeight / 2, width);
    },
    dot(row: ChartRow, x: number, y: number, width: number) {
      const middle = y + barHeight / 2;
      stroke(x, middle, x + width, middle, paper.line, 1);
      if (row.dot?.interval) {
        const [from, to] = row.dot.interval;
        put("rect", {
          x: x + (width * from) / 100,
          y: middle - 5,
          width: (width * (to - from)) / 100,
          height: 10,
          fill: paper.band,
          stroke: paper.high,
        });
      }
      // A mark as narrow as this leaves its band to be seen on both sides.
      if (row.dot)
        stroke(
          x + (width * row.dot.at) / 100,
          y,
          x + (width * row.dot.at) / 100,
          y + barHeight,
          paper.high,
          4,
        );
    },
  };
}

/** Breaks a text into lines no wider than `width`; a word that is wider alone is broken too. */
export function wrap(text: string, width: number, widthOfText: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  // "25 %" has a no-break space, which stays one.
  for (const word of text.split(/[^\S\u00a0\u202f]+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOfText(longer) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const letter of word) {
      if (line && widthOfText(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return line ? [...lines, line] : lines;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** A text as XML. Control characters are no part of XML: one would make the whole picture unreadable. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "")
    .replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? "");
