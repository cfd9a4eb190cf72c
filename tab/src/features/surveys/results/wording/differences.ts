import type { Figures, Question, QuestionResult, Results, Share } from "bot/surveys/contract";
import { answersTo } from "#features/surveys/results/charts/answers.ts";
import { bandsOf } from "#features/surveys/results/charts/bands.ts";
import { groupLabel } from "#features/surveys/results/charts/groups.ts";
import type { Formatter, Interval } from "./formatter.ts";
import { inLanguage, type Localized } from "./localized.ts";

/** Groups of so few are compared in no release that was rounded: rounding alone can set them so far from each other. */
const fewestRounded = 30;

/** What the highest and the lowest of a question's groups said. `measure` is what was compared: a mean, or one answer's share. */
export type Difference = {
  question: Question;
  measure: Localized;
  high: { label: Localized; value: string };
  low: { label: Localized; value: string };
  /** How far the two intervals are from each other, as a part of the measure's whole range. */
  distance: number;
};

/** Which questions were compared by groups, and where two groups surely differ: their 95 % intervals do not meet. */
export type Comparison = { compared: Question[]; differences: Difference[] };

export function comparison(results: Results, formatter: Formatter): Comparison {
  const comparable = results.questions.flatMap((question) => {
    const result = results.release?.questions.find(({ id }) => id === question.id);
    const measures = result ? measuresOf(question, result, results, formatter) : [];
    return measures.length > 0 ? [{ question, measures }] : [];
  });
  return {
    compared: comparable.map(({ question }) => question),
    differences: comparable
      .flatMap(({ question, measures }) => largest(question, measures))
      .toSorted((a, b) => b.distance - a.distance),
  };
}

type Measured = { label: Localized; value: number; interval: Interval; printed: string };
type Measure = { label: Localized; width: number; groups: Measured[] };

/** The one measure of a question in which two groups are furthest from each other; none where all intervals meet. */
function largest(question: Question, measures: Measure[]): Difference[] {
  const found = measures.flatMap(({ label, width, groups }) => {
    const high = groups.reduce((best, each) => (each.interval[0] > best.interval[0] ? each : best));
    const low = groups.reduce((best, each) => (each.interval[1] < best.interval[1] ? each : best));
    const distance = (high.interval[0] - low.interval[1]) / width;
    if (distance <= 0 || high.value <= low.value) return [];
    const say = ({ label, printed }: Measured) => ({ label, value: printed });
    return [{ question, measure: label, high: say(high), low: say(low), distance }];
  });
  return found.toSorted((a, b) => b.distance - a.distance).slice(0, 1);
}

function measuresOf(
  question: Question,
  { tables }: QuestionResult,
  results: Results,
  formatter: Formatter,
): Measure[] {
  const isRounded = results.release?.version === 1;
  const groups = tables.flatMap(({ backgroundId, blocks }) => {
    const background = results.backgrounds.find(({ id }) => id === backgroundId);
    return blocks
      .filter(({ figures }) => !isRounded || figures.n >= fewestRounded)
      .map((block) => ({
        figures: block.figures,
        label: groupLabel(block.groups, background, results.languages, formatter),
      }));
  });
  const measure = (label: Localized, width: number, of: (figures: Figures) => Told | null): Measure => ({
    label,
    width,
    groups: groups.flatMap(({ label, figures }) => {
      const told = of(figures);
      return told?.interval ? [{ label, ...told, interval: told.interval }] : [];
    }),
  });
  const shareOf = (label: Localized, of: (figures: Figures) => Share | undefined): Measure =>
    measure(label, 100, (figures) => {
      const share = of(figures);
      return share
        ? { value: share.share, interval: share.interval, printed: formatter.share(share.share, figures.n) }
        : null;
    });
  return measuresOfType(question, results, formatter, measure, shareOf).filter(
    ({ groups }) => groups.length > 1,
  );
}

type Told = { value: number; interval: Interval | null; printed: string };

function measuresOfType(
  question: Question,
  results: Results,
  formatter: Formatter,
  measure: (label: Localized, width: number, of: (figures: Figures) => Told | null) => Measure,
  shareOf: (label: Localized, of: (figures: Figures) => Share | undefined) => Measure,
): Measure[] {
  const { t } = formatter;
  const own = (text: string) => formatter.own(text);
  switch (question.type) {
    case "scale":
      return [
        measure(own(t("measure.scale")), 4, ({ mean }) =>
          mean ? { ...mean, printed: formatter.mean(mean.value) } : null,
        ),
      ];
    case "recommend":
      return [
        measure(own(t("measure.recommend")), 200, ({ score }) =>
          score ? { ...score, printed: formatter.score(score.value) } : null,
        ),
      ];
    case "change":
      return (["high", "low"] as const).map((band) =>
        shareOf(own(t(`band.change.${band}`)), (figures) => bandsOf("change", figures)?.[band]),
      );
    case "single":
    case "multiple":
      return answersTo(question, results.languages, formatter).map(({ key, label }) =>
        shareOf(label, ({ shares }) => shares?.find((share) => share.key === key)),
      );
    case "text":
      return [];
  }
}

export const titleOf = (question: Question, results: Results, formatter: Formatter): Localized =>
  inLanguage(question.text, formatter.language, results.languages);
