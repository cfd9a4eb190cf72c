import type { CardContext } from "#features/surveys/cards/card.ts";
import type {
  Background,
  Coded,
  Figures,
  Language,
  Question,
  QuestionResult,
  Release,
  Results,
  Share,
} from "#features/surveys/contract.ts";

/** An answer of a scale is a number, and so it stays; all else that is written is a text. */
export type Cell = string | number | null;

/** What one line tells, beside the survey and the question that it is about. */
export type Line = {
  group?: string;
  measure?: string;
  answer?: Cell;
  count?: number | null;
  share?: number;
  value?: number;
  interval?: [number, number] | null;
  n?: number;
  note?: string;
};

/** How a survey is read in one language. */
export type Reading = { results: Results; release: Release; context: CardContext; language: Language };

/** The respondents of each group, or of several that are told together. */
export function respondentLines({ release: { leaves }, ...reading }: Reading & { release: Release }): Line[] {
  const { t } = reading.context;
  return leaves.flatMap(({ backgroundId, blocks }) =>
    blocks.map(({ groups, n }) => ({
      group: groupName(groups, backgroundId, reading),
      measure: t("table.respondents"),
      count: n,
    })),
  );
}

/** Everything that a release tells of one question: of everybody, of each group, and what can't be told. */
export function questionLines(question: Question, result: QuestionResult, reading: Reading): Line[] {
  const { t } = reading.context;
  const all = t("table.all");
  return [
    ...totalLines(question, result, reading).map((line) => ({ ...line, group: all })),
    ...besideLines(result, reading).map((line) => ({ ...line, group: all })),
    ...groupLines(question, result, reading),
    ...commentLines(question, result, reading).map((line) => ({ ...line, group: all })),
  ];
}

function totalLines(question: Question, { total }: QuestionResult, reading: Reading): Line[] {
  if (question.type === "text") return [];
  if (total.shown === "no") return [untoldLine(reading)];
  return total.shown === "exact"
    ? figureLines(question, total, reading)
    : codedLines(question, total, reading);
}

const untoldLine = ({ context, release }: Reading): Line => ({
  // To the organisers of a signed survey nothing is hidden: nobody answered.
  note: context.t(release.rules.ratings <= 1 ? "table.nobody" : "table.untold"),
});

function figureLines(question: Question, figures: Figures, reading: Reading): Line[] {
  const { t } = reading.context;
  const { n, shares, mean, score } = figures;
  const about = reading.release.version === 1 ? { note: t("table.approximate") } : {};
  const lines = [
    ...(mean ? [{ measure: t("table.mean"), ...mean }] : []),
    ...(score
      ? [{ measure: t(question.type === "change" ? "table.balance" : "table.score"), ...score }]
      : []),
    ...(shares ?? []).map((share) => ({ measure: t("table.share"), ...shareLine(question, share, reading) })),
    ...bandsBeside(question, figures).map(({ label, band }) => ({
      measure: t("table.band"),
      answer: label,
      ...partOf(band),
    })),
  ];
  // Of few answers an old release tells at most a mean.
  const found: Line[] =
    shares === null || n === 0 ? [...lines, { note: t(n === 0 ? "table.nobody" : "table.few") }] : lines;
  return found.map((line) => ({ ...about, ...line, n }));
}

/** Lower bounds, and what of several choices is told exactly beside them. */
function codedLines(question: Question, { n, atLeast, others }: Coded, reading: Reading): Line[] {
  const { t } = reading.context;
  return [
    ...atLeast.map((bound) => ({
      measure: t("table.atLeast"),
      ...shareLine(question, { ...bound, interval: null }, reading),
      note: t("table.atLeastWhy"),
    })),
    ...others.map((share) => ({ measure: t("table.share"), ...shareLine(question, share, reading) })),
  ].map((line) => ({ ...line, n }));
}

const partOf = ({ count, share, interval }: Share): Line => ({ count, share, interval });

const shareLine = (question: Question, share: Share, reading: Reading): Line => ({
  answer: answerName(question, share.key, reading),
  ...partOf(share),
});

/** Which answers a band of more than one holds; the others have their own line. */
const severalIn: Partial<Record<Question["type"], Record<string, string>>> = {
  scale: { low: "1–2", high: "4–5" },
  recommend: { low: "0–6", middle: "7–8", high: "9–10" },
};

const bandsBeside = ({ type }: Question, { bands }: Figures) =>
  (bands ?? []).flatMap((band) => {
    const label = severalIn[type]?.[band.key];
    return label ? [{ label, band }] : [];
  });

/** Those who are in no figure. */
function besideLines(result: QuestionResult, { context: { t }, release }: Reading): Line[] {
  const about = release.version === 1 ? { note: t("table.approximate") } : {};
  return (["dontKnow", "leftOut", "uncounted"] as const).flatMap((key) => {
    const count = result[key];
    if (count === null || (key === "uncounted" && count === 0)) return [];
    return [{ measure: t(`table.${key}`), count, ...about }];
  });
}

/** Each block by its figures; where a question can't be told by groups, a line for each that says so. */
function groupLines(question: Question, { tables, total }: QuestionResult, reading: Reading): Line[] {
  if (question.type === "text" || !reading.release.final) return [];
  const told = new Set(tables.map(({ backgroundId }) => backgroundId));
  const untold = reading.release.leaves.filter(({ backgroundId }) => !told.has(backgroundId));
  const name = (groups: string[], backgroundId: string) => ({
    group: groupName(groups, backgroundId, reading),
  });
  return [
    ...tables.flatMap(({ backgroundId, blocks }) =>
      blocks.flatMap(({ groups, figures }) =>
        figureLines(question, figures, reading).map((line) => ({ ...line, ...name(groups, backgroundId) })),
      ),
    ),
    ...untold.flatMap(({ backgroundId, blocks }) =>
      blocks.map(({ groups }) => ({
        ...(total.shown === "no" ? untoldLine(reading) : { note: reading.context.t("table.together.only") }),
        ...name(groups, backgroundId),
      })),
    ),
  ];
}

/** Where names are given, comments stand with them, and only there. */
function commentLines(question: Question, { comments }: QuestionResult, reading: Reading): Line[] {
  const { t } = reading.context;
  if (question.type !== "text" || comments === null || reading.release.signed !== null) return [];
  if (!comments.shown)
    return [{ measure: t("table.comment"), note: t("table.fewComments", reading.release.rules) }];
  return comments.texts.map((answer) => ({ measure: t("table.comment"), answer }));
}

/** The answer's name; those of a scale are numbers. */
export function answerName(
  question: Question,
  key: string,
  { context, language }: Pick<Reading, "context" | "language">,
): Cell {
  switch (question.type) {
    case "single":
    case "multiple":
      return question.choices.find(({ id }) => id === key)?.text[language] ?? key;
    case "change":
      return context.t(`change.${key}`);
    case "scale":
    case "recommend":
      return Number(key);
    case "text":
      return key;
  }
}

/** A group's name, the names of those that are told together, or that none was stated. */
function groupName(
  groups: string[],
  backgroundId: string,
  { results, context, language }: Omit<Reading, "release">,
): string {
  const { t } = context;
  const background = results.backgrounds.find(({ id }) => id === backgroundId);
  const [only = "", ...others] = groups;
  if (others.length === 0) return choiceName(background, only, language) || t("table.noGroup");
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const names = groups.map((id) => choiceName(background, id, language) || t("table.noGroupAmong"));
  return t("table.together", { list: list.format(names) });
}

export const choiceName = (background: Background | undefined, id: string, language: Language): string =>
  background?.choices.find((choice) => choice.id === id)?.text[language] ?? id;
