import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { conceptQuery } from "#features/glossary/queries.ts";
import { api } from "#platform/api.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { wordsFor } from "#platform/ui/problem.tsx";
import { conceptTexts } from "./concept-texts.ts";

/** Removes a concept and leaves its page, with a way back. */
export function useRemoval(id: string) {
  const t = useTexts(conceptTexts);
  const say = useTexts(platformTexts);
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => client.invalidateQueries({ queryKey: ["glossary"] });
  const tell = (error: Error) => toast({ message: wordsFor(error, say) });

  const restore = useMutation({
    mutationFn: () => api("POST", `/glossary/concepts/${id}/restoration`, {}),
    onSuccess: refresh,
    onError: tell,
  });
  const remove = useMutation({
    mutationFn: () => api("DELETE", `/glossary/concepts/${id}`),
    onSuccess: async () => {
      toast({ message: t("removed"), undo: () => restore.mutateAsync() });
      void navigate("/terms");
      client.removeQueries({ queryKey: conceptQuery(id).queryKey });
      await refresh();
    },
    onError: tell,
  });
  return { remove, restore };
}
