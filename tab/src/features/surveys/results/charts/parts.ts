import type { Language, Question } from "bot/surveys/contract";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import type { Answer, Line } from "./answers.ts";
import { bandsOf } from "./bands.ts";
import type { Chart, Matrix } from "./chart.ts";
import { bandChart, choiceMatrix, shareChart } from "./charts.ts";

/** One part of a question's picture. `title` where there is more than one. */
export type Part =
  | { kind: "chart"; title: string | null; corner: string; chart: Chart }
  | { kind: "matrix"; title: string; matrix: Matrix };

/** The right picture for the question, with `answers` in their order: none where there is nothing to draw, as for texts and hidden totals. */
export function partsOf(
  question: Question,
  lines: Line[],
  answers: Answer[],
  written: Language[],
  formatter: Formatter,
): Part[] {
  const { t } = formatter;
  const total = lines[0]?.figures;
  if (!total || total.shown === "no" || total.n === 0) return [];
  if (total.shown === "atLeast") return codedParts(question, total, answers, formatter);
  const { shares, n } = total;
  const byAnswer = (title: string | null): Part[] =>
    shares === null
      ? []
      : [
          {
            kind: "chart",
            title,
            corner: t("answer"),
            chart: shareChart(question, answers, { shares, n }, formatter),
          },
        ];

  switch (question.type) {
    case "scale":
    case "change":
    case "recommend": {
      const hasBands = bandsOf(question.type, total) !== null;
      if (!hasBands && total.mean === null) return [];
      // Without bands, in an old release, each answer has to be drawn alone.
      const each = question.type === "recommend" || !hasBands ? byAnswer(t("byAnswer")) : [];
      const title = each.length === 0 ? null : t(hasBands ? "byBand" : `measure.${question.type}`);
      const chart = bandChart(question, lines, written, formatter);
      return [{ kind: "chart", title, corner: t("group"), chart }, ...each];
    }
    case "single":
    case "multiple": {
      if (shares === null || lines.length === 1) return byAnswer(null);
      const matrix = choiceMatrix(question, lines, answers, formatter);
      return [...byAnswer(t("everyone")), { kind: "matrix", title: t("byGroup"), matrix }];
    }
    case "text":
      return [];
  }
}

/** Lower bounds alone are said in words; a picture is drawn of several choices, where some are told exactly. */
function codedParts(
  question: Question,
  { n, atLeast, others }: Extract<Line["figures"], { shown: "atLeast" }>,
  answers: Answer[],
  formatter: Formatter,
): Part[] {
  if (atLeast.length + others.length < 2) return [];
  const bounds = atLeast.map((each) => ({ ...each, interval: null }));
  const told = answers.filter(({ key }) => [...bounds, ...others].some((share) => share.key === key));
  const chart = shareChart(question, told, { shares: others, n }, formatter, bounds);
  return [{ kind: "chart", title: null, corner: formatter.t("answer"), chart }];
}
