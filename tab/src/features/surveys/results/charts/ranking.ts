import type { Figures, Question, Results } from "bot/surveys/contract";

export type ScaleQuestion = Extract<Question, { type: "scale" }>;
type Mean = NonNullable<Figures["mean"]>;
/** `rank` counts from 1; equal means share a rank, and the next rank is then left out, as in sports. */
export type Ranked = { question: ScaleQuestion; rank: number; n: number; mean: Mean };
export type Ranking = [Ranked, Ranked, ...Ranked[]];

/** Scale questions with the same words at both ends, which alone can be compared: at least two with a mean, best first. */
export function rankings(results: Results): Ranking[] {
  const sets = Map.groupBy(withMeans(results), ({ question: { low, high } }) =>
    JSON.stringify(results.languages.map((each) => [low[each].trim(), high[each].trim()])),
  );
  return [...sets.values()].map(inRank).filter(isRanking);
}

/** Scale questions whose mean is told, in the order of the survey. */
function withMeans({ questions, release }: Results): Omit<Ranked, "rank">[] {
  return questions.flatMap((question) => {
    const total = release?.questions.find(({ id }) => id === question.id)?.total;
    return question.type === "scale" && total?.shown === "exact" && total.mean !== null
      ? [{ question, n: total.n, mean: total.mean }]
      : [];
  });
}

/** Best first, with ranks; equal ones in the order they came. */
function inRank(set: Omit<Ranked, "rank">[]): Ranked[] {
  const sorted = set.toSorted((a, b) => printed(b.mean) - printed(a.mean));
  return sorted.map((row) => ({
    ...row,
    rank: 1 + sorted.filter(({ mean }) => printed(mean) > printed(row.mean)).length,
  }));
}

const isRanking = (set: Ranked[]): set is Ranking => set.length > 1;

/** A mean in tenths, as it is printed: what reads as equal is equal. */
const printed = ({ value }: Mean): number => Math.round(value * 10);
