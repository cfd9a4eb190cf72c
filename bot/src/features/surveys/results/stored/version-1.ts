import type { Release, SignedAnswers } from "#features/surveys/contract.ts";

/*
 * Releases that were stored before figures were exact: shares in steps of one or five points, n in fives, small groups
 * left out. They can't be counted again, since their ballots are gone; they are read, and shown as what they are.
 */

type Interval = [number, number] | null;
type Hidden1 = { shown: false };
type Figures1 = {
  shown: true;
  n: number;
  shares: { key: string; share: number; interval: Interval }[] | null;
  mean: { value: number; interval: Interval } | null;
  score: { value: number; interval: Interval } | null;
};

export type Release1 = {
  round: number;
  final: boolean;
  releasedAt: string;
  respondents: number | null;
  thresholds: { ratings: number; comments: number };
  segment: {
    backgroundId: string;
    groups: { id: string; n: number | null }[];
    unstated: number | null;
  } | null;
  questions: {
    id: string;
    total: Figures1 | Hidden1;
    dontKnow: number | null;
    groups: { id: string; figures: Figures1 | Hidden1 }[];
    comments: { shown: true; texts: string[] } | Hidden1 | null;
  }[];
  signed: SignedAnswers[] | null;
};

/** Told as today's releases are, as far as it goes. Its groups do not add up to the total: some are missing. */
export function fromVersion1(old: Release1): Release {
  const { round, final, releasedAt, respondents, thresholds, segment, signed } = old;
  return {
    version: 1,
    round,
    final,
    releasedAt,
    respondents,
    rules: { ratings: thresholds.ratings, comments: thresholds.comments, colleague: 0, step: null },
    leaves: segment ? [{ backgroundId: segment.backgroundId, blocks: leavesOf(segment) }] : [],
    questions: old.questions.map((each) => questionOf(each, segment?.backgroundId)),
    signed,
  };
}

function leavesOf({ groups, unstated }: NonNullable<Release1["segment"]>) {
  return [...groups, { id: "", n: unstated }].flatMap(({ id, n }) => (n ? [{ groups: [id], n }] : []));
}

function questionOf(
  { id, total, dontKnow, groups, comments }: Release1["questions"][number],
  backgroundId: string | undefined,
): Release["questions"][number] {
  const blocks = groups.flatMap((group) =>
    group.figures.shown ? [{ groups: [group.id], figures: figuresOf(group.figures) }] : [],
  );
  return {
    id,
    total: total.shown ? figuresOf(total) : { shown: "no" },
    uncounted: 0,
    dontKnow,
    leftOut: null,
    tables: backgroundId !== undefined && blocks.length > 0 ? [{ backgroundId, blocks }] : [],
    comments: comments && (comments.shown ? { shown: true, texts: comments.texts } : { shown: false }),
  };
}

const figuresOf = ({ n, shares, mean, score }: Figures1) => ({
  shown: "exact" as const,
  n,
  shares: shares?.map((share) => ({ ...share, count: null })) ?? null,
  bands: null,
  mean,
  score,
});
