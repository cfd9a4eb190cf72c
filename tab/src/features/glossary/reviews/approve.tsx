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
import { OutcomeFields, suggested } from "./outcome-fields.tsx";
import styles from "./review.module.css";

/** A coordinator's decision on proposed terms that need no review. */
export function Approve({ concept: { id, draft, version } }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  // What others add meanwhile is suggested beside what one has chosen.
  const [chosen, choose] = useState({});
  const statuses = { ...suggested(draft.terms, "proposed"), ...chosen };
  const [reason, setReason] = useWritten(`terms.approval.${id}`, "");
  const [isTried, setTried] = useState(false);
  const approvesNone = Object.values(statuses).every((status) => status === "proposed");
  const approve = useConceptDeed(
    id,
    () => api<ConceptView>("POST", `/glossary/concepts/${id}/approval`, { version, statuses, reason }),
    t("approve.done"),
  );
  return (
    <details className={styles.more}>
      <summary>{t("approve")}</summary>
      <form
        className={styles.form}
        aria-label={t("approve")}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!approvesNone && !approve.isPending)
            approve.mutate(undefined, { onSuccess: () => setReason("") });
        }}
      >
        <p>{t("approve.about")}</p>
        <OutcomeFields terms={draft.terms} from="proposed" statuses={statuses} change={choose} />
        <Field label={t("decide.reason")}>
          <Textarea value={reason} maxLength={reasonLength} onChange={(_, { value }) => setReason(value)} />
        </Field>
        {isTried && approvesNone && <p role="alert">{t("approve.none")}</p>}
        <Button type="submit" disabledFocusable={approve.isPending}>
          {t("approve.save")}
        </Button>
        {approve.error && <Problem error={approve.error} />}
      </form>
    </details>
  );
}
