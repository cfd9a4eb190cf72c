import { stringify } from "csv-stringify/sync";
import type { CardContext } from "#features/surveys/cards/card.ts";
import type { Language, Results } from "#features/surveys/contract.ts";
import { type Cell, type Line, questionLines, type Reading, respondentLines } from "./lines.ts";
import { peopleColumns, peopleRows } from "./people.ts";
import { spreadsheetText } from "./spreadsheet-text.ts";

const surveyColumns = [
  "title",
  "kind",
  "opened",
  "closed",
  "released",
  "responded",
  "audience",
  "rate",
] as const;
const questionColumns = ["number", "id", "type", "question"] as const;
const figureColumns = [
  "group",
  "measure",
  "answer",
  "count",
  "percent",
  "value",
  "low",
  "high",
  "n",
  "note",
] as const;

type Row = Partial<
  Record<(typeof surveyColumns | typeof questionColumns | typeof figureColumns)[number], Cell>
>;

/**
 * A release as CSV, a line for each figure and for whatever can't be told, each with the survey and question that it is
 * about. It opens in a spreadsheet of the reader's language: UTF-8 with a byte order mark; semicolons and decimal commas
 * in Swedish and Finnish, commas and points in English; and no text that a spreadsheet would take for more than a text.
 */
export function resultsTable(results: Results, context: CardContext) {
  const { release } = results;
  const reading = release && { results, release, context, language: languageOf(results, context) };
  const people = reading && release.signed ? peopleColumns(reading) : [];
  const columns = [
    ...[...surveyColumns, ...questionColumns, ...figureColumns].map((key) => ({
      key,
      header: context.t(`table.${key}`),
    })),
    ...people,
  ];
  const rows: Record<string, Cell>[] = reading ? rowsOf(reading) : [];
  const isEnglish = context.locale === "en";
  const text = stringify(rows, {
    bom: true,
    delimiter: isEnglish ? "," : ";",
    record_delimiter: "\r\n",
    header: true,
    columns: columns.map(({ key, header }) => ({ key, header: spreadsheetText(header) })),
    cast: {
      number: (value) => (isEnglish ? String(value) : String(value).replace(".", ",")),
      string: (value, { header }) => (header ? value : spreadsheetText(value)),
    },
  });
  const day = (release?.releasedAt ?? "").slice(0, 10);
  return {
    fileName: `kommunpuls-${day}-${results.id.slice(0, 8)}.csv`,
    contentType: "text/csv; charset=utf-8",
    text,
  };
}

function rowsOf(reading: Reading): Record<string, Cell>[] {
  const { results, release, context, language } = reading;
  const survey = surveyCells(reading);
  const row = (cells: Row, line: Line): Row => ({ ...survey, ...cells, ...figureCells(line) });
  return [
    ...respondentLines(reading).map((line) => row({}, line)),
    ...results.questions.flatMap((question, at) => {
      const result = release.questions.find(({ id }) => id === question.id);
      const cells: Row = {
        number: at + 1,
        id: question.id,
        type: context.t(`type.${question.type}`),
        question: question.text[language],
      };
      return result ? questionLines(question, result, reading).map((line) => row(cells, line)) : [];
    }),
    ...peopleRows(release.signed ?? [], reading).map((cells) => ({ ...survey, ...cells })),
  ];
}

function surveyCells({ results, release, context, language }: Reading): Row {
  const { respondents } = release;
  // More come while it is open, so there is no rate yet; and more answers than people asked give none.
  const audience = results.audience ?? 0;
  const hasRate = release.final && respondents !== null && audience > 0 && respondents <= audience;
  return {
    title: results.title[language],
    kind: context.t(`kind.${results.kind}`),
    opened: results.openedAt,
    closed: results.closedAt,
    released: release.releasedAt,
    responded: respondents,
    audience: results.audience,
    rate: hasRate ? Math.round((respondents / audience) * 100) : null,
  };
}

function figureCells({ group, measure, answer, count, share, value, interval, n, note }: Line): Row {
  const [low, high] = interval ?? [null, null];
  return {
    group: group ?? null,
    measure: measure ?? null,
    answer: answer ?? null,
    count: count ?? null,
    percent: share ?? null,
    value: value ?? null,
    low,
    high,
    n: n ?? null,
    note: note ?? null,
  };
}

const languageOf = ({ languages }: Results, { locale }: CardContext): Language =>
  languages.includes(locale) ? locale : (languages[0] ?? "sv");
