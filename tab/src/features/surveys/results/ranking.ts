import type { Figures, Question, Results } from "bot/surveys/contract";

export type ScaleQuestion = Extract<Question, { type: "scale" }>;
type Mean = NonNullable<Figures["mean"]>;
/** `rank` counts from 1; equal means share a rank, and the next rank is then left out, as in sports. */
export type Ranked = { question: ScaleQuestion; rank: number; n: number; mean: Mean };

/** Scale questions with the same end labels, which can be compared: at least two with a mean, best first. */
export function rankings(results: Results): Ranked[][] {
  const sets = Map.groupBy(withMeans(results), ({ question }) =>
    JSON.stringify([question.low, question.high]),
  );
  return [...sets.values()].filter((set) => set.length > 1).map(ranked);
}

export function withMeans({ questions, release }: Results): Omit<Ranked, "rank">[] {
  return questions.flatMap((question) => {
    const total = release?.questions.find(({ id }) => id === question.id)?.total;
    return question.type === "scale" && total?.shown && total.mean !== null
      ? [{ question, n: total.n, mean: total.mean }]
      : [];
  });
}

function ranked(set: Omit<Ranked, "rank">[]): Ranked[] {
  const sorted = set.toSorted((a, b) => b.mean.value - a.mean.value);
  return sorted.map((row) => ({
    ...row,
    rank: 1 + sorted.filter(({ mean }) => mean.value > row.mean.value).length,
  }));
}
