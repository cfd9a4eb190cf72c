import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { coffeeLists, seriesQuery } from "#features/coffee/queries.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { seriesTexts } from "./series-texts.ts";

/** Removes a draft or an ended series and leaves its page, with a way back. */
export function useSeriesRemoval(id: string) {
  const t = useTexts(seriesTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => client.invalidateQueries({ queryKey: coffeeLists });
  const tell = (error: Error) => toast({ message: wordsFor(error, say) });

  const restore = useMutation({
    mutationFn: () => api("POST", `/coffee/series/${id}/restoration`, {}),
    onSuccess: refresh,
    onError: tell,
  });
  return useMutation({
    mutationFn: () => api("DELETE", `/coffee/series/${id}`),
    onSuccess: async () => {
      toast({ message: t("removed"), undo: () => restore.mutateAsync() });
      void navigate("/coffee");
      client.removeQueries({ queryKey: seriesQuery(id).queryKey });
      await refresh();
    },
    onError: tell,
  });
}
