import type { Figures, Language, Question, Share } from "bot/surveys/contract";
import type { TextKey } from "#features/surveys/results/texts.ts";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage, type Localized } from "#features/surveys/results/wording/localized.ts";
import { untold } from "#features/surveys/results/wording/takeaway.ts";
import { type Answer, type Line, shareOf, sizeOf } from "./answers.ts";
import { type Banded, bandKeys, bandSizes, bandsOf, divergingBars } from "./bands.ts";
import type { Chart, ChartRow, Dot, Fill, Matrix } from "./chart.ts";
import type { Ranked } from "./ranking.ts";

const allFills = ["low", "middle", "high"] as const;
const nothing = { low: 0, middle: 0, high: 0 };

/**
 * Scale, change and recommend: everybody and each group as a 100 % bar in three bands, with its mean or score. Where
 * nobody's bands are told there are no bars, only means.
 */
export function bandChart(
  question: Extract<Question, { type: Banded }>,
  lines: Line[],
  written: Language[],
  formatter: Formatter,
): Chart {
  const { t } = formatter;
  const { type } = question;
  const bands = lines.map(({ figures }) => (figures.shown === "exact" ? bandsOf(type, figures) : null));
  const sizes = lines.map(({ figures }, index) => {
    const band = bands[index];
    return band && figures.shown === "exact" ? bandSizes(band, figures.n) : nothing;
  });
  const { centre, bars } = divergingBars(sizes);
  const measure = measures[type];
  const fills = bands.some(Boolean) ? allFills : [];

  return {
    bars: fills.length > 0 ? { centre, ends: endsOf(question, written, formatter) } : null,
    dots: measure && { ends: measure.ends(formatter) },
    columns: [
      ...fills.map((fill) => ({ label: t(`band.${type}.${fill}`), fill })),
      ...(measure ? [{ label: t(measure.column), fill: null }] : []),
    ],
    rows: lines.map((line, index): ChartRow => {
      const row = emptyRow(line, formatter);
      const { figures } = line;
      if (figures.shown !== "exact") return { ...row, note: untold(formatter) };
      const band = bands[index];
      const measured = measure?.of(figures) ?? null;
      if (!band && !measured) return { ...row, note: fewWords(figures, formatter) };
      return {
        ...row,
        bars: (bars[index] ?? []).map(({ band, start, width }) => ({ fill: band, start, width })),
        dot: measure && measured && dotOn(measure.axis, measured),
        numbers: [
          ...fills.map((fill) => (band ? formatter.share(band[fill].share, figures.n) : "")),
          ...(measure ? [measured ? measure.say(measured.value, formatter) : ""] : []),
        ],
        note: band || fills.length === 0 ? null : t("few.mean"),
      };
    }),
    uneven: bands.some((band) => band && isUneven(Object.values(band))),
  };
}

/** What is left to say of 5 to 9 answers in an old release: their mean, where there is one. */
function fewWords({ mean }: Figures, formatter: Formatter): string {
  return mean ? formatter.t("few.meanOf", { mean: formatter.mean(mean.value) }) : formatter.t("few.nothing");
}

/** A scale's own words for its ends; the other types say theirs in the columns. */
function endsOf(
  question: Question,
  written: Language[],
  formatter: Formatter,
): [Localized, Localized] | null {
  if (question.type !== "scale") return null;
  const low = inLanguage(question.low, formatter.language, written);
  const high = inLanguage(question.high, formatter.language, written);
  return low.text && high.text ? [low, high] : null;
}

type Measured = NonNullable<Figures["mean"]>;
type Measure = {
  column: TextKey;
  axis: [number, number];
  of(figures: Figures): Measured | null;
  say(value: number, formatter: Formatter): string;
  ends(formatter: Formatter): [Localized, Localized];
};

const measures: Record<Banded, Measure | null> = {
  scale: {
    column: "measure.scale",
    axis: [1, 5],
    of: ({ mean }) => mean,
    say: (value, formatter) => formatter.mean(value),
    ends: (formatter) => [formatter.own("1"), formatter.own("5")],
  },
  recommend: {
    column: "measure.recommend.short",
    axis: [-100, 100],
    of: ({ score }) => score,
    say: (value, formatter) => formatter.score(value),
    ends: (formatter) => [formatter.own(formatter.points(-100)), formatter.own(formatter.points(100))],
  },
  change: null,
};

/** Where the axis of 0 to 10 may end: eleven shares are small, and the end is printed under it. */
const axisEnds = [25, 50, 100];

