import { z } from "zod";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { stateOf } from "#features/surveys/survey/survey.ts";
import { ofSurvey, onSurvey } from "#features/surveys/survey/work.ts";
import type { Part } from "#platform/combine.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { notBefore } from "#platform/jobs/not-yet.ts";
import type { Publishing } from "./lifecycle.ts";

const ofSending = ofSurvey.extend({ sendingId: z.string() });

type Ports = { store: SurveyStore; publishing: Publishing; clock: Clock };

/** Everything here may run twice, late, or for a survey that is gone. */
export function sendingJobs({ store, publishing, clock }: Ports): NonNullable<Part["jobs"]> {
  const each = onSurvey(store);

  return {
    send: async (data) => {
      const { sendingId } = ofSending.parse(data);
      return each((survey) => publishing.sendOpened(survey, sendingId))(data);
    },

    audience: each((survey) => publishing.countAudience(survey)),

    /** Planned when the survey opened; it may have been withdrawn or opened again since, or closed and not counted. */
    close: each(async (survey) => {
      const state = stateOf(survey, clock.now());
      const { closesAt } = survey.draft;
      if (state === "open") return closesAt === null ? undefined : notBefore(new Date(closesAt), clock);
      if (state !== "draft" && !survey.sealedAt) await publishing.close(survey);
    }),

    redraw: each((survey) => publishing.redraw(survey)),

    takeDown: each((survey) => publishing.takeDown(survey)),
  };
}
