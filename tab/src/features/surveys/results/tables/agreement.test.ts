import type { Figures, Question, Results } from "bot/surveys/contract";
import { expect, test } from "vitest";
import { answersTo, linesOf } from "#features/surveys/results/charts/answers.ts";
import { bandKeys } from "#features/surveys/results/charts/bands.ts";
import type { ChartRow } from "#features/surveys/results/charts/chart.ts";
import { type Part, partsOf } from "#features/surveys/results/charts/parts.ts";
import { drawPicture } from "#features/surveys/results/charts/picture-svg.ts";
import {
  change,
  choice,
  formatterFor,
  grouped,
  recommend,
  scale,
} from "#features/surveys/results/testing.ts";
import { inBrief } from "#features/surveys/results/wording/brief.ts";
import { plain, type Sentence } from "#features/surveys/results/wording/localized.ts";
import { takeaway } from "#features/surveys/results/wording/takeaway.ts";
import { tableOf } from "./data-table.ts";

/*
 * Whatever is said, drawn or printed of a question agrees with the counts, for every number of answers: through the
 * release's own function and every maker of a sentence, picture or table. The bot is read by its path, for tests alone.
 */

type Counts = { n: number; counts: number[] };
const figures = "../../../../../../bot/src/features/surveys/results/figures.ts";
const { figuresOf }: { figuresOf(question: Question, counts: Counts): Figures } = await import(
  /* @vite-ignore */ figures
);

const from = 5;
const to = 400;
const formatters = [formatterFor("sv"), formatterFor("fi"), formatterFor("en")];
const questions: Question[] = [
  scale("trust"),
  change("all"),
  recommend("nps"),
  choice("single", ["a", "b", "c", "d", "e", "f", "g"]),
  choice("multiple", ["a", "b", "c", "d"]),
];

/** Figures in the order that they are printed, whatever the language writes minus, comma and spaces like. */
const numbersIn = (text: string): number[] =>
  [...text.replaceAll("−", "-").matchAll(/(?<![\d–-])-?\d+(?:[.,]\d+)?/g)].map((match) =>
    Number(match[0].replace(",", ".")),
  );

/** The same at each run; it grows as a survey does, from all alike to evenly spread. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const keys = new Map(
  questions.map((question) => [
    question,
    question.type === "change"
      ? ["better", "same", "worse"]
      : answersTo(question, ["sv"], formatterFor("sv")).map(({ key }) => key),
  ]),
);
const keysOf = (question: Question): string[] => keys.get(question) ?? [];

function answered(question: Question, n: number, random: () => number): Counts {
  const keys = keysOf(question);
  const counts = keys.map(() => 0);
  const skew = 0.3 + 3 * random();
  const pick = () => Math.min(keys.length - 1, Math.floor(random() ** skew * keys.length));
  const add = (at: number) => {
    counts[at] = (counts[at] ?? 0) + 1;
  };
  for (let person = 0; person < n; person++) {
    if (question.type === "multiple") {
      const first = pick();
      add(first);
      if (random() < 0.4) add((first + 1) % keys.length);
    } else add(pick());
  }
  return { n, counts };
}

const both = (a: Counts, b: Counts): Counts => ({
  n: a.n + b.n,
  counts: a.counts.map((count, at) => count + (b.counts[at] ?? 0)),
});

/** A survey of one question with a group, two groups joined, and everybody. */
function surveyOf(question: Question, n: number) {
  const random = randomly(n * 31 + question.id.length);
  const [one, joined] = [answered(question, n, random), answered(question, 5 + (n % 37), random)];
  const lines = [both(one, joined), one, joined];
  const [total, ...groups] = lines.map((counts) => figuresOf(question, counts));
  if (!total) throw new Error("no total");
  const names = [["x"], ["y", "z"]];
  const of = grouped(
    question,
    total,
    groups.map((figures, at) => ({ groups: names[at] ?? [], figures })),
  );
  return { of, lines };
}

const countOf = (question: Question, { counts }: Counts, keys: string[]): number =>
  keys.reduce((sum, key) => sum + (counts[keysOf(question).indexOf(key)] ?? 0), 0);

/** Faults are gathered and looked at once for each question: an assertion for each of a million figures takes minutes. */
type Faults = string[];
const near = (faults: Faults, what: string, printed: number | undefined, truth: number, off: number) => {
  if (!(Math.abs((printed ?? Number.NaN) - truth) <= off)) faults.push(`${what}: ${printed}, truth ${truth}`);
};
const same = (faults: Faults, what: string, found: unknown, wanted: unknown) => {
  if (found !== wanted) faults.push(`${what}: ${found}, wanted ${wanted}`);
};
const first = (text: string | undefined) => numbersIn(text ?? "")[0];
const rounding = 0.5 + 1e-9;
/** The release's mean is to hundredths, and printed to tenths. */
const meanRounding = 0.055 + 1e-9;
const percentOf = (count: number, { n }: Counts) => (count / n) * 100;

