import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConceptDraft, ConceptView, GlossaryView, Language } from "bot/glossary/contract";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useNavigate } from "react-router";
import { conceptQuery } from "#features/glossary/queries.ts";
import { api } from "#platform/api.ts";
import { languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { ConceptForm } from "./concept-form.tsx";
import { firstIn, isBlank, isShort, termFieldId, written } from "./draft.ts";
import styles from "./edit.module.css";
import { editTexts } from "./edit-texts.ts";
import type { ChangeDraft } from "./form-props.ts";
import { Lack, useLack } from "./lack.tsx";
import { RestoredNotice } from "./restored-notice.tsx";
import { ShortForm } from "./short-form.tsx";
import { type Kept, useKeptDraft } from "./use-saved-draft.ts";

type Props = { glossary: GlossaryView; language: Language; from: string; begin(): ConceptDraft };

/** Short at first: what more can be said is shown when asked for, and where something of it is written. */
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
  const [lead, setLead] = useState(
    () => languages.find((each) => isShort(kept.draft, each) && !isShort(kept.draft, language)) ?? language,
  );
  const [isWhole, setWhole] = useState(false);
  // What the short form can't show is never hidden by it.
  if (!isWhole && !isShort(kept.draft, lead)) setWhole(true);
  const only = isWhole ? undefined : firstIn(kept.draft, lead);
  const change: ChangeDraft = (next) => draft.change((now) => ({ draft: next(now.draft) }));
  const lack = useLack(kept.draft, lead);
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
      {only ? (
        <ShortForm
          conceptId={kept.id}
          draft={kept.draft}
          term={only}
          isLacking={lack.lacking === lead}
          change={change}
          chooseLanguage={setLead}
          showMore={() => {
            flushSync(() => setWhole(true));
            document.getElementById(termFieldId(only.id))?.focus();
          }}
        />
      ) : (
        <ConceptForm
          conceptId={kept.id}
          draft={kept.draft}
          before={null}
          isCoordinator={glossary.may.manageFields}
          fields={glossary.fields}
          first={lead}
          lacking={lack.lacking}
          change={change}
        />
      )}
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
