import type { Language, Question, Share } from "bot/surveys/contract";
import { type Answer, type Line, shareOf } from "#features/surveys/results/charts/answers.ts";
import { bandKeys } from "#features/surveys/results/charts/bands.ts";
import type { Ranked } from "#features/surveys/results/charts/ranking.ts";
import type { TextKey } from "#features/surveys/results/texts.ts";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage, type Localized } from "#features/surveys/results/wording/localized.ts";
import { untold } from "#features/surveys/results/wording/takeaway.ts";

/** A table as a plain value. A heading with columns under it stands above them all. */
export type DataTable = {
  corner: string;
  headings: { label: Localized; columns: string[] }[];
  rows: { id: string; label: Localized; cells: string[]; note: string | null }[];
};

const missing = "–";

/** Everything that the release tells of one question: every count, share, band, mean and score with its interval, and n. */
export function tableOf(
  question: Question,
  lines: Line[],
  answers: Answer[],
  formatter: Formatter,
): DataTable {
  const asked = { told: toldOf(question, answers, formatter), counts: hasCounts(lines), formatter };
  return lines.length > 1 ? byGroup(lines, asked) : byAnswer(lines, asked);
}

type Asked = { told: Told[]; counts: boolean; formatter: Formatter };

/** One thing that is told of each line: the share of an answer or band, or a measure. */
type Told = { id: string; label: Localized } & (Part | { kind: "mean" | "score" });
type Part = { kind: "answer" | "band"; key: string };

function toldOf(question: Question, answers: Answer[], formatter: Formatter): Told[] {
  const measure = (kind: "mean" | "score", key: TextKey): Told => ({
    kind,
    id: key,
    label: formatter.own(formatter.t(key)),
  });
  const { type } = question;
  return [
    ...answers.map(({ key, label }): Told => ({ kind: "answer", id: `answer-${key}`, key, label })),
    ...bandsBeside(type, formatter),
    ...(type === "scale" || type === "recommend" ? [measure("mean", "measure.mean")] : []),
    ...(type === "recommend" || type === "change" ? [measure("score", `measure.${type}`)] : []),
  ];
}

/** The bands that are more than one answer. */
function bandsBeside(type: Question["type"], formatter: Formatter): Told[] {
  if (type !== "scale" && type !== "recommend") return [];
  const keys = bandKeys[type];
  return (["low", "middle", "high"] as const)
    .filter((band) => keys[band].length > 1)
    .map((key) => ({
      kind: "band",
      id: `band-${key}`,
      key,
      label: formatter.own(formatter.t(`band.${type}.${key}`)),
    }));
}

function byAnswer(lines: Line[], { told, counts, formatter }: Asked): DataTable {
  const { t } = formatter;
  const figures = lines[0]?.figures;
  const headings = [...(counts ? [t("count")] : []), t("result"), t("interval"), t("n.heading")];
  if (!figures || figures.shown === "no") return { corner: t("answer"), headings: [], rows: [] };
  const n = formatter.number(figures.n);
  return {
    corner: t("answer"),
    headings: headings.map((text) => single(text, formatter)),
    rows: told.flatMap((each) => {
      const cells = cellsOf(figures, each, counts, formatter);
      return cells.every((cell) => cell === missing)
        ? []
        : [{ id: each.id, label: each.label, cells: [...cells, n], note: null }];
    }),
  };
}

function byGroup(lines: Line[], { told, counts, formatter }: Asked): DataTable {
  const { t } = formatter;
  const columns = (each: Told) => [
    ...(counts && hasShare(each) ? [t("count")] : []),
    t("result"),
    t("interval"),
  ];
  return {
    corner: t("group"),
    headings: [
      single(t("n.heading"), formatter),
      ...told.map((each) => ({ label: each.label, columns: columns(each) })),
    ],
    rows: lines.map(({ id, label, figures }) => {
      if (figures.shown === "no") return { id, label, cells: [], note: untold(formatter) };
      const cells = told.flatMap((each) =>
        cellsOf(figures, each, counts, formatter).slice(counts && !hasShare(each) ? 1 : 0),
      );
      return { id, label, cells: [formatter.number(figures.n), ...cells], note: null };
    }),
  };
}

const hasShare = (told: Told) => "key" in told;

const hasCounts = (lines: Line[]): boolean =>
  lines.some(
    ({ figures }) =>
      figures.shown === "atLeast" ||
      (figures.shown === "exact" && figures.shares?.some(({ count }) => count !== null)),
  );

/** Count (where the release has any), value and interval. */
function cellsOf(figures: Line["figures"], told: Told, counts: boolean, formatter: Formatter): string[] {
  const before = (count: string) => (counts ? [count] : []);
  if (figures.shown === "no") return [...before(missing), missing, missing];
  if (!("key" in told)) {
    const measured = figures.shown === "exact" ? figures[told.kind] : null;
    if (measured === null) return [...before(missing), missing, missing];
    const [say, sayRange] =
      told.kind === "mean" ? [formatter.mean, formatter.meanRange] : [formatter.score, formatter.scoreRange];
    return [
      ...before(missing),
      say(measured.value),
      measured.interval ? sayRange(measured.interval) : missing,
    ];
  }
  const { n } = figures;
  const { share, isBound } = shareIn(figures, told);
  if (share === undefined) return [...before(missing), missing, missing];
  const printed = (text: string) => (isBound ? formatter.t("atLeast.sign", { value: text }) : text);
  return [
    ...before(share.count === null ? missing : printed(formatter.count(share.count))),
    printed(formatter.share(share.share, n)),
    share.interval ? formatter.shareRange(share.interval, n) : missing,
  ];
}

type Shared = { share: Share | undefined; isBound: boolean };

function shareIn(figures: Exclude<Line["figures"], { shown: "no" }>, { kind, key }: Part): Shared {
  if (figures.shown === "exact") {
    if (kind === "band") return { share: figures.bands?.find((band) => band.key === key), isBound: false };
    return { share: figures.shares ? shareOf(figures.shares, key) : undefined, isBound: false };
  }
  const bound = figures.atLeast.find((each) => each.key === key);
  if (kind === "answer" && bound) return { share: { ...bound, interval: null }, isBound: true };
  return {
    share: kind === "answer" ? figures.others.find((each) => each.key === key) : undefined,
    isBound: false,
  };
}

/** A ranking with n and interval. */
export function rankingTable(ranked: Ranked[], written: Language[], formatter: Formatter): DataTable {
  const { t } = formatter;
  return {
    corner: t("question"),
    headings: [t("rank.heading"), t("n.heading"), t("measure.mean"), t("interval")].map((text) =>
      single(text, formatter),
    ),
    rows: ranked.map((row) => ({
      id: row.question.id,
      label: inLanguage(row.question.text, formatter.language, written),
      cells: [
        formatter.t("rank", { rank: row.rank }),
        formatter.number(row.n),
        formatter.mean(row.mean.value),
        row.mean.interval ? formatter.meanRange(row.mean.interval) : missing,
      ],
      note: null,
    })),
  };
}

const single = (text: string, formatter: Formatter) => ({ label: formatter.own(text), columns: [] });
