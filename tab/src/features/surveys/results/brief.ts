import type { Question, Results } from "bot/surveys/contract";
import { inLanguage, type Localized, type Sentence } from "./localized.ts";
import { withMeans } from "./ranking.ts";
import type { Speech } from "./speech.ts";
import { changeSentence } from "./takeaway.ts";

/** `about` is the question that a sentence is about, named where the sentence alone would not tell. */
export type BriefPoint = { id: string; about: Localized | null; sentence: Sentence };

/**
 * The result in brief, made by rules from what the release shows: the change since last year, how likely people are to
 * recommend, and the best and worst score. Best and worst are named only where they differ as printed.
 */
export function inBrief(results: Results, speech: Speech): BriefPoint[] {
  return [...changes(results, speech), ...recommendations(results, speech), ...bestAndWorst(results, speech)];
}

function changes(results: Results, speech: Speech): BriefPoint[] {
  const all = results.questions.filter(({ type }) => type === "change");
  return all.flatMap((question) => {
    const total = totalOf(results, question);
    const sentence = total && total.n > 0 ? changeSentence(total, speech) : null;
    if (sentence === null) return [];
    return [
      {
        id: question.id,
        about: all.length > 1 ? titleOf(question, results, speech) : null,
        sentence: [sentence],
      },
    ];
  });
}

function recommendations(results: Results, speech: Speech): BriefPoint[] {
  const all = results.questions.filter(({ type }) => type === "recommend");
  return all.flatMap((question) => {
    const score = totalOf(results, question)?.score;
    if (!score) return [];
    const value = speech.score(score.value);
    const sentence = score.interval
      ? speech.t("brief.scoreInterval", { score: value, interval: speech.scoreRange(score.interval) })
      : speech.t("brief.score", { score: value });
    return [
      {
        id: question.id,
        about: all.length > 1 ? titleOf(question, results, speech) : null,
        sentence: [sentence],
      },
    ];
  });
}

function bestAndWorst(results: Results, speech: Speech): BriefPoint[] {
  const rows = withMeans(results).map(({ question, mean }) => ({
    label: titleOf(question, results, speech),
    mean: speech.mean(mean.value),
    value: mean.value,
  }));
  const best = rows.toSorted((a, b) => b.value - a.value)[0];
  const worst = rows.toSorted((a, b) => a.value - b.value)[0];
  if (!best || !worst || best.mean === worst.mean) return [];

  return (
    [
      ["best", best.mean],
      ["worst", worst.mean],
    ] as const
  ).map(([key, mean]) => {
    const labels = rows.filter((row) => row.mean === mean).map((row) => row.label);
    const label = {
      text: speech.list(labels.map(({ text }) => text)),
      language: labels[0]?.language ?? speech.language,
    };
    return { id: key, about: null, sentence: speech.sentence(`brief.${key}`, { mean }, label) };
  });
}

function totalOf({ release }: Results, question: Question) {
  const total = release?.questions.find(({ id }) => id === question.id)?.total;
  return total?.shown ? total : undefined;
}

const titleOf = (question: Question, results: Results, speech: Speech) =>
  inLanguage(question.text, speech.language, results.languages);
