import type { AnswerValue, Question, Results, SignedAnswers } from "bot/surveys/contract";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage } from "#features/surveys/results/wording/localized.ts";
import type { DataTable } from "./data-table.ts";

/** A signed survey's names, groups and answers. The server gives them to organisers only. */
export function signedTable(results: Results, signed: SignedAnswers[], formatter: Formatter): DataTable {
  const read = (words: Question["text"]) => inLanguage(words, formatter.language, results.languages);
  return {
    corner: formatter.t("signed.name"),
    headings: [...results.backgrounds, ...results.questions].map(({ text }) => ({
      label: read(text),
      columns: [],
    })),
    rows: signed.map(({ name, answers, groups }, index) => ({
      id: String(index),
      label: formatter.own(name),
      cells: [
        ...results.backgrounds.map(({ id, choices }) => {
          const group = choices.find((choice) => choice.id === groups[id]);
          return group ? read(group.text).text : "";
        }),
        ...results.questions.map((question) => said(question, answers[question.id], results, formatter)),
      ],
      note: null,
    })),
  };
}

function said(
  question: Question,
  value: AnswerValue | undefined,
  results: Results,
  formatter: Formatter,
): string {
  if (value === undefined) return "";
  if (typeof value === "number") return formatter.count(value);
  if (Array.isArray(value)) return formatter.list(value.map((id) => said(question, id, results, formatter)));
  if (typeof value === "object") return formatter.t("signed.dontKnow");
  if (question.type === "change") return isChange(value) ? formatter.t(`change.${value}`) : value;
  if (question.type !== "single" && question.type !== "multiple") return value;
  const choice = question.choices.find(({ id }) => id === value);
  return choice ? inLanguage(choice.text, formatter.language, results.languages).text : value;
}

const isChange = (value: string): value is "better" | "same" | "worse" =>
  value === "better" || value === "same" || value === "worse";
