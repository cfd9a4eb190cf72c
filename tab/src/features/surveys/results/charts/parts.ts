import type { Language, Question, Thresholds } from "bot/surveys/contract";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import type { Answer, Line } from "./answers.ts";
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
  thresholds: Thresholds,
  formatter: Formatter,
): Part[] {
  const { t } = formatter;
  const total = lines[0]?.figures;
  if (!total?.shown || total.n === 0) return [];
  const { shares } = total;

  switch (question.type) {
    case "scale":
    case "change":
      if (shares === null && total.mean === null) return [];
      return [
        {
          kind: "chart",
          title: null,
          corner: t("group"),
          chart: bandChart(question, lines, written, thresholds, formatter),
        },
      ];
    case "recommend": {
      if (shares === null) return [];
      const bands = bandChart(question, lines, written, thresholds, formatter);
      const answered = shareChart(question, answers, shares, formatter);
      return [
        { kind: "chart", title: t("byBand"), corner: t("group"), chart: bands },
        { kind: "chart", title: t("byAnswer"), corner: t("answer"), chart: answered },
      ];
    }
    case "single":
    case "multiple": {
      if (shares === null) return [];
      const chart = shareChart(question, answers, shares, formatter);
      if (lines.length === 1) return [{ kind: "chart", title: null, corner: t("answer"), chart }];
      const matrix = choiceMatrix(lines, answers, thresholds, formatter);
      return [
        { kind: "chart", title: t("everyone"), corner: t("answer"), chart },
        { kind: "matrix", title: t("byGroup"), matrix },
      ];
    }
    case "text":
      return [];
  }
}
