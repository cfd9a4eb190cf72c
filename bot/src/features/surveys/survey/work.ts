import { z } from "zod";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { SurveyStore } from "./store.ts";
import type { Survey } from "./survey.ts";

/** Which survey a job is about. */
export const ofSurvey = z.object({ tenantId: z.string(), surveyId: z.string() });
export type OfSurvey = z.infer<typeof ofSurvey>;

/** What its broadcasts are listed by. */
export const groupOf = ({ id }: Pick<Survey, "id">): string => `surveys|${id}`;

/** A job on a survey; nothing where the survey is gone. */
export const onSurvey =
  (store: SurveyStore) =>
  (run: (survey: Survey, work: OfSurvey) => Promise<unknown>) =>
  async (data: unknown): Promise<unknown> => {
    const work = ofSurvey.parse(data);
    const survey = await store.find(work.tenantId, work.surveyId).catch(undefinedIfGone);
    return survey && run(survey, work);
  };
