import type { Figures, Question, Results } from "bot/surveys/contract";

export type ScaleQuestion = Extract<Question, { type: "scale" }>;
type Mean = NonNullable<Figures["mean"]>;
/** `rank` counts from 1; equal means share a rank, and the next rank is then left out, as in sports. */
export type Ranked = { question: ScaleQuestion; rank: number; n: number; mean: Mean };
export type Ranking = [Ranked, Ranked, ...Ranked[]];

/** Scale questions with the same end labels, which can be compared: at least two with a mean, best first. */
export function rankings(results: Results): Ranking[] {
  const sets = new Map<string, Omit<Ranked, "rank">[]>();
  for (const row of withMeans(results)) {
    const scale = JSON.stringify([row.question.low, row.question.high]);
    sets.set(scale, [...(sets.get(scale) ?? []), row]);
  }
  return [...sets.values()].map(inRank).filter(isRanking);
}

/** Scale questions whose mean is shown, in the order of the survey. */
export function withMeans({ questions, release }: Results): Omit<Ranked, "rank">[] {
  return questions.flatMap((question) => {
    const total = release?.questions.find(({ id }) => id === question.id)?.total;
    return question.type === "scale" && total?.shown && total.mean !== null
      ? [{ question, n: total.n, mean: total.mean }]
      : [];
  });
}

/** Best first, with ranks; equal ones in the order they came. */
export function inRank(set: Omit<Ranked, "rank">[]): Ranked[] {
  const sorted = set.toSorted((a, b) => printed(b.mean) - printed(a.mean));
  return sorted.map((row) => ({
    ...row,
    rank: 1 + sorted.filter(({ mean }) => printed(mean) > printed(row.mean)).length,
  }));
}

const isRanking = (set: Ranked[]): set is Ranking => set.length > 1;

/** A mean in tenths, as it is printed: what reads as equal is equal. */
const printed = ({ value }: Mean): number => Math.round(value * 10);
