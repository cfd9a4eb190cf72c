import { useMutation, useQueryClient } from "@tanstack/react-query";
import { surveysQuery } from "#features/surveys/queries.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";

/** Removes a draft or a finished survey, with a way back. */
export function useRemoval(surveyId: string) {
  const t = useTexts(surveyTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: surveysQuery().queryKey, exact: true });
  const tell = (error: Error) => toast({ message: wordsFor(error, say) });

  const restore = useMutation({
    mutationFn: () => api("POST", `/surveys/${surveyId}/restoration`, {}),
    onSuccess: refresh,
    onError: tell,
  });
  return useMutation({
    mutationFn: () => api("DELETE", `/surveys/${surveyId}`),
    onSuccess: async () => {
      toast({ message: t("removed"), undo: () => restore.mutateAsync() });
      await refresh();
    },
    onError: tell,
  });
}
