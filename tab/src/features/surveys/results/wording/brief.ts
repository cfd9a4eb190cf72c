import type { Question, Results } from "bot/surveys/contract";
import { inRank, type Ranked, withMeans } from "#features/surveys/results/charts/ranking.ts";
import type { Formatter } from "./formatter.ts";
import { inLanguage, type Sentence } from "./localized.ts";
import { changeSentence } from "./takeaway.ts";

/** `about` is the question, named where the sentences alone would not tell. */
export type BriefPoint = { id: string; about: Sentence | null; sentences: Sentence[] };

/**
 * The result in brief, made by rules from what the release shows: the change since last year, how likely people are to
 * recommend, and the highest and lowest mean, where they differ as printed.
 */
export function inBrief(results: Results, formatter: Formatter): BriefPoint[] {
  return [
    ...changes(results, formatter),
    ...recommendations(results, formatter),
    ...highestAndLowest(results, formatter),
  ];
}

function changes(results: Results, formatter: Formatter): BriefPoint[] {
  const all = results.questions.filter(({ type }) => type === "change");
  return all.flatMap((question) => {
    const total = totalOf(results, question);
    const sentence = total && total.n > 0 ? changeSentence(total, formatter) : null;
    if (sentence === null) return [];
    return [
      {
        id: question.id,
        about: all.length > 1 ? [titleOf(question, results, formatter)] : null,
        sentences: [[sentence]],
      },
    ];
  });
}

function recommendations(results: Results, formatter: Formatter): BriefPoint[] {
  const all = results.questions.filter(({ type }) => type === "recommend");
  return all.flatMap((question) => {
    const score = totalOf(results, question)?.score;
    if (!score) return [];
    const value = formatter.score(score.value);
    const sentence = score.interval
      ? formatter.t("brief.scoreInterval", { score: value, interval: formatter.scoreRange(score.interval) })
      : formatter.t("brief.score", { score: value });
    return [
      {
        id: question.id,
        about: all.length > 1 ? [titleOf(question, results, formatter)] : null,
        sentences: [[sentence]],
      },
    ];
  });
}

function highestAndLowest(results: Results, formatter: Formatter): BriefPoint[] {
  // A mean of so few that their shares are hidden is too uncertain to be named first or last.
  const rows = inRank(withMeans(results).filter(({ question }) => totalOf(results, question)?.shares));
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!first || !last || first.rank === last.rank) return [];

  const named = (key: "highest" | "lowest", { rank, mean }: Ranked): Sentence => {
    const labels = rows
      .filter((row) => row.rank === rank)
      .map((row) => titleOf(row.question, results, formatter));
    const text = formatter.list(labels.map((label) => label.text));
    const language = labels[0]?.language ?? formatter.language;
    return formatter.sentence(`brief.${key}`, { mean: formatter.mean(mean.value) }, { text, language });
  };
  return [{ id: "means", about: null, sentences: [named("highest", first), named("lowest", last)] }];
}

function totalOf({ release }: Results, question: Question) {
  const total = release?.questions.find(({ id }) => id === question.id)?.total;
  return total?.shown ? total : undefined;
}

const titleOf = (question: Question, results: Results, formatter: Formatter) =>
  inLanguage(question.text, formatter.language, results.languages);