const bandedOf = (question: Question) =>
  question.type === "scale" || question.type === "change" || question.type === "recommend"
    ? bandKeys[question.type]
    : undefined;

const scoreOf = (question: Question, line: Counts): number => {
  const bands = bandedOf(question);
  if (!bands) return Number.NaN;
  return ((countOf(question, line, bands.high) - countOf(question, line, bands.low)) / line.n) * 100;
};

const meanOf = (question: Question, line: Counts): number =>
  keysOf(question).reduce((sum, key, at) => sum + Number(key) * (line.counts[at] ?? 0), 0) / line.n;

function told(question: Question, of: Results, formatter: (typeof formatters)[number]) {
  const { release } = of;
  const [result] = release?.questions ?? [];
  if (!result || !release) throw new Error("no release");
  const answers = answersTo(question, of.languages, formatter);
  const lines = linesOf(result, of, formatter);
  return {
    sentence: () => takeaway(question, result, answers, release, formatter),
    brief: () => inBrief(of, formatter).first,
    parts: () => partsOf(question, lines, answers, of.languages, formatter),
    byGroup: () => tableOf(question, lines, answers, formatter),
    byAnswer: () => tableOf(question, lines.slice(0, 1), answers, formatter),
  };
}

const svgOf = (part: Part) =>
  drawPicture(
    { survey: "", title: "", sentence: "", notes: [] },
    [part],
    paper,
    (text, size) => text.length * size * 0.5,
  );

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

test.each(questions)("sentences about a question of type $type say what was counted", (question) => {
  const faults: Faults = [];
  for (let n = from; n <= to; n++) {
    const { of, lines } = surveyOf(question, n);
    const [line] = lines as [Counts];
    const formatter = formatters[n % formatters.length] ?? formatterFor("sv");
    const { sentence, brief } = told(question, of, formatter);
    checkSentence(question, line, sentence(), faults);
    const said = brief().find(({ id }) => id === question.id)?.sentences[0];
    if (question.type === "change" && said) checkSentence(question, line, said, faults);
    if (question.type === "recommend")
      near(faults, "brief", first(said && plain(said)), scoreOf(question, line), rounding);
  }
  expect(faults).toEqual([]);
});

function checkSentence(question: Question, line: Counts, sentence: Sentence, faults: Faults) {
  const text = plain(sentence);
  const share = (printed: number | undefined, keys: string[]) =>
    near(faults, text, printed, percentOf(countOf(question, line, keys), line), rounding);
  // The words' own numbers: "9–10", "0–6", "4 or 5".
  const numbers = numbersIn(
    text.replaceAll(/\b(?:9–10|0–6)\b/g, "").replaceAll(/\b4 (?:eller|tai|or) 5\b/g, ""),
  );
  switch (question.type) {
    case "scale":
      near(faults, text, numbers[0], meanOf(question, line), meanRounding);
      same(faults, text, numbers[1], 5);
      return share(numbers[2], ["4", "5"]);
    case "change":
      for (const [at, key] of ["better", "same", "worse"].entries()) share(numbers[at], [key]);
      return;
    case "recommend":
      near(faults, text, numbers[0], scoreOf(question, line), rounding);
      share(numbers[1], bandKeys.recommend.high);
      return share(numbers[2], bandKeys.recommend.low);
    default: {
      const most = Math.max(...line.counts);
      const leading = keysOf(question).filter((_, at) => line.counts[at] === most);
      near(faults, text, numbers.at(leading.length > 3 ? 1 : 0), percentOf(most, line), rounding);
      if (leading.length > 3) return;
      const named = text.split(": ")[1] ?? "";
      for (const key of keysOf(question))
        same(faults, text, new RegExp(`\\b${key}\\b`).test(named), leading.includes(key));
    }
  }
}

test.each(questions)(
  "pictures of type $type are as full as the counts, and print what was counted",
  (question) => {
    const faults: Faults = [];
    for (let n = from; n <= to; n++) {
      const { of, lines } = surveyOf(question, n);
      const formatter = formatters[n % formatters.length] ?? formatterFor("sv");
      const parts = told(question, of, formatter).parts();
      same(faults, "parts", parts.length > 0, true);
      for (const part of parts) {
        checkPart(question, lines, part, formatter.t("group"), faults);
        checkPicture(part, svgOf(part), faults);
      }
    }
    expect(faults).toEqual([]);
  },
);

function checkPart(question: Question, lines: Counts[], part: Part, byGroup: string, faults: Faults) {
  if (part.kind === "matrix") {
    for (const [at, { cells }] of part.matrix.rows.entries())
      for (const [column, key] of keysOf(question).entries()) {
        const line = lines[at] as Counts;
        const percent = percentOf(countOf(question, line, [key]), line);
        near(faults, "cell", first(cells[column]?.text), percent, rounding);
        near(faults, "reach", cells[column]?.percent, percent, 1e-9);
      }
    return;
  }
  const { rows, bars } = part.chart;
  if (part.corner === byGroup)
    for (const [at, row] of rows.entries()) checkBands(question, lines[at] as Counts, row, rows, faults);
  else for (const row of rows) checkBar(question, lines[0] as Counts, row, bars?.ends?.[1].text, faults);
}

