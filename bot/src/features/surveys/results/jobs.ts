import type { BallotBox } from "#features/surveys/ballots/ballot-box.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { restorableMs, type Survey, stateOf } from "#features/surveys/survey/survey.ts";
import { groupOf, type OfSurvey, onSurvey } from "#features/surveys/survey/work.ts";
import type { Part } from "#platform/combine.ts";
import { type Clock, later, minutes } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { notBefore } from "#platform/jobs/not-yet.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { ReleaseStore } from "./stored/release-store.ts";

type Ports = {
  store: SurveyStore;
  box: BallotBox;
  sender: Pick<Sender, "list" | "targets" | "forget">;
  releases: ReleaseStore;
  jobs: Jobs;
  clock: Clock;
  count(work: OfSurvey): Promise<void>;
};

/** Everything here may run twice, late, or for a survey that is gone. */
export function resultsJobs({
  store,
  box,
  sender,
  releases,
  jobs,
  clock,
  count,
}: Ports): NonNullable<Part["jobs"]> {
  const counting = new Set<string>();
  const each = onSurvey(store);

  /** Where it was posted: the broadcasts go last, since they tell where to look. */
  async function unpost(survey: Survey): Promise<void> {
    const { tenantId, id } = survey;
    for (const sent of await sender.list(tenantId, groupOf(survey)))
      for await (const { placeId } of sender.targets(tenantId, sent.id))
        await store.forgetPosted(tenantId, placeId, id);
    await sender.forget(tenantId, groupOf(survey));
  }

  return {
    count: each(async (survey, work) => {
      if (!survey.closedAt || survey.sealedAt) return;
      // Twice at once would be harmless and dear: the second looks later whether the first came to its end.
      if (counting.has(survey.id)) return jobs.add("surveys/count", work, later(clock.now(), minutes(1)));
      counting.add(survey.id);
      try {
        // Before the count, after which this would return above: no card may stay behind as if it were open.
        await jobs.add("surveys/takeDown", work);
        await count(work);
      } finally {
        counting.delete(survey.id);
      }
    }),

    /** Planned with each answer. A look costs little where nothing may be told yet. */
    interim: each(async (survey, work) => {
      const isLive = survey.draft.kind === "live";
      const isOpen = stateOf(survey, clock.now()) === "open";
      if (isOpen && isLive && !(await box.isStepDue(survey))) return;
      if (isOpen) await count(work);
      // What this count, or one that was cut off, has written after the last one came to its end.
      const isOver = isLive && (await store.find(survey.tenantId, survey.id)).releasedAt !== undefined;
      if (isOver) await box.forgetSteps(survey);
    }),

    /** Planned when the survey was removed; it may have been brought back since. */
    purge: each(async (survey) => {
      if (!survey.removedAt) return;
      const early = notBefore(later(survey.removedAt, restorableMs), clock);
      if (early) return early;
      await unpost(survey);
      // Of one that was opened, and became a draft again before anybody saw it.
      await box.destroy(survey);
      await releases.keepOnly(survey, null);
      await store.remove(survey);
    }),
  };
}
