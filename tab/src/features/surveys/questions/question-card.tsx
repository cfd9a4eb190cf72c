import { Button, Checkbox, Field, Select } from "@fluentui/react-components";
import {
  ArrowDownRegular,
  ArrowUpRegular,
  ChevronDownRegular,
  ChevronRightRegular,
  CopyRegular,
  DeleteRegular,
  ReOrderDotsVerticalRegular,
} from "@fluentui/react-icons";
import type { Language, Question } from "bot/surveys/contract";
import { type DragEvent, memo } from "react";
import { limits } from "#features/surveys/limits.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { moveKey } from "#platform/ui/links/move-key.ts";
import { ChoicesField } from "./choices-field.tsx";
import { asType, hasChoices, newId, questionTypes } from "./draft.ts";
import styles from "./question-card.module.css";

export type QuestionDeeds = {
  change(id: string, next: (question: Question) => Question): void;
  move(id: string, by: 1 | -1): void;
  duplicate(id: string): void;
  remove(id: string): void;
  toggle(id: string): void;
  drag(id: string | null): void;
};

/** One question: closed it shows its words, open it can be written. */
export const QuestionCard = memo(function QuestionCard({
  question,
  number,
  count,
  open,
  missing,
  languages,
  deeds,
}: Props) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const { id } = question;
  const { text, lang } = wordsIn(question.text, language);
  const bodyId = `question-${id}-body`;

  return (
    <section
      className={styles.card}
      aria-label={t("question.nth", { n: number, of: count })}
      onKeyDown={(event) => moveKey(event, (by) => deeds.move(id, by))}
    >
      <div className={styles.head}>
        <span
          className={styles.handle}
          draggable
          aria-hidden="true"
          title={t("question.drag")}
          onDragStart={(event) => startDrag(event, id, deeds)}
          onDragEnd={() => deeds.drag(null)}
        >
          <ReOrderDotsVerticalRegular />
        </span>
        <h3 className={styles.heading}>
          <button
            type="button"
            id={`question-${id}`}
            className={styles.toggle}
            aria-expanded={open}
            aria-controls={bodyId}
            onClick={() => deeds.toggle(id)}
          >
            {open ? <ChevronDownRegular aria-hidden="true" /> : <ChevronRightRegular aria-hidden="true" />}
            <span className={styles.words}>
              <span className={styles.number}>
                {t("question.nth", { n: number, of: count })} · {t(`type.${question.type}`)}
                {missing > 0 && (
                  <span className={styles.missing}> · {t("missing.count", { count: missing })}</span>
                )}
              </span>
              <span lang={text ? lang : undefined} className={styles.text}>
                {text || t("question.untitled")}
              </span>
            </span>
          </button>
        </h3>
        <span className={styles.buttons}>
          <Button
            appearance="subtle"
            icon={<ArrowUpRegular />}
            aria-label={t("question.up", { n: number })}
            disabledFocusable={number === 1}
            onClick={() => deeds.move(id, -1)}
          />
          <Button
            appearance="subtle"
            icon={<ArrowDownRegular />}
            aria-label={t("question.down", { n: number })}
            disabledFocusable={number === count}
            onClick={() => deeds.move(id, 1)}
          />
          <Button
            appearance="subtle"
            icon={<CopyRegular />}
            aria-label={t("question.duplicate", { n: number })}
            disabledFocusable={count >= limits.questions}
            onClick={() => deeds.duplicate(id)}
          />
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t("question.remove", { n: number })}
            onClick={() => deeds.remove(id)}
          />
        </span>
      </div>
      <div id={bodyId} hidden={!open} className={styles.body}>
        {open && (
          <QuestionBody question={question} languages={languages} change={(next) => deeds.change(id, next)} />
        )}
      </div>
    </section>
  );
});

type Props = {
  question: Question;
  number: number;
  count: number;
  open: boolean;
  missing: number;
  languages: Language[];
  deeds: QuestionDeeds;
};

function QuestionBody({ question, languages, change }: BodyProps) {
  const t = useTexts(surveyTexts);
  const path = `questions/${question.id}`;
  return (
    <>
      <WordsField
        label={t("question.text")}
        path={`${path}/text`}
        words={question.text}
        languages={languages}
        maxLength={limits.questionLength}
        lines={2}
        change={(text) => change((now) => ({ ...now, text }))}
      />
      <Field label={t("question.type")} className={styles.type ?? ""}>
        <Select
          value={question.type}
          onChange={(_, { value }) => {
            const type = questionTypes.find((each) => each === value);
            if (type) change((now) => asType(now, type, newId));
          }}
        >
          {questionTypes.map((type) => (
            <option key={type} value={type}>
              {t(`type.${type}`)}
            </option>
          ))}
        </Select>
      </Field>
      {hasChoices(question) && (
        <ChoicesField
          path={`${path}/choices`}
          choices={question.choices}
          languages={languages}
          most={limits.choices}
          maxLength={limits.choiceLength}
          change={(next) =>
            change((now) =>
              hasChoices(now)
                ? { ...now, choices: typeof next === "function" ? next(now.choices) : next }
                : now,
            )
          }
        />
      )}
      {question.type === "scale" && (
        <div className={styles.ends}>
          {(["low", "high"] as const).map((end) => (
            <WordsField
              key={end}
              label={t(`scale.${end}`)}
              path={`${path}/${end}`}
              words={question[end]}
              languages={languages}
              maxLength={40}
              change={(words) => change((now) => (now.type === "scale" ? { ...now, [end]: words } : now))}
            />
          ))}
        </div>
      )}
      <div className={styles.switches}>
        <Checkbox
          label={t("question.required")}
          checked={question.required}
          onChange={(_, { checked }) => change((now) => ({ ...now, required: checked === true }))}
        />
        {question.type !== "text" && (
          <Checkbox
            label={t("question.dontKnow")}
            checked={question.dontKnow}
            onChange={(_, { checked }) => change((now) => ({ ...now, dontKnow: checked === true }))}
          />
        )}
      </div>
    </>
  );
}

type BodyProps = {
  question: Question;
  languages: Language[];
  change(next: (question: Question) => Question): void;
};

function startDrag(event: DragEvent<HTMLElement>, id: string, deeds: QuestionDeeds) {
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", id); // Firefox drags nothing without data.
  const card = event.currentTarget.closest("section");
  if (card) event.dataTransfer.setDragImage(card, 12, 12);
  deeds.drag(id);
}
