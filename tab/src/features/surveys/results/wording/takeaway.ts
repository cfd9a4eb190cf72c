import type { Figures, Hidden, Question, QuestionResult, Release } from "bot/surveys/contract";
import { type Answer, shareOf } from "#features/surveys/results/charts/answers.ts";
import { bandShares } from "#features/surveys/results/charts/bands.ts";
import type { Formatter } from "./formatter.ts";
import type { Sentence } from "./localized.ts";

/** Why a figure is hidden, in words. `limit` is the number of answers that it takes. */
export function whyHidden({ reason }: Hidden, limit: number, formatter: Formatter): string {
  // Signed surveys hide nothing: there "few" is nobody.
  if (reason === "few" && limit <= 1) return formatter.t("takeaway.none");
  return formatter.t(`hidden.${reason}`, { limit });
}

/** What a question's result says, in one sentence or two: shown above its picture, which is named by it. */
export function takeaway(
  question: Question,
  result: QuestionResult,
  answers: Answer[],
  release: Release,
  formatter: Formatter,
): Sentence {
  const { t } = formatter;
  if (question.type === "text") return [aboutComments(result, release, formatter)];
  if (!result.total.shown) return [whyHidden(result.total, release.thresholds.ratings, formatter)];

  const figures = result.total;
  const { n, shares, mean, score } = figures;
  if (n === 0) return [t("takeaway.none")];
  if (shares === null) return [aboutFew(question, figures, formatter)];

  switch (question.type) {
    case "scale": {
      const { high } = bandShares("scale", shares);
      const share = formatter.percent(high);
      return [
        mean
          ? t("takeaway.scale", { mean: formatter.mean(mean.value), share })
          : t("takeaway.scaleShare", { share }),
      ];
    }
    case "change":
      return [changeSentence(figures, formatter)].filter((text) => text !== null);
    case "recommend": {
      const { low, high } = bandShares("recommend", shares);
      const bands = { low: formatter.percent(low), high: formatter.percent(high) };
      return [
        score
          ? t("takeaway.recommend", { score: formatter.score(score.value), ...bands })
          : t("takeaway.recommendShare", bands),
      ];
    }
    case "single":
    case "multiple":
      return mostCommon(question.type, answers, shares, formatter);
  }
}

/** A count for a text with plurals: `count` chooses the form, `number` is printed. */
export const counted = (count: number, formatter: Formatter) => ({ count, number: formatter.count(count) });

/** How many say better, as good and worse; null where the shares are not shown. */
export function changeSentence({ shares }: Figures, formatter: Formatter): string | null {
  if (shares === null) return null;
  const percent = (key: string) => formatter.percent(shareOf(shares, key));
  return formatter.t("takeaway.change", {
    better: percent("better"),
    same: percent("same"),
    worse: percent("worse"),
  });
}

function aboutComments(
  { comments }: QuestionResult,
  { final, thresholds }: Release,
  formatter: Formatter,
): string {
  if (comments === null) return formatter.t(final ? "takeaway.none" : "takeaway.later");
  if (!comments.shown)
    return comments.reason === "few" && thresholds.comments > 1
      ? formatter.t("hidden.comments", { limit: thresholds.comments })
      : whyHidden(comments, thresholds.comments, formatter);
  return formatter.t("takeaway.text", counted(comments.texts.length, formatter));
}

function aboutFew(question: Question, { mean }: Figures, formatter: Formatter): string {
  if (mean === null) return formatter.t("takeaway.few");
  const scale = question.type === "recommend" ? "0–10" : "1–5";
  return formatter.t("takeaway.fewMean", { mean: formatter.mean(mean.value), scale });
}

function mostCommon(
  type: "single" | "multiple",
  answers: Answer[],
  shares: Figures["shares"],
  formatter: Formatter,
): Sentence {
  const share = (answer: Answer) => shareOf(shares ?? [], answer.key);
  const most = Math.max(...answers.map(share));
  const first = answers.filter((answer) => share(answer) === most);
  const [only] = first;
  if (only === undefined) return [formatter.t("takeaway.none")];
  if (first.length > 3)
    return [formatter.t("takeaway.even", { number: first.length, share: formatter.percent(most) })];
  const label = {
    text: formatter.list(first.map((answer) => answer.label.text)),
    language: only.label.language,
  };
  return formatter.sentence(
    `takeaway.${first.length > 1 ? "shared" : type}`,
    { share: formatter.percent(most) },
    label,
  );
}
