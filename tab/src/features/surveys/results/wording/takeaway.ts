import type { Coded, Figures, Question, QuestionResult, Release } from "bot/surveys/contract";
import { type Answer, amountOf, shareOf } from "#features/surveys/results/charts/answers.ts";
import { bandsOf } from "#features/surveys/results/charts/bands.ts";
import type { Formatter } from "./formatter.ts";
import type { Sentence } from "./localized.ts";

/** One neutral sentence for all that is not told: a reason would tell. */
export const untold = (formatter: Formatter): string => formatter.t("untold");

/** Whether an answer of one is shown: to the organisers of a signed survey, where nothing told means nobody answered. */
const hidesNothing = ({ rules }: Release): boolean => rules.ratings <= 1;

/** What a question's result says, in one sentence or two: shown above its picture, which is named by it. */
export function takeaway(
  question: Question,
  result: QuestionResult,
  answers: Answer[],
  release: Release,
  formatter: Formatter,
): Sentence {
  const [first, ...rest] = sentenceOf(question, result, answers, release, formatter);
  return typeof first === "string" ? [formatter.begin(first), ...rest] : first ? [first, ...rest] : [];
}

function sentenceOf(
  question: Question,
  result: QuestionResult,
  answers: Answer[],
  release: Release,
  formatter: Formatter,
): Sentence {
  const { t } = formatter;
  if (question.type === "text") return [aboutComments(result, release, formatter)];
  const { total } = result;
  if (total.shown === "no") return [hidesNothing(release) ? t("takeaway.none") : untold(formatter)];
  if (total.n === 0) return [t("takeaway.none")];
  if (total.shown === "atLeast") return codedSentence(total, answers, formatter);
  if (total.shares === null) return [aboutFew(question, total, formatter)];

  switch (question.type) {
    case "scale":
      return [scaleSentence(total, formatter)];
    case "change":
      return [changeSentence(total, formatter)].filter((text) => text !== null);
    case "recommend":
      return [recommendSentence(total, formatter)];
    case "single":
    case "multiple":
      return leadingAnswer(question.type, answers, total, formatter);
  }
}

/** A count for a text with plurals: `count` chooses the form, `number` is printed. */
export const counted = (count: number, formatter: Formatter) => ({ count, number: formatter.count(count) });

/** How many say better, as good and worse; null where the shares are not shown. */
export function changeSentence(figures: Figures, formatter: Formatter): string | null {
  const bands = bandsOf("change", figures);
  if (bands === null) return null;
  const said = (band: keyof typeof bands) => formatter.said.share(bands[band].share, figures.n);
  return formatter.begin(
    formatter.t("takeaway.change", { better: said("high"), same: said("middle"), worse: said("low") }),
  );
}

function scaleSentence(figures: Figures, formatter: Formatter): string {
  const { t } = formatter;
  const bands = bandsOf("scale", figures);
  const mean = figures.mean && formatter.mean(figures.mean.value);
  if (bands === null) return mean === null ? t("takeaway.few") : t("takeaway.scaleMean", { mean });
  const share = formatter.said.share(bands.high.share, figures.n);
  return mean === null ? t("takeaway.scaleShare", { share }) : t("takeaway.scale", { mean, share });
}

function recommendSentence(figures: Figures, formatter: Formatter): string {
  const { t } = formatter;
  const bands = bandsOf("recommend", figures);
  const score = figures.score && formatter.said.score(figures.score.value);
  if (bands === null) return score === null ? t("takeaway.few") : t("brief.score", { score });
  const [low, high] = [bands.low, bands.high].map(({ share }) => formatter.said.share(share, figures.n));
  return score === null
    ? t("takeaway.recommendShare", { low, high })
    : t("takeaway.recommend", { score, low, high });
}

/** "At least 345 of 347 (99 %) answered: yes", for each answer that nearly everybody gave. */
export function codedSentence({ n, atLeast }: Coded, answers: Answer[], formatter: Formatter): Sentence {
  const { t } = formatter;
  const bounds = atLeast.flatMap(({ key, count, share }, index) => {
    const label = answers.find((answer) => answer.key === key)?.label ?? formatter.own(key);
    const values = {
      number: formatter.count(count),
      n: formatter.count(n),
      share: formatter.share(share, n),
    };
    return [...(index > 0 ? [" "] : []), ...formatter.sentence("takeaway.atLeast", values, { label })];
  });
  return [...bounds, ` ${t("takeaway.atLeastWhy")}`];
}

/** Of 5 to 9 answers an old release tells the mean alone. */
function aboutFew(question: Question, { mean }: Figures, formatter: Formatter): string {
  if (mean === null) return formatter.t("takeaway.few");
  const scale = question.type === "recommend" ? "0–10" : "1–5";
  return formatter.t("takeaway.fewMean", { mean: formatter.mean(mean.value), scale });
}

function aboutComments({ comments }: QuestionResult, release: Release, { t, ...formatter }: Formatter) {
  if (comments === null) return t(release.final ? "takeaway.none" : "takeaway.later");
  if (comments.shown) {
    const { length } = comments.texts;
    return length === 0
      ? t("takeaway.none")
      : t("takeaway.text", { count: length, number: formatter.count(length) });
  }
  return hidesNothing(release) ? t("takeaway.none") : t("hidden.comments", { limit: release.rules.comments });
}

function leadingAnswer(
  type: "single" | "multiple",
  answers: Answer[],
  { shares, n }: Figures,
  formatter: Formatter,
): Sentence {
  const given = (answer: Answer) => shareOf(shares ?? [], answer.key);
  const most = Math.max(...answers.map((answer) => amountOf(given(answer))));
  const first = answers.filter((answer) => amountOf(given(answer)) === most);
  const [only] = first;
  if (only === undefined) return [formatter.t("takeaway.none")];
  const share = formatter.said.share(given(only).share, n);
  if (first.length > 3) return [formatter.t("takeaway.even", { number: first.length, share })];
  const label = {
    text: formatter.list(first.map((answer) => answer.label.text)),
    language: only.label.language,
  };
  return formatter.sentence(`takeaway.${first.length > 1 ? "shared" : type}`, { share }, { label });
}
