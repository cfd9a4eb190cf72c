import type { Question, Results } from "bot/surveys/contract";
import { answersTo } from "#features/surveys/results/charts/answers.ts";
import { type Ranked, type Ranking, rankings } from "#features/surveys/results/charts/ranking.ts";
import { comparison, type Difference, titleOf } from "./differences.ts";
import type { Formatter } from "./formatter.ts";
import { inLanguage, type Localized, type Sentence } from "./localized.ts";
import { changeSentence, codedSentence } from "./takeaway.ts";

/** `about` is the question, named where the sentences alone would not tell. */
export type BriefPoint = { id: string; about: Sentence | null; sentences: Sentence[] };
/** What is read at once, and what is one tap away. */
export type Brief = { first: BriefPoint[]; rest: BriefPoint[] };

const atMost = 6;
/** More names than this make a sentence that nobody reads. */
const namedAtMost = 3;

/**
 * The result in brief, made by rules from what the release tells: the change since last year, how likely people are to
 * recommend, the highest and lowest mean of each scale, and where groups differ. Of many points the first of each sort
 * come first, so that eight alike leave room for what the groups say.
 */
export function inBrief(results: Results, formatter: Formatter): Brief {
  const sorts = [
    changes(results, formatter),
    recommendations(results, formatter),
    highestAndLowest(results, formatter),
    groups(results, formatter),
  ];
  const inTurn = sorts
    .flatMap((points) => points.map((point, at) => ({ point, at })))
    .toSorted((a, b) => a.at - b.at)
    .map(({ point }) => point);
  const first = new Set(inTurn.slice(0, atMost));
  const all = sorts.flat();
  return { first: all.filter((point) => first.has(point)), rest: all.filter((point) => !first.has(point)) };
}

function changes(results: Results, formatter: Formatter): BriefPoint[] {
  const all = results.questions.filter(({ type }) => type === "change");
  return all.flatMap((question) => {
    const sentence = aboutChange(question, results, formatter);
    return sentence ? [pointOf(question, all, [sentence], results, formatter)] : [];
  });
}

function aboutChange(question: Question, results: Results, formatter: Formatter): Sentence | null {
  const total = totalOf(results, question);
  if (!total || total.shown === "no" || total.n === 0) return null;
  if (total.shown === "atLeast")
    return codedSentence(total, answersTo(question, results.languages, formatter), formatter);
  const sentence = changeSentence(total, formatter);
  return sentence === null ? null : [sentence];
}

function recommendations(results: Results, formatter: Formatter): BriefPoint[] {
  const all = results.questions.filter(({ type }) => type === "recommend");
  return all.flatMap((question) => {
    const total = totalOf(results, question);
    const score = total?.shown === "exact" ? total.score : null;
    if (!score) return [];
    const value = formatter.said.score(score.value);
    const sentence = score.interval
      ? formatter.t("brief.scoreInterval", { score: value, interval: formatter.scoreRange(score.interval) })
      : formatter.t("brief.score", { score: value });
    return [pointOf(question, all, [[formatter.begin(sentence)]], results, formatter)];
  });
}

const pointOf = (
  question: Question,
  alike: Question[],
  sentences: Sentence[],
  results: Results,
  formatter: Formatter,
): BriefPoint => ({
  id: question.id,
  about: alike.length > 1 ? [titleOf(question, results, formatter)] : null,
  sentences,
});

/** Within each scale: trust and importance are not measured alike, so neither is above the other. */
function highestAndLowest(results: Results, formatter: Formatter): BriefPoint[] {
  const scales = rankings(results).flatMap((ranking) => {
    // A mean of so few that an old release hides their shares is too uncertain to be named first or last.
    const rows = ranking.filter(({ question }) => hasShares(results, question));
    const [first, last] = [rows.at(0), rows.at(-1)];
    return first && last && first.rank !== last.rank ? [{ ranking, rows, first, last }] : [];
  });
  return scales.map(({ ranking, rows, first, last }) => ({
    id: `means-${first.question.id}`,
    about:
      scales.length > 1 || hasOtherScales(results, ranking) ? [scaleOf(ranking, results, formatter)] : null,
    sentences: [
      named("brief.highest", rows, first, results, formatter),
      named("brief.lowest", rows, last, results, formatter),
    ],
  }));
}

function named(
  key: "brief.highest" | "brief.lowest",
  rows: Ranked[],
  { rank, mean }: Ranked,
  results: Results,
  formatter: Formatter,
): Sentence {
  const labels = rows
    .filter((row) => row.rank === rank)
    .map((row) => titleOf(row.question, results, formatter));
  const values = { mean: formatter.mean(mean.value) };
  return formatter.sentence(key, values, { label: together(labels, formatter) });
}

const hasOtherScales = ({ questions }: Results, ranking: Ranking): boolean =>
  questions.filter(({ type }) => type === "scale").length > ranking.length;

function scaleOf([{ question }]: Ranking, results: Results, formatter: Formatter): string {
  const read = (words: Ranked["question"]["low"]) =>
    inLanguage(words, formatter.language, results.languages).text;
  return formatter.t("ranking.scale", { low: read(question.low), high: read(question.high) });
}

/** Where groups differ, the largest difference first; and where no difference can be seen, which is a result too. */
function groups(results: Results, formatter: Formatter): BriefPoint[] {
  const { compared, differences } = comparison(results, formatter);
  if (compared.length === 0) return [];
  if (differences.length === 0)
    return [{ id: "alike", about: null, sentences: [[formatter.t("brief.alike")]] }];

  const alike = compared.filter((question) => differences.every((each) => each.question !== question));
  return [
    ...differences.map((difference) => aboutDifference(difference, results, formatter)),
    ...(alike.length === 0 ? [] : [aboutAlike(alike, results, formatter)]),
  ];
}

function aboutDifference(
  { question, measure, high, low }: Difference,
  results: Results,
  formatter: Formatter,
): BriefPoint {
  const values = { highValue: high.value, lowValue: low.value };
  const labels = { measure, high: high.label, low: low.label };
  return {
    id: `groups-${question.id}`,
    about: [titleOf(question, results, formatter)],
    sentences: [formatter.sentence("brief.differ", values, labels)],
  };
}

function aboutAlike(alike: Question[], results: Results, formatter: Formatter): BriefPoint {
  const titles = alike.map((question) => titleOf(question, results, formatter));
  const sentence =
    titles.length > namedAtMost
      ? [formatter.t("brief.alikeIn", { count: titles.length, number: formatter.count(titles.length) })]
      : formatter.sentence("brief.alikeInNamed", {}, { label: together(titles, formatter) });
  return { id: "alike", about: null, sentences: [sentence] };
}

function together(labels: Localized[], formatter: Formatter): Localized {
  return {
    text: formatter.list(labels.map(({ text }) => text)),
    language: labels[0]?.language ?? formatter.language,
  };
}

const totalOf = ({ release }: Results, question: Question) =>
  release?.questions.find(({ id }) => id === question.id)?.total;

function hasShares(results: Results, question: Question): boolean {
  const total = totalOf(results, question);
  return total?.shown === "exact" && total.shares !== null;
}