/** Each answer as a bar of its share, with its interval across. Recommend: each of 0 to 10, filled by its band. */
export function shareChart(
  question: Question,
  answers: Answer[],
  { shares, n }: { shares: Share[]; n: number },
  formatter: Formatter,
  atLeast: Share[] = [],
): Chart {
  const banded = question.type === "recommend";
  const whole = [...atLeast, ...shares];
  const sizes = whole.map((share) => sizeOf(share, n));
  const axisEnd = (banded && axisEnds.find((end) => sizes.every((size) => size <= end))) || 100;
  return {
    bars: {
      centre: null,
      ends: [formatter.own(formatter.percent(0)), formatter.own(formatter.percent(axisEnd))],
    },
    dots: null,
    columns: [{ label: formatter.t("share"), fill: null }],
    rows: answers.map(({ key, label }): ChartRow => {
      const share = shareOf(whole, key);
      const size = sizeOf(share, n);
      const printed = formatter.share(share.share, n);
      return {
        id: key,
        label,
        aside: null,
        total: false,
        bars:
          size > 0 ? [{ fill: banded ? bandOf(key) : "high", start: 0, width: (size / axisEnd) * 100 }] : [],
        whisker: banded ? null : share.interval,
        dot: null,
        numbers: [atLeast.includes(share) ? formatter.t("atLeast.sign", { value: printed }) : printed],
        note: null,
      };
    }),
    uneven: question.type !== "multiple" && atLeast.length === 0 && isUneven(shares),
  };
}

const bandOf = (key: string): Fill =>
  allFills.find((fill) => bandKeys.recommend[fill].includes(key)) ?? "middle";

/** Whether shares of one whole, as printed, miss 100. */
const isUneven = (shares: Share[]): boolean =>
  shares.length > 0 && Math.round(shares.reduce((sum, { share }) => sum + share, 0) * 10) !== 1000;

/** Questions on the same scale, best mean first, each as a dot with its interval. */
export function rankingChart(ranked: Ranked[], written: Language[], formatter: Formatter): Chart {
  return {
    bars: null,
    dots: { ends: [formatter.own("1"), formatter.own("5")] },
    columns: [
      { label: formatter.t("measure.scale"), fill: null },
      { label: formatter.t("interval"), fill: null },
    ],
    rows: ranked.map(({ question, rank, n, mean }) => ({
      id: question.id,
      label: rankedLabel(rank, inLanguage(question.text, formatter.language, written), formatter),
      aside: formatter.answers(n),
      total: false,
      bars: [],
      whisker: null,
      dot: dotOn([1, 5], mean),
      numbers: [formatter.mean(mean.value), mean.interval ? formatter.meanRange(mean.interval) : ""],
      note: null,
    })),
    uneven: false,
  };
}

const rankedLabel = (rank: number, { text, language }: Localized, formatter: Formatter): Localized => ({
  text: `${formatter.t("rank", { rank })} ${text}`,
  language,
});

/** Choices by groups: one row per group under everybody, one column per choice. */
export function choiceMatrix(
  { type }: Question,
  lines: Line[],
  answers: Answer[],
  formatter: Formatter,
): Matrix {
  return {
    columns: answers.map(({ label }) => label),
    rows: lines.map((line) => {
      const { id, label, aside, total } = emptyRow(line, formatter);
      const row = { id, label, aside, total, cells: [] };
      const { figures } = line;
      if (figures.shown !== "exact") return { ...row, note: untold(formatter) };
      const { shares, n } = figures;
      if (shares === null) return { ...row, note: fewWords(figures, formatter) };
      const cells = answers.map(({ key }) => {
        const share = shareOf(shares, key);
        return { text: formatter.share(share.share, n), percent: sizeOf(share, n) };
      });
      return { ...row, note: null, cells };
    }),
    uneven:
      type === "single" &&
      lines.some(({ figures }) => figures.shown === "exact" && figures.shares && isUneven(figures.shares)),
  };
}

function emptyRow({ id, label, total, figures }: Line, formatter: Formatter): ChartRow {
  const aside = figures.shown === "no" ? null : formatter.answers(figures.n);
  return { id, label, aside, total, bars: [], whisker: null, dot: null, numbers: [], note: null };
}

function dotOn([from, to]: [number, number], { value, interval }: Measured): Dot {
  const percentOf = (point: number) => Math.min(100, Math.max(0, ((point - from) / (to - from)) * 100));
  return { at: percentOf(value), interval: interval && [percentOf(interval[0]), percentOf(interval[1])] };
}
