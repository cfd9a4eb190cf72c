import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SurveyView } from "bot/surveys/contract";
import { useState } from "react";
import { useNavigate } from "react-router";
import { surveyQuery, surveysQuery } from "#features/surveys/queries.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

/** Makes a new draft with the same questions and opens it. */
export function useCopy(surveyId: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const say = useTexts(platformTexts);
  // The copy's id is ours, so that pressing again after a lost answer makes no second copy.
  const [id] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: () => api<SurveyView>("POST", `/surveys/${surveyId}/copies`, { id }),
    onSuccess: (survey) => {
      client.setQueryData(surveyQuery(survey.id).queryKey, survey);
      void client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true });
      void navigate(`/surveys/${survey.id}/build`);
    },
    onError: (error) => toast({ message: wordsFor(error, say) }),
  });
}
