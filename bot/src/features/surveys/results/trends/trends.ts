import type {
  Draft,
  Figures,
  Question,
  QuestionResult,
  Release,
  Share,
  Words,
} from "#features/surveys/contract.ts";
import { scoreInterval } from "#features/surveys/results/interval.ts";

/** How the answers to one question have moved from one survey to the next, by their stored releases. */
export type Change = {
  surveyTitle: Words;
  /** The question; where it has choices, with the choice whose share has moved most. */
  question: Words;
  before: number;
  after: number;
  /** `percent`: a share, or a difference between two shares, in percentage points. */
  unit: "mean" | "percent";
  /** Whether the 95 % intervals of the two lie apart. */
  isCertain: boolean;
};
/** `size` is the change as a part of the whole scale, -1 to 1, so that means and shares can be compared. */
export type Sized = Change & { size: number };

type Measure = {
  key: string;
  unit: Change["unit"];
  value: number;
  interval: [number, number] | null;
  /** From the lowest possible value to the highest. */
  range: number;
};

/** Fewer answers in a release of version 1 were rounded so that what moved may be the rounding alone. */
const leastOfVersion1 = 30;

/** What a release says of a question to all, where it is exact enough to be compared with another year's. */
export function comparableIn(release: Release | undefined, question: Question): QuestionResult | undefined {
  const result = release?.questions.find(({ id }) => id === question.id);
  if (!release || result?.total.shown !== "exact") return undefined;
  return release.version === 1 && result.total.n < leastOfVersion1 ? undefined : result;
}

/** Whether two questions may be compared: same id, type and words, in every language that both surveys are written in. */
export function asksSame(one: Question, other: Question, languages: Draft["languages"]): boolean {
  if (one.id !== other.id || languages.length === 0) return false;
  const [first, second] = [wordsOf(one), wordsOf(other)];
  return (
    one.type === other.type &&
    first.length === second.length &&
    first.every(({ key, text }, at) => {
      const same = second[at];
      return key === same?.key && languages.every((each) => text[each].trim() === same.text[each].trim());
    })
  );
}

/**
 * What has moved most in the answers to a question; undefined where nothing has, or where a release does not tell
 * it exactly. The measures are the usual ones: the mean of a scale, the recommend score, better less worse (the balance of business
 * tendency surveys: OECD, Business Tendency Surveys: A Handbook, 2003), and the share of each choice.
 */
export function changeOf(
  question: Question,
  surveyTitle: Words,
  before: QuestionResult,
  after: QuestionResult,
): Sized | undefined {
  const earlier = new Map(measuresOf(question, before.total).map((measure) => [measure.key, measure]));
  const changes = measuresOf(question, after.total).flatMap((measure): Sized[] => {
    const was = earlier.get(measure.key);
    if (!was || was.value === measure.value) return [];
    const { unit, value, range } = measure;
    return [
      {
        surveyTitle,
        question: named(question, measure.key),
        before: was.value,
        after: value,
        unit,
        isCertain: areApart(was.interval, measure.interval),
        size: (value - was.value) / range,
      },
    ];
  });
  return changes.toSorted(bySize)[0];
}

/** The largest rises, then the largest falls, so many of each. */
export function largest(changes: readonly Sized[], most: number): Change[] {
  const sorted = changes.toSorted(bySize);
  const [up, down] = [sorted.filter(({ size }) => size > 0), sorted.filter(({ size }) => size < 0)];
  return [...up.slice(0, most), ...down.slice(0, most)].map(({ size: _, ...change }) => change);
}

function measuresOf({ type }: Question, total: QuestionResult["total"]): Measure[] {
  if (total.shown !== "exact") return [];
  const { mean, shares } = total;
  if (type === "scale") return mean ? [{ key: "", unit: "mean", range: 4, ...mean }] : [];
  if (type === "recommend" || type === "change") {
    const score = total.score ?? (type === "change" && shares ? balanceOf(total.n, shares) : null);
    return score ? [{ key: "", unit: "percent", range: 200, ...score }] : [];
  }
  return (shares ?? []).map(({ key, share, interval }) => ({
    key,
    unit: "percent",
    range: 100,
    value: share,
    interval,
  }));
}

/** Better less worse, in a release of version 1: its interval is that of the recommend score, the same difference of shares. */
function balanceOf(n: number, shares: readonly Share[]): NonNullable<Figures["score"]> {
  const of = (wanted: string) => shares.find(({ key }) => key === wanted)?.share ?? 0;
  const [better, worse] = [of("better"), of("worse")];
  const [low, high] = scoreInterval((better / 100) * n, (worse / 100) * n, n);
  return { value: better - worse, interval: [low * 100, high * 100] };
}

/** Intervals that were not given, for few answers or none that differ, prove nothing. */
const areApart = (one: Measure["interval"], other: Measure["interval"]) =>
  one !== null && other !== null && (one[1] < other[0] || other[1] < one[0]);

const bySize = (one: Sized, other: Sized) => Math.abs(other.size) - Math.abs(one.size);

/** All that a respondent reads of a question. */
function wordsOf(question: Question): { key: string; text: Words }[] {
  const own = { key: "", text: question.text };
  if (question.type === "scale")
    return [own, { key: "low", text: question.low }, { key: "high", text: question.high }];
  if (question.type !== "single" && question.type !== "multiple") return [own];
  return [own, ...question.choices.map(({ id, text }) => ({ key: id, text }))];
}

function named(question: Question, key: string): Words {
  const choice = wordsOf(question).find((each) => each.key === key && key !== "")?.text;
  const { text } = question;
  if (!choice) return text;
  const together = (language: keyof Words) => [text[language], choice[language]].filter(Boolean).join(" – ");
  return { sv: together("sv"), fi: together("fi"), en: together("en") };
}
