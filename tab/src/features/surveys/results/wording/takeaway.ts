import type { Figures, Hidden, Question, QuestionResult, Release } from "bot/surveys/contract";
import { type Answer, shareOf } from "#features/surveys/results/charts/answers.ts";
import { bandShares } from "#features/surveys/results/charts/bands.ts";
import type { Speech } from "./formatter.ts";
import type { Sentence } from "./localized.ts";

/** Why a figure is hidden, in words. `limit` is the number of answers that it takes. */
export function whyHidden({ reason }: Hidden, limit: number, speech: Speech): string {
  // Signed surveys hide nothing: there "few" is nobody.
  if (reason === "few" && limit <= 1) return speech.t("takeaway.none");
  return speech.t(`hidden.${reason}`, { limit });
}

/** What a question's result says, in one sentence or two: shown above its picture, which is named by it. */
export function takeaway(
  question: Question,
  result: QuestionResult,
  answers: Answer[],
  release: Release,
  speech: Speech,
): Sentence {
  const { t } = speech;
  if (question.type === "text") return [aboutComments(result, release, speech)];
  if (!result.total.shown) return [whyHidden(result.total, release.thresholds.ratings, speech)];

  const figures = result.total;
  const { n, shares, mean, score } = figures;
  if (n === 0) return [t("takeaway.none")];
  if (shares === null) return [aboutFew(question, figures, speech)];

  switch (question.type) {
    case "scale": {
      const { high } = bandShares("scale", shares);
      const share = speech.percent(high);
      return [
        mean
          ? t("takeaway.scale", { mean: speech.mean(mean.value), share })
          : t("takeaway.scaleShare", { share }),
      ];
    }
    case "change":
      return [changeSentence(figures, speech)].filter((text) => text !== null);
    case "recommend": {
      const { low, high } = bandShares("recommend", shares);
      const bands = { low: speech.percent(low), high: speech.percent(high) };
      return [
        score
          ? t("takeaway.recommend", { score: speech.score(score.value), ...bands })
          : t("takeaway.recommendShare", bands),
      ];
    }
    case "single":
    case "multiple":
      return mostCommon(question.type, answers, shares, speech);
  }
}

/** A count for a text with plurals: `count` chooses the form, `number` is printed. */
export const counted = (count: number, speech: Speech) => ({ count, number: speech.count(count) });

/** How many say better, as good and worse; null where the shares are not shown. */
export function changeSentence({ shares }: Figures, speech: Speech): string | null {
  if (shares === null) return null;
  const percent = (key: string) => speech.percent(shareOf(shares, key));
  return speech.t("takeaway.change", {
    better: percent("better"),
    same: percent("same"),
    worse: percent("worse"),
  });
}

function aboutComments({ comments }: QuestionResult, { final, thresholds }: Release, speech: Speech): string {
  if (comments === null) return speech.t(final ? "takeaway.none" : "takeaway.later");
  if (!comments.shown)
    return comments.reason === "few" && thresholds.comments > 1
      ? speech.t("hidden.comments", { limit: thresholds.comments })
      : whyHidden(comments, thresholds.comments, speech);
  return speech.t("takeaway.text", counted(comments.texts.length, speech));
}

function aboutFew(question: Question, { mean }: Figures, speech: Speech): string {
  if (mean === null) return speech.t("takeaway.few");
  const scale = question.type === "recommend" ? "0–10" : "1–5";
  return speech.t("takeaway.fewMean", { mean: speech.mean(mean.value), scale });
}

function mostCommon(
  type: "single" | "multiple",
  answers: Answer[],
  shares: Figures["shares"],
  speech: Speech,
): Sentence {
  const share = (answer: Answer) => shareOf(shares ?? [], answer.key);
  const most = Math.max(...answers.map(share));
  const first = answers.filter((answer) => share(answer) === most);
  const [only] = first;
  if (only === undefined) return [speech.t("takeaway.none")];
  if (first.length > 3)
    return [speech.t("takeaway.even", { number: first.length, share: speech.percent(most) })];
  const label = {
    text: speech.list(first.map((answer) => answer.label.text)),
    language: only.label.language,
  };
  return speech.sentence(
    `takeaway.${first.length > 1 ? "shared" : type}`,
    { share: speech.percent(most) },
    label,
  );
}
