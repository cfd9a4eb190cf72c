import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConceptDraft, ConceptView, GlossaryView, Language } from "bot/glossary/contract";
import { useNavigate } from "react-router";
import { conceptQuery } from "#features/glossary/queries.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { ConceptForm } from "./concept-form.tsx";
import { isBlank, written } from "./draft.ts";
import styles from "./edit.module.css";
import { editTexts } from "./edit-texts.ts";
import { Lack, useLack } from "./lack.tsx";
import { RestoredNotice } from "./restored-notice.tsx";
import { type Kept, useKeptDraft } from "./use-saved-draft.ts";

type Props = { glossary: GlossaryView; language: Language; from: string; begin(): ConceptDraft };

export function ProposalForm({ glossary, language, from, begin }: Props) {
  const t = useTexts(editTexts);
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const draft = useKeptDraft("new", from, () => ({
    id: crypto.randomUUID(),
    version: "",
    draft: begin(),
    reason: "",
  }));
  const { kept } = draft;
  const lack = useLack(kept.draft, language);
  const propose = useMutation({
    mutationFn: ({ id, draft: sent }: Kept) =>
      api<ConceptView>("POST", "/glossary/concepts", { id, draft: written(sent) }),
    onSuccess: async (concept) => {
      draft.forget();
      client.setQueryData(conceptQuery(concept.id).queryKey, concept);
      void client.invalidateQueries({ queryKey: ["glossary"] });
      toast({ message: t("new.done") });
      await navigate(`/terms/concepts/${concept.id}`, { replace: true });
    },
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (lack.passes() && !propose.isPending) propose.mutate(kept);
      }}
    >
      {draft.isRestored && !isBlank(kept.draft) && <RestoredNotice draft={draft} />}
      <p className={styles.about}>{t("new.about")}</p>
      <ConceptForm
        conceptId={kept.id}
        draft={kept.draft}
        before={null}
        isCoordinator={glossary.may.manageFields}
        fields={glossary.fields}
        first={language}
        lacking={lack.lacking}
        change={(next) => draft.change((now) => ({ draft: next(now.draft) }))}
      />
      <Lack lack={lack.shown} />
      {propose.error && <Problem error={propose.error} again={() => propose.mutate(kept)} />}
      <div className={styles.send}>
        <Button type="submit" appearance="primary" disabledFocusable={propose.isPending}>
          {t("new.send")}
        </Button>
        <span className={styles.about}>{t("kept")}</span>
      </div>
    </form>
  );
}
