import { useQueryClient } from "@tanstack/react-query";
import type { SurveyView } from "bot/surveys/contract";
import { surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { api } from "#platform/api.ts";
import { useDraft } from "#platform/drafting/use-draft.ts";

/** The survey's draft under edit, saved by itself. */
export function useSurveyDraft(survey: SurveyView) {
  const client = useQueryClient();
  return useDraft(survey.id, survey, {
    put: (version, draft) => api<SurveyView>("PUT", `/surveys/${survey.id}`, { version, draft }),
    get: () => api<SurveyView>("GET", `/surveys/${survey.id}`),
    saved: (view) => {
      client.setQueryData(surveyQuery(survey.id).queryKey, view);
      void client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true });
    },
  });
}
