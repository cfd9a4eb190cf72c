import { Button, Field, Input, Select } from "@fluentui/react-components";
import { ArrowDownRegular, ArrowUpRegular, DeleteRegular } from "@fluentui/react-icons";
import type { Term } from "bot/glossary/contract";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { limits } from "#features/glossary/lists.ts";
import { choosableStatuses, lackId, mayTakeAway, termFieldId } from "#features/glossary/proposals/draft.ts";
import styles from "#features/glossary/proposals/edit.module.css";
import { editTexts } from "#features/glossary/proposals/edit-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { moveKey } from "#platform/ui/links/move-key.ts";
import { MoreFields } from "./more-fields.tsx";
import { SimilarConcepts } from "./similar-concepts.tsx";

type Props = {
  term: Term;
  place: { number: number; of: number };
  before: Term | undefined;
  conceptId: string;
  isCoordinator: boolean;
  /** That it is what stops the concept from being sent. */
  isLacking: boolean;
  change(next: Partial<Term>): void;
  move(by: 1 | -1): void;
  remove(): void;
};

/** One term: its words and status; what more is known of it below, when asked for. */
export function TermFields({
  term,
  place,
  before,
  conceptId,
  isCoordinator,
  isLacking,
  change,
  move,
  remove,
}: Props) {
  const t = useTexts(editTexts);
  const id = termFieldId(term.id);
  const name = { n: place.number, language: t(`in.${term.language}`) };
  return (
    <section
      className={styles.term}
      aria-label={t("term.nth", name)}
      onKeyDown={(event) => moveKey(event, move)}
    >
      <div className={styles.line}>
        {/* With an id of its own the field would no longer know its label. */}
        <Field label={{ children: t("term"), htmlFor: id }} className={styles.words ?? ""}>
          <Input
            id={id}
            lang={term.language}
            autoComplete="off"
            value={term.term}
            maxLength={limits.term}
            aria-invalid={isLacking || undefined}
            aria-describedby={isLacking ? lackId : undefined}
            onChange={(_, { value }) => change({ term: value })}
          />
        </Field>
        <StatusField term={term} before={before} isCoordinator={isCoordinator} change={change} />
        <span className={styles.buttons}>
          <Button
            appearance="subtle"
            icon={<ArrowUpRegular />}
            aria-label={t("term.up", name)}
            disabledFocusable={place.number === 1}
            onClick={() => move(-1)}
          />
          <Button
            appearance="subtle"
            icon={<ArrowDownRegular />}
            aria-label={t("term.down", name)}
            disabledFocusable={place.number === place.of}
            onClick={() => move(1)}
          />
          {mayTakeAway(before?.status, isCoordinator) && (
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t("term.remove", name)}
              onClick={remove}
            />
          )}
        </span>
      </div>
      {term.term !== before?.term && (
        <SimilarConcepts term={term.term} language={term.language} conceptId={conceptId} />
      )}
      <MoreFields term={term} isNew={!before} change={change} />
    </section>
  );
}

function StatusField({
  term,
  before,
  isCoordinator,
  change,
}: Pick<Props, "term" | "before" | "isCoordinator" | "change">) {
  const t = useTexts(editTexts);
  const say = useTexts(glossaryTexts);
  const choices = choosableStatuses(before?.status, isCoordinator);
  if (!before) return null;
  if (choices.length === 1) return <span className={styles.stays}>{say(`status.${term.status}`)}</span>;
  return (
    <Field label={t("status")} className={styles.status ?? ""}>
      <Select
        value={term.status}
        onChange={(_, { value }) => {
          const status = choices.find((each) => each === value);
          if (status) change({ status });
        }}
      >
        {choices.map((each) => (
          <option key={each} value={each}>
            {say(`status.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
