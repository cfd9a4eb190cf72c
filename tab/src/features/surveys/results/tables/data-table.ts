import type { Figures, Language, Question, Release } from "bot/surveys/contract";
import { type Answer, type Line, shareOf } from "#features/surveys/results/charts/answers.ts";
import type { Ranked } from "#features/surveys/results/charts/ranking.ts";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage, type Localized } from "#features/surveys/results/wording/localized.ts";
import { whyHidden } from "#features/surveys/results/wording/takeaway.ts";

/** A table as a plain value. A heading with two columns under it stands above both. */
export type DataTable = {
  corner: string;
  headings: { label: Localized; columns: string[] }[];
  rows: { id: string; label: Localized; cells: string[]; note: string | null }[];
};

/** Everything that the release tells of one question: every share, mean and score with its interval, and n. */
export function tableOf(
  question: Question,
  lines: Line[],
  answers: Answer[],
  thresholds: Release["thresholds"],
  formatter: Formatter,
): DataTable {
  return lines.length > 1
    ? byGroup(question, lines, answers, thresholds, formatter)
    : byAnswer(question, lines, answers, formatter);
}

function byAnswer(question: Question, lines: Line[], answers: Answer[], formatter: Formatter): DataTable {
  const { t } = formatter;
  const figures = lines[0]?.figures;
  if (!figures?.shown) return { corner: t("answer"), headings: [], rows: [] };
  const n = formatter.count(figures.n);
  const row = (id: string, label: Localized, [value, interval]: Pair) => ({
    id,
    label,
    cells: [n, value, interval],
    note: null,
  });

  return {
    corner: t("answer"),
    headings: [t("n.heading"), t("result"), t("interval")].map((text) => single(text, formatter)),
    rows: [
      ...(figures.shares === null
        ? []
        : answers.map(({ key, label }) => row(`answer-${key}`, label, sharePair(figures, key, formatter)))),
      ...measuresOf(question).map((measure) =>
        row(measure, formatter.own(t(`measure.${measure}`)), measurePair(figures, measure, formatter)),
      ),
    ],
  };
}

function byGroup(
  question: Question,
  lines: Line[],
  answers: Answer[],
  thresholds: Release["thresholds"],
  formatter: Formatter,
): DataTable {
  const { t } = formatter;
  const pair = [t("result"), t("interval")];
  return {
    corner: t("group"),
    headings: [
      single(t("n.heading"), formatter),
      ...answers.map(({ label }) => ({ label, columns: pair })),
      ...measuresOf(question).map((measure) => ({
        label: formatter.own(t(`measure.${measure}`)),
        columns: pair,
      })),
    ],
    rows: lines.map(({ id, label, figures }) => {
      if (!figures.shown)
        return { id, label, cells: [], note: whyHidden(figures, thresholds.ratings, formatter) };
      const cells = [
        formatter.count(figures.n),
        ...answers.flatMap(({ key }) => sharePair(figures, key, formatter)),
        ...measuresOf(question).flatMap((measure) => measurePair(figures, measure, formatter)),
      ];
      return { id, label, cells, note: null };
    }),
  };
}

/** A ranking with n and interval. */
export function rankingTable(ranked: Ranked[], written: Language[], formatter: Formatter): DataTable {
  const { t } = formatter;
  return {
    corner: t("question"),
    headings: [t("rank.heading"), t("n.heading"), t("measure.scale"), t("interval")].map((text) =>
      single(text, formatter),
    ),
    rows: ranked.map((row) => ({
      id: row.question.id,
      label: inLanguage(row.question.text, formatter.language, written),
      cells: [
        formatter.t("rank", { rank: row.rank }),
        formatter.count(row.n),
        formatter.mean(row.mean.value),
        row.mean.interval ? formatter.meanRange(row.mean.interval) : missing,
      ],
      note: null,
    })),
  };
}

type Pair = [value: string, interval: string];
type MeasureName = "scale" | "mean" | "recommend";

const missing = "–";

const measuresOf = ({ type }: Question): MeasureName[] =>
  type === "scale" ? ["scale"] : type === "recommend" ? ["mean", "recommend"] : [];

function sharePair({ shares }: Figures, key: string, formatter: Formatter): Pair {
  if (shares === null) return [missing, missing];
  const interval = shares.find((share) => share.key === key)?.interval;
  return [formatter.percent(shareOf(shares, key)), interval ? formatter.percentRange(interval) : missing];
}

function measurePair({ mean, score }: Figures, measure: MeasureName, formatter: Formatter): Pair {
  const measured = measure === "recommend" ? score : mean;
  if (measured === null) return [missing, missing];
  const [say, sayRange] =
    measure === "recommend" ? [formatter.score, formatter.scoreRange] : [formatter.mean, formatter.meanRange];
  return [say(measured.value), measured.interval ? sayRange(measured.interval) : missing];
}

const single = (text: string, formatter: Formatter) => ({ label: formatter.own(text), columns: [] });
