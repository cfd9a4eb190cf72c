import { Button, Field, Input } from "@fluentui/react-components";
import type { ConceptView } from "bot/glossary/contract";
import { useState } from "react";
import { conceptTexts } from "#features/glossary/concepts/concept-texts.ts";
import { useConceptDeed } from "#features/glossary/concepts/use-concept-action.ts";
import { api } from "#platform/api.ts";
import { fromHelsinki, toHelsinki } from "#platform/helsinki.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./review.module.css";

const usualDays = 14;

/** Opens a review, or gives one that is open another last day. */
export function OpenReview({ concept: { id, review } }: { concept: ConceptView }) {
  const t = useTexts(conceptTexts);
  const isOpen = review !== null && review.decidedAt === null;
  const [closes, setCloses] = useState(() => (isOpen ? toHelsinki(review.closesAt) : usualEnd()));
  const closesAt = fromHelsinki(closes);
  const open = useConceptDeed(
    id,
    (at: string) => api<ConceptView>("POST", `/glossary/concepts/${id}/review`, { closesAt: at }),
    t(isOpen ? "review.moved" : "review.begun"),
  );
  const form = (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (closesAt && !open.isPending) open.mutate(closesAt);
      }}
    >
      <Field label={t("review.closes")} hint={t("review.closes.about")}>
        <Input type="datetime-local" value={closes} required onChange={(_, { value }) => setCloses(value)} />
      </Field>
      <Button
        type="submit"
        appearance={isOpen ? "secondary" : "primary"}
        disabledFocusable={!closesAt || open.isPending}
      >
        {t(isOpen ? "review.move" : "review.begin")}
      </Button>
      {open.error && <Problem error={open.error} />}
    </form>
  );
  if (!isOpen) return form;
  return (
    <details className={styles.more}>
      <summary>{t("review.move.title")}</summary>
      {form}
    </details>
  );
}

/** Two weeks from now, in the afternoon in Finland. */
const usualEnd = (): string =>
  `${toHelsinki(new Date(Date.now() + usualDays * 86_400_000).toISOString()).slice(0, 10)}T16:00`;
