import { Button, Field, Input } from "@fluentui/react-components";
import type { ConceptView, GlossaryView } from "bot/glossary/contract";
import { Link } from "react-router";
import { reasonLength } from "#features/glossary/lists.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { ConceptForm } from "./concept-form.tsx";
import { Conflict } from "./conflict.tsx";
import styles from "./edit.module.css";
import { editTexts } from "./edit-texts.ts";
import { Lack, useLack } from "./lack.tsx";
import { RestoredNotice } from "./restored-notice.tsx";
import { useChanging } from "./use-changing.ts";

type Props = { concept: ConceptView; glossary: GlossaryView };

export function ChangeForm({ concept, glossary }: Props) {
  const t = useTexts(editTexts);
  const { draft, base, theirs, save, error, saveOver, takeTheirs } = useChanging(concept);
  const { kept } = draft;
  const lack = useLack(kept.draft, useLanguage());
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (lack.passes() && !save.isPending && !theirs) save.mutate(kept.version);
      }}
    >
      {draft.isRestored && !theirs && <RestoredNotice draft={draft} />}
      <ConceptForm
        conceptId={concept.id}
        draft={kept.draft}
        before={(theirs ?? concept).draft}
        isCoordinator={glossary.may.manageFields}
        fields={glossary.fields}
        lacking={lack.lacking}
        change={(next) => draft.change((now) => ({ draft: next(now.draft) }))}
      />
      <Field label={t("reason")} hint={t("reason.about")}>
        <Input
          value={kept.reason}
          maxLength={reasonLength}
          onChange={(_, { value }) => draft.change({ reason: value })}
        />
      </Field>
      <Lack lack={lack.shown} />
      {theirs && <Conflict base={base} theirs={theirs} saveOver={saveOver} takeTheirs={takeTheirs} />}
      {error && <Problem error={error} again={() => save.mutate(kept.version)} />}
      <div className={styles.send}>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending || theirs !== undefined}>
          {t("save")}
        </Button>
        <Link to={`/terms/concepts/${concept.id}`}>{t("leave")}</Link>
        <span className={styles.about}>{t("kept")}</span>
      </div>
    </form>
  );
}