const lengthOf = ({ bars }: ChartRow) => bars.reduce((sum, { width }) => sum + width, 0);

function checkBands(question: Question, line: Counts, row: ChartRow, rows: ChartRow[], faults: Faults) {
  same(faults, "n", first(row.aside ?? ""), line.n);
  near(faults, "length", lengthOf(row), lengthOf(rows[0] ?? row), 1e-9);
  for (const [at, fill] of (["low", "middle", "high"] as const).entries()) {
    const percent = percentOf(countOf(question, line, bandedOf(question)?.[fill] ?? []), line);
    near(faults, `${fill} printed`, first(row.numbers[at]), percent, rounding);
    const width = row.bars.find((bar) => bar.fill === fill)?.width ?? 0;
    near(faults, `${fill} drawn`, (width / lengthOf(row)) * 100, percent, 1e-9);
  }
  const last = first(row.numbers[3]);
  if (question.type === "scale") near(faults, "mean", last, meanOf(question, line), meanRounding);
  if (question.type === "recommend") near(faults, "score", last, scoreOf(question, line), rounding);
}

function checkBar(question: Question, line: Counts, row: ChartRow, end: string | undefined, faults: Faults) {
  const percent = percentOf(countOf(question, line, [row.id]), line);
  const width = row.bars[0]?.width ?? 0;
  near(faults, "share", first(row.numbers[0]), percent, rounding);
  near(faults, "bar", width, (percent / (first(end) ?? 0)) * 100, 1e-9);
  same(faults, "inside", width <= 100 + 1e-9, true);
}

/** The copied picture prints the same numbers, and its bars are as wide as the page's. */
function checkPicture(part: Part, svg: string, faults: Faults) {
  const texts = new Set([...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]));
  const printed =
    part.kind === "matrix"
      ? part.matrix.rows.flatMap(({ cells }) => cells.map(({ text }) => text))
      : part.chart.rows.flatMap(({ numbers }) => numbers.filter(Boolean));
  for (const text of printed) if (!texts.has(text)) faults.push(`the picture lacks ${text}`);
  if (part.kind === "matrix") return;

  const widths = [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="([^"]*)" height="18"/g)].map((match) =>
    Number(match[1]),
  );
  const drawn = part.chart.rows.flatMap(({ bars }) => bars);
  same(faults, "bars in the picture", widths.length, drawn.length);
  const total = (all: number[]) => all.reduce((sum, width) => sum + width, 0);
  const panel = total(widths) / total(drawn.map(({ width }) => width));
  // Widths are written in tenths of a pixel.
  for (const [at, { width }] of drawn.entries()) near(faults, "picture", widths[at], width * panel, 0.2);
}

test.each(questions)(
  "tables of type $type tell every count, share, mean and score as counted",
  (question) => {
    const faults: Faults = [];
    for (let n = from; n <= to; n++) {
      const { of, lines } = surveyOf(question, n);
      const formatter = formatters[n % formatters.length] ?? formatterFor("sv");
      const { byAnswer, byGroup } = told(question, of, formatter);
      const alone = byAnswer();
      const keys = answersTo(question, of.languages, formatter).map(({ key }) => key);
      const pair = (line: Counts, of: string[], [count, share]: (string | undefined)[]) => {
        same(faults, "count", first(count), countOf(question, line, of));
        near(faults, "share", first(share), percentOf(countOf(question, line, of), line), rounding);
      };

      for (const [at, key] of keys.entries()) pair(lines[0] as Counts, [key], alone.rows[at]?.cells ?? []);
      for (const [row, { cells }] of byGroup().rows.entries()) {
        const line = lines[row] as Counts;
        same(faults, "n", first(cells[0]), line.n);
        for (const [at, key] of keys.entries()) pair(line, [key], cells.slice(1 + 3 * at));
        // Bands of more than one answer, then the mean, then the score.
        const rest = cells.slice(1 + 3 * keys.length);
        const several = Object.values(bandedOf(question) ?? {}).filter((band) => band.length > 1);
        for (const [at, band] of several.entries()) pair(line, band, rest.slice(3 * at));
        const [one, two] = [first(rest[3 * several.length]), first(rest[3 * several.length + 2])];
        if (question.type === "scale" || question.type === "recommend")
          near(faults, "mean", one, meanOf(question, line), meanRounding);
        if (question.type === "change") near(faults, "score", one, scoreOf(question, line), rounding);
        if (question.type === "recommend") near(faults, "score", two, scoreOf(question, line), rounding);
      }
    }
    expect(faults).toEqual([]);
  },
);
