import { z } from "zod";
import type { ReleaseStore } from "#features/surveys/results/release-store.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { restorableMs, type Survey, stateOf } from "#features/surveys/survey/survey.ts";
import type { Feature } from "#platform/feature.ts";
import { type Clock, later, minutes } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Publishing } from "./lifecycle.ts";

const ofSurvey = z.object({ tenantId: z.string(), surveyId: z.string() });
const ofSending = ofSurvey.extend({ sendingId: z.string() });
type OfSurvey = z.infer<typeof ofSurvey>;

type Count = (work: OfSurvey) => Promise<void>;

/** Everything here may run twice, late, or for a survey that is gone. */
export function surveyJobs(
  store: SurveyStore,
  publishing: Publishing,
  releases: ReleaseStore,
  jobs: Jobs,
  clock: Clock,
  count: Count,
): NonNullable<Feature["jobs"]> {
  const counting = new Set<string>();
  const each = (run: (survey: Survey, work: OfSurvey) => Promise<unknown>) => async (data: unknown) => {
    const work = ofSurvey.parse(data);
    const survey = await store.find(work.tenantId, work.surveyId).catch(undefinedIfGone);
    if (survey) await run(survey, work);
  };

  return {
    send: async (data) => {
      const { tenantId, surveyId, sendingId } = ofSending.parse(data);
      const survey = await store.find(tenantId, surveyId).catch(undefinedIfGone);
      if (survey) await publishing.sendOpened(survey, sendingId);
    },
    audience: each((survey) => publishing.countAudience(survey)),

    /** Planned when the survey opened; it may have been withdrawn or opened again since, or closed and not counted. */
    close: each(async (survey) => {
      const state = stateOf(survey, clock.now());
      if (state !== "draft" && state !== "open" && !survey.sealedAt) await publishing.close(survey);
    }),

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

    interim: each(async (survey, work) => {
      if (stateOf(survey, clock.now()) === "open") await count(work);
    }),

    takeDown: each((survey) => publishing.takeDown(survey)),

    /** Planned when the survey was removed; it may have been brought back since. */
    purge: each(async (survey) => {
      if (!survey.removedAt || later(survey.removedAt, restorableMs) > clock.now()) return;
      await releases.keepOnly(survey, null);
      await store.remove(survey);
    }),
  };
}
