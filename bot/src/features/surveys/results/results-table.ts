import { stringify } from "csv-stringify/sync";
import type { CardContext } from "#features/surveys/cards/card.ts";
import type {
  AnswerValue,
  Figures,
  Hidden,
  Language,
  Question,
  QuestionResult,
  Release,
  Results,
} from "#features/surveys/contract.ts";
import type { Download } from "#platform/feature.ts";

/** One line for each published figure, and one for each hidden one that says why. */
type Line = {
  question: string;
  group: string;
  measure: string;
  answer: string;
  value: number | string;
  low: number | "";
  high: number | "";
  n: number | "";
  hidden: string;
};

/**
 * A release as CSV that opens in a Finnish or Swedish Excel: UTF-8 with a byte order mark and semicolons, and with
 * nothing that a spreadsheet would run as a formula.
 */
export function resultsTable(results: Results, context: CardContext): Download {
  const release = results.release;
  const lines = release
    ? results.questions.flatMap((question) => questionLines(question, release, results, context))
    : [];
  const signed = release?.signed ? signedLines(results, release.signed, context) : [];
  const columns = ["question", "group", "measure", "answer", "value", "low", "high", "n", "hidden"] as const;
  const text = stringify([...lines, ...signed], {
    bom: true,
    delimiter: ";",
    escape_formulas: true,
    header: true,
    columns: columns.map((key) => ({ key, header: context.t(`table.${key}`) })),
    cast: { number: (value) => decimal(value, context) },
  });
  const day = (release?.releasedAt ?? "").slice(0, 10);
  return {
    fileName: `kommunpuls-${day}-${results.id.slice(0, 8)}.csv`,
    contentType: "text/csv; charset=utf-8",
    text,
  };
}

function questionLines(question: Question, release: Release, results: Results, context: CardContext): Line[] {
  const result = release.questions.find(({ id }) => id === question.id);
  if (!result) return [];
  const language = inLanguage(results, context);
  const base = { question: question.text[language] };
  const segment = results.backgrounds.find(({ id }) => id === release.segment?.backgroundId);
  const groupName = (id: string) => segment?.choices.find((choice) => choice.id === id)?.text[language] ?? id;
  return [
    ...figureLines({ ...base, group: context.t("table.all") }, question, result.total, language, context),
    ...dontKnowLine(base.question, result, context),
    ...result.groups.flatMap(({ id, figures }) =>
      figureLines({ ...base, group: groupName(id) }, question, figures, language, context),
    ),
    ...commentLines(base.question, result, context),
  ];
}

type Where = Pick<Line, "question" | "group">;
const empty = { answer: "", low: "", high: "", n: "", hidden: "" } as const;

function figureLines(
  where: Where,
  question: Question,
  figures: Figures | Hidden,
  language: Language,
  context: CardContext,
): Line[] {
  if (question.type === "text") return [];
  if (!figures.shown) return [hiddenLine(where, figures, context)];
  const line = (measure: string, value: number, interval: [number, number] | null, answer = ""): Line => ({
    ...where,
    ...empty,
    measure: context.t(`table.${measure}`),
    answer,
    value,
    low: interval?.[0] ?? "",
    high: interval?.[1] ?? "",
    n: figures.n,
  });
  return [
    ...(figures.mean ? [line("mean", figures.mean.value, figures.mean.interval)] : []),
    ...(figures.score ? [line("score", figures.score.value, figures.score.interval)] : []),
    ...(figures.shares ?? []).map(({ key, share, interval }) =>
      line("share", share, interval, answerName(question, key, language, context)),
    ),
  ];
}

const hiddenLine = (where: Where, { reason }: Hidden, context: CardContext): Line => ({
  ...where,
  ...empty,
  measure: "",
  value: "",
  hidden: context.t(`table.hidden.${reason}`),
});

function dontKnowLine(question: string, { dontKnow }: QuestionResult, context: CardContext): Line[] {
  if (dontKnow === null) return [];
  return [
    {
      ...empty,
      question,
      group: context.t("table.all"),
      measure: context.t("table.dontKnow"),
      value: dontKnow,
    },
  ];
}

function commentLines(question: string, { comments }: QuestionResult, context: CardContext): Line[] {
  if (!comments) return [];
  const where = { question, group: context.t("table.all") };
  if (!comments.shown) return [hiddenLine(where, comments, context)];
  return comments.texts.map((value) => ({ ...where, ...empty, measure: context.t("table.comment"), value }));
}

function signedLines(results: Results, signed: NonNullable<Release["signed"]>, context: CardContext): Line[] {
  const language = inLanguage(results, context);
  return signed.flatMap(({ name, answers }) =>
    results.questions.flatMap((question) => {
      const given = answers[question.id];
      if (given === undefined) return [];
      const value = valueName(question, given, language, context);
      return [
        {
          ...empty,
          question: question.text[language],
          group: name,
          measure: context.t("table.answer"),
          value,
        },
      ];
    }),
  );
}

function valueName(question: Question, given: AnswerValue, language: Language, context: CardContext): string {
  if (typeof given === "object" && !Array.isArray(given)) return context.t("card.dontKnow");
  return [given]
    .flat()
    .map((each) => answerName(question, String(each), language, context))
    .join(", ");
}

function answerName(question: Question, key: string, language: Language, context: CardContext): string {
  if ("choices" in question) return question.choices.find(({ id }) => id === key)?.text[language] ?? key;
  return question.type === "change" ? context.t(`change.${key}`) : key;
}

const inLanguage = ({ languages }: Results, { locale }: CardContext): Language =>
  languages.includes(locale) ? locale : (languages[0] ?? "sv");

/** Finland writes a decimal comma, and so must a spreadsheet there. */
const decimal = (value: number, { locale }: CardContext) =>
  locale === "en" ? String(value) : String(value).replace(".", ",");
