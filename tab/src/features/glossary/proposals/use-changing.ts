import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConceptView } from "bot/glossary/contract";
import { useState } from "react";
import { useNavigate } from "react-router";
import { conceptQuery } from "#features/glossary/queries.ts";
import { ApiError, api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { written } from "./draft.ts";
import { editTexts } from "./edit-texts.ts";
import { useKeptDraft } from "./use-saved-draft.ts";

/** A concept under change: what one has written of it stays until it is saved, whoever else has saved meanwhile. */
export function useChanging(concept: ConceptView) {
  const t = useTexts(editTexts);
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id } = concept;
  const begin = ({ version, draft }: ConceptView) => ({ id, version, draft, reason: "" });
  const [base, setBase] = useState(concept);
  const draft = useKeptDraft(`concept.${id}`, "", () => begin(base));
  const [theirs, setTheirs] = useState<ConceptView | undefined>(
    // What was found in this browser may stand on something old.
    draft.isRestored && draft.kept.version !== concept.version ? concept : undefined,
  );

  const save = useMutation({
    mutationFn: (version: string) =>
      api<ConceptView>("PUT", `/glossary/concepts/${id}`, {
        version,
        draft: written(draft.kept.draft),
        reason: draft.kept.reason,
      }),
    onSuccess: async (saved) => {
      draft.forget();
      client.setQueryData(conceptQuery(id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["glossary"] });
      toast({ message: t("saved") });
      await navigate(`/terms/concepts/${id}`);
    },
    onError: (error) => (isConflict(error) ? meet() : undefined),
  });
  /** Somebody else has saved: what they made of it. A read that fails leaves the error to be tried again. */
  const meet = () => client.fetchQuery({ ...conceptQuery(id), staleTime: 0 }).then(setTheirs, () => {});

  return {
    draft,
    base: base.draft,
    theirs,
    save,
    error: save.error && !(isConflict(save.error) && theirs) ? save.error : null,
    /** Mine over theirs. */
    saveOver() {
      if (!theirs) return;
      draft.change({ version: theirs.version });
      setBase(theirs);
      setTheirs(undefined);
      save.mutate(theirs.version);
    },
    /** Theirs in place of mine, which comes back to who regrets it. */
    takeTheirs() {
      if (!theirs) return;
      const mine = draft.kept;
      draft.change(begin(theirs));
      setBase(theirs);
      setTheirs(undefined);
      save.reset();
      toast({ message: t("conflict.taken"), undo: () => draft.change({ ...mine, version: theirs.version }) });
    },
  };
}

const isConflict = (error: Error): boolean => error instanceof ApiError && error.code === "changedMeanwhile";
