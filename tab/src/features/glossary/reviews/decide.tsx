import { Button, Field, Radio, RadioGroup, Select, Textarea } from "@fluentui/react-components";
import type { ConceptView, LanguageVotes, Status, Term } from "bot/glossary/contract";
import { useState } from "react";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { useConceptDeed } from "#features/glossary/concepts/use-concept-action.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { decided, reasonLength } from "#features/glossary/lists.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { useWritten } from "#platform/unsaved/use-written.ts";
import styles from "./review.module.css";

/** One that is not accepted while others are stays a proposal. */
const outcomes = [...decided, "proposed"] as const;
type Outcome = (typeof outcomes)[number];
const shortestReason = 3;

/** What becomes of each term that is in review. */
export function Decide({ concept: { id, draft, review } }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const reviewed = draft.terms.filter(({ status }) => status === "inReview");
  const [decision, setDecision] = useState<"accepted" | "rejected">("accepted");
  const [statuses, setStatuses] = useState(() => suggested(draft.terms, review?.votes ?? []));
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
      {decision === "accepted" &&
        reviewed.map((term) => (
          <StatusField
            key={term.id}
            term={term}
            status={statuses[term.id] ?? "admitted"}
            change={(status) => setStatuses((now) => ({ ...now, [term.id]: status }))}
          />
        ))}
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

type StatusProps = { term: Term; status: Outcome; change(status: Outcome): void };

function StatusField({ term, status, change }: StatusProps) {
  const say = useTexts(glossaryTexts);
  const t = useTexts(conceptTexts);
  return (
    <Field label={<span lang={term.language}>{term.term}</span>}>
      <Select
        value={status}
        onChange={(_, { value }) => {
          const chosen = outcomes.find((each) => each === value);
          if (chosen) change(chosen);
        }}
      >
        {outcomes.map((each) => (
          <option key={each} value={each}>
            {each === "proposed" ? t("decide.not") : say(`status.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What was voted against is not accepted; the first of a language is preferred where none is yet, and the others are admitted. */
function suggested(terms: readonly Term[], votes: readonly LanguageVotes[]): Record<string, Outcome> {
  const lost = new Set(votes.filter(({ counts }) => counts.no > counts.yes).map(({ language }) => language));
  const led = new Set(terms.filter(({ status }) => isPreferred(status)).map(({ language }) => language));
  const statuses: Record<string, Outcome> = {};
  for (const { id, language, status } of terms) {
    if (status !== "inReview") continue;
    if (lost.has(language)) {
      statuses[id] = "proposed";
      continue;
    }
    statuses[id] = led.has(language) ? "admitted" : "preferred";
    led.add(language);
  }
  return statuses;
}

const isPreferred = (status: Status) => status === "preferred";
