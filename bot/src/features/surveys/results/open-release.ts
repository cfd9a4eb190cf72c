import type { Draft, QuestionResult, Release } from "#features/surveys/contract.ts";
import { commentsOf, type Random } from "./disclosure/comments.ts";
import { together } from "./disclosure/passes.ts";
import { figuresOf } from "./figures.ts";
import { cellsOf, groupSizes, type QuestionTally, type Tally } from "./tally.ts";

/** Whether the release is the last, and how it is dated. */
export type OpenReleasing = { round: number; final: boolean; now: Date; random: Random };

/** What the organisers of a signed survey see: names, every group alone, and figures from the first answer on. */
export function openRelease(tally: Tally, { round, final, now, random }: OpenReleasing): Release {
  const { draft } = tally;
  const groups = groupIdsOf(draft);
  const inhabited = groupSizes(tally).flatMap((size, group) => (size > 0 ? [{ group, size }] : []));
  return {
    version: 2,
    round,
    final,
    releasedAt: now.toISOString(),
    respondents: tally.ballots,
    rules: { ratings: 1, comments: 1, colleague: 0, step: null },
    leaves:
      draft.segmentBy === null || inhabited.length === 0
        ? []
        : [
            {
              backgroundId: draft.segmentBy,
              blocks: inhabited.map(({ group, size }) => ({ groups: [groups[group] ?? ""], n: size })),
            },
          ],
    questions: tally.questions.map((each) => ({
      ...resultOf(tally, each, groups),
      comments: each.question.type === "text" ? commentsOf(each.comments, 1, random) : null,
    })),
    signed: tally.signed.toSorted((one, other) => one.name.localeCompare(other.name, "sv")),
  };
}

function resultOf(tally: Tally, each: QuestionTally, groups: string[]): Omit<QuestionResult, "comments"> {
  const { question } = each;
  const cells = cellsOf(tally, each);
  const all = together(cells);
  if (all.n === 0)
    return {
      id: question.id,
      total: { shown: "no" },
      uncounted: 0,
      dontKnow: null,
      leftOut: null,
      tables: [],
    };

  const dontKnow = cells.reduce((sum, cell) => sum + cell.dontKnow, 0);
  const blocks = [...Map.groupBy(cells, ({ group }) => group)]
    .map(([group, of]) => ({ group, counts: together(of) }))
    .filter(({ counts }) => counts.n > 0)
    .toSorted((one, other) => one.group - other.group)
    .map(({ group, counts }) => ({ groups: [groups[group] ?? ""], figures: figuresOf(question, counts) }));
  const { segmentBy } = tally.draft;
  return {
    id: question.id,
    total: figuresOf(question, all),
    uncounted: 0,
    dontKnow: question.type !== "text" && question.dontKnow ? dontKnow : null,
    leftOut: tally.ballots - all.n - dontKnow,
    tables: segmentBy === null || question.type === "text" ? [] : [{ backgroundId: segmentBy, blocks }],
  };
}

/** The choices of the segment question, and "" for those who stated no group. */
export function groupIdsOf({ backgrounds, segmentBy }: Draft): string[] {
  const choices = backgrounds.find(({ id }) => id === segmentBy)?.choices ?? [];
  return [...choices.map(({ id }) => id), ""];
}
