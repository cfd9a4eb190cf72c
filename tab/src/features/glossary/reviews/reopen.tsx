import { Button, Field, Textarea } from "@fluentui/react-components";
import type { ConceptView } from "bot/glossary/contract";
import { useState } from "react";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { useConceptDeed } from "#features/glossary/concepts/use-concept-action.ts";
import { reasonLength } from "#features/glossary/lists.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { useWritten } from "#platform/unsaved/use-written.ts";
import styles from "./review.module.css";

const shortestReason = 3;

/** Takes a decision up again, with a reason for everybody to read. */
export function Reopen({ concept: { id } }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const [reason, setReason] = useWritten(`terms.reopening.${id}`, "");
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < shortestReason;
  const reopen = useConceptDeed(
    id,
    () => api<ConceptView>("POST", `/glossary/concepts/${id}/reopening`, { reason }),
    t("reopen.done"),
  );
  return (
    <details className={styles.more}>
      <summary>{t("reopen")}</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isShort && !reopen.isPending) reopen.mutate();
        }}
      >
        <Field
          label={t("reopen.why")}
          hint={t("reopen.about")}
          validationState={isTried && isShort ? "error" : "none"}
          validationMessage={isTried && isShort ? t("reason.short") : null}
        >
          <Textarea value={reason} maxLength={reasonLength} onChange={(_, { value }) => setReason(value)} />
        </Field>
        <Button type="submit" disabledFocusable={reopen.isPending}>
          {t("reopen")}
        </Button>
        {reopen.error && <Problem error={reopen.error} />}
      </form>
    </details>
  );
}
