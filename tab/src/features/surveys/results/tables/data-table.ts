import type { Figures, Language, Question, Release } from "bot/surveys/contract";
import { type Answer, type Line, shareOf } from "#features/surveys/results/charts/answers.ts";
import type { Ranked } from "#features/surveys/results/charts/ranking.ts";
import type { Speech } from "#features/surveys/results/wording/formatter.ts";
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
  speech: Speech,
): DataTable {
  return lines.length > 1
    ? byGroup(question, lines, answers, thresholds, speech)
    : byAnswer(question, lines, answers, speech);
}

function byAnswer(question: Question, lines: Line[], answers: Answer[], speech: Speech): DataTable {
  const { t } = speech;
  const figures = lines[0]?.figures;
  if (!figures?.shown) return { corner: t("answer"), headings: [], rows: [] };
  const n = speech.count(figures.n);
  const row = (id: string, label: Localized, [value, interval]: Pair) => ({
    id,
    label,
    cells: [n, value, interval],
    note: null,
  });

  return {
    corner: t("answer"),
    headings: [t("n.heading"), t("result"), t("interval")].map((text) => single(text, speech)),
    rows: [
      ...(figures.shares === null
        ? []
        : answers.map(({ key, label }) => row(`answer-${key}`, label, sharePair(figures, key, speech)))),
      ...measuresOf(question).map((measure) =>
        row(measure, speech.own(t(`measure.${measure}`)), measurePair(figures, measure, speech)),
      ),
    ],
  };
}

function byGroup(
  question: Question,
  lines: Line[],
  answers: Answer[],
  thresholds: Release["thresholds"],
  speech: Speech,
): DataTable {
  const { t } = speech;
  const pair = [t("result"), t("interval")];
  return {
    corner: t("group"),
    headings: [
      single(t("n.heading"), speech),
      ...answers.map(({ label }) => ({ label, columns: pair })),
      ...measuresOf(question).map((measure) => ({
        label: speech.own(t(`measure.${measure}`)),
        columns: pair,
      })),
    ],
    rows: lines.map(({ id, label, figures }) => {
      if (!figures.shown)
        return { id, label, cells: [], note: whyHidden(figures, thresholds.ratings, speech) };
      const cells = [
        speech.count(figures.n),
        ...answers.flatMap(({ key }) => sharePair(figures, key, speech)),
        ...measuresOf(question).flatMap((measure) => measurePair(figures, measure, speech)),
      ];
      return { id, label, cells, note: null };
    }),
  };
}

/** A ranking with n and interval. */
export function rankingTable(ranked: Ranked[], written: Language[], speech: Speech): DataTable {
  const { t } = speech;
  return {
    corner: t("question"),
    headings: [t("rank.heading"), t("n.heading"), t("measure.scale"), t("interval")].map((text) =>
      single(text, speech),
    ),
    rows: ranked.map((row) => ({
      id: row.question.id,
      label: inLanguage(row.question.text, speech.language, written),
      cells: [
        speech.t("rank", { rank: row.rank }),
        speech.count(row.n),
        speech.mean(row.mean.value),
        row.mean.interval ? speech.meanRange(row.mean.interval) : missing,
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

function sharePair({ shares }: Figures, key: string, speech: Speech): Pair {
  if (shares === null) return [missing, missing];
  const interval = shares.find((share) => share.key === key)?.interval;
  return [speech.percent(shareOf(shares, key)), interval ? speech.percentRange(interval) : missing];
}

function measurePair({ mean, score }: Figures, measure: MeasureName, speech: Speech): Pair {
  const measured = measure === "recommend" ? score : mean;
  if (measured === null) return [missing, missing];
  const [say, sayRange] =
    measure === "recommend" ? [speech.score, speech.scoreRange] : [speech.mean, speech.meanRange];
  return [say(measured.value), measured.interval ? sayRange(measured.interval) : missing];
}

const single = (text: string, speech: Speech) => ({ label: speech.own(text), columns: [] });
