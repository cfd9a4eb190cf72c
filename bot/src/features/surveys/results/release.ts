import type { Release } from "#features/surveys/contract.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { commentsOf } from "./disclosure/comments.ts";
import { type Leaf, leavesOf, treeOf } from "./disclosure/groups.ts";
import { resultOf, type Segment } from "./disclosure/question-result.ts";
import { recheck } from "./disclosure/recheck.ts";
import { rulesOf, type Safeguards, safeguardsFor } from "./disclosure/safeguards.ts";
import { groupIdsOf, type OpenReleasing, openRelease } from "./open-release.ts";
import { cellsOf, groupSizes, stepSizes, type Tally } from "./tally.ts";

/** `step`: how many answers of a live survey are told at a time; null for the others. */
export type Releasing = OpenReleasing & { step: number | null };

export type Releases = {
  forAll: Release;
  /** Signed surveys: with names, and with nothing hidden. */
  forOrganisers: Release | null;
};

/**
 * The one door through which numbers leave the ballot box; everything that anyone sees was made here. What can be computed
 * is shown, and what is not shown can't be computed: decision record 5 says what is protected, and by which rule.
 *
 * In a live survey the last step is what came after those that may be told while it is open: it is part of the final
 * release only. Two releases of one tally differ in the order of comments alone. If reading the finished
 * release again finds anything that it should not tell, nothing is released: that is a bug.
 */
export function release(
  survey: Pick<Survey, "draft" | "thresholds">,
  tally: Tally,
  releasing: Releasing,
  safeguards: Safeguards = safeguardsFor(survey.thresholds),
): Releases {
  const forAll = protectedRelease(survey, tally, releasing, safeguards);
  const [finding] = safeguards.rechecks ? recheck(forAll, tally) : [];
  if (finding) throw new Error(`The release would tell too much, nothing was released: ${finding}`);
  const isSigned = survey.draft.kind === "signed";
  return { forAll, forOrganisers: isSigned ? openRelease(tally, releasing) : null };
}

function protectedRelease(
  { draft, thresholds }: Pick<Survey, "draft" | "thresholds">,
  tally: Tally,
  { round, final, now, random, step }: Releasing,
  safeguards: Safeguards,
): Release {
  const bySteps = stepSizes(tally);
  const people = (final ? bySteps : bySteps.slice(0, -1)).reduce((sum, size) => sum + size, 0);
  const isTold = people >= safeguards.fewest;
  const leaves = final && isTold ? leavesOf(groupSizes(tally), safeguards.joins ? safeguards.fewest : 1) : [];
  const segment =
    draft.segmentBy === null ? undefined : segmentOf(draft.segmentBy, groupIdsOf(draft), leaves);
  const scope = { steps: bySteps.length, final, segment };
  return {
    version: 2,
    round,
    final,
    releasedAt: now.toISOString(),
    respondents: isTold ? people : null,
    rules: rulesOf(thresholds, step),
    leaves: segment ? leavesToTell(segment, leaves) : [],
    questions: tally.questions.map((each) => ({
      ...resultOf(each.question, cellsOf(tally, each), scope, safeguards),
      comments:
        final && each.question.type === "text"
          ? commentsOf(each.comments, thresholds.comments, random)
          : null,
    })),
    signed: null,
  };
}

const segmentOf = (backgroundId: string, groupIds: string[], leaves: Leaf[]): Segment => ({
  backgroundId,
  groupIds,
  tree: treeOf(leaves),
});

function leavesToTell({ backgroundId, groupIds }: Segment, leaves: Leaf[]): Release["leaves"] {
  if (leaves.length === 0) return [];
  const blocks = leaves.map(({ groups, size }) => ({
    groups: groups.map((at) => groupIds[at] ?? ""),
    n: size,
  }));
  return [{ backgroundId, blocks }];
}
