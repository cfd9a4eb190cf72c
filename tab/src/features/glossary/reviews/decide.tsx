import { Button, Field, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
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

const shortestReason = 3;

/** What becomes of each term that is in review. */
export function Decide({ concept: { id, draft, review } }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const [decision, setDecision] = useState<"accepted" | "rejected">("accepted");
  const [statuses, setStatuses] = useState(() => suggested(draft.terms, "inReview", review?.votes ?? []));
  const [reason, setReason] = useWritten(`terms.decision.${id}`, "");
  const [isTried, setTried] = useState(false);
  const lacksReason = decision === "rejected" && reason.trim().length < shortestReason;
  const decide = useConceptDeed(
    id,
    () =>
      api<ConceptView>(
        "POST",
        `/glossary/concepts/${id}/review/decision`,
        decision === "accepted" ? { decision, statuses, reason } : { decision, reason },
      ),
    t("decided.done"),
  );
  return (
    <form
      className={styles.form}
      aria-label={t("decide")}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!lacksReason && !decide.isPending) decide.mutate();
      }}
    >
      <h3>{t("decide")}</h3>
      <RadioGroup
        aria-label={t("decide")}
        layout="horizontal"
        value={decision}
        onChange={(_, { value }) => setDecision(value === "rejected" ? "rejected" : "accepted")}
      >
        <Radio value="accepted" label={t("decide.accepted")} />
        <Radio value="rejected" label={t("decide.rejected")} />
      </RadioGroup>
      {decision === "accepted" && (
        <OutcomeFields terms={draft.terms} from="inReview" statuses={statuses} change={setStatuses} />
      )}
      <Field
        label={t(decision === "rejected" ? "decide.why" : "decide.reason")}
        validationState={isTried && lacksReason ? "error" : "none"}
        validationMessage={isTried && lacksReason ? t("reason.short") : null}
      >
        <Textarea value={reason} maxLength={reasonLength} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={decide.isPending}>
        {t("decide.save")}
      </Button>
      {decide.error && <Problem error={decide.error} />}
    </form>
  );
}
