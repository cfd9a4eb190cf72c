import { Button, Field, Select } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import type { Draft, Gap, Question, QuestionType } from "bot/surveys/contract";
import { type DragEvent, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { limits } from "#features/surveys/limits.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { dropPlace, duplicated, moved, newId, newQuestion, questionTypes } from "./draft.ts";
import { ownerOf } from "./fields.ts";
import { QuestionCard, type QuestionDeeds } from "./question-card.tsx";
import styles from "./question-list.module.css";

/** The questions in their order: added, moved (buttons, Alt with arrows, dragging), copied and removed with a way back. */
export function QuestionList({ draft, missing, opened, change }: Props) {
  const t = useTexts(surveyTexts);
  const { questions } = draft;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(questions.slice(0, 1).map(({ id }) => id)));
  const [type, setType] = useState<QuestionType>("scale");
  const { dragged, line, deeds, dropOn, setLine } = useDeeds(questions, change, setOpen);

  useEffect(() => {
    if (opened) setOpen((before) => new Set([...before, opened]));
  }, [opened]);

  const add = () => {
    const question = newQuestion(type, newId);
    flushSync(() => {
      setOpen((before) => new Set([...before, question.id]));
      change((now) => ({ ...now, questions: [...now.questions, question] }));
    });
    document.querySelector<HTMLElement>(`#question-${question.id}-body textarea`)?.focus();
  };
  const full = questions.length >= limits.questions;

  return (
    <section aria-labelledby="questions">
      <h2 id="questions" tabIndex={-1} className={styles.heading}>
        {t("questions")}{" "}
        <span className={styles.count}>
          {t("questions.count", { n: questions.length, most: limits.questions })}
        </span>
      </h2>
      {questions.length === 0 && <p>{t("questions.empty")}</p>}
      {questions.length > limits.questionsInCard && (
        <p>{t("questions.inDialog", { most: limits.questionsInCard })}</p>
      )}
      <ol className={styles.list}>
        {questions.map((question, index) => (
          <li
            key={question.id}
            className={styles.item}
            data-line={line?.index === index ? (line.after ? "after" : "before") : undefined}
            onDragOver={(event) => {
              if (!dragged) return;
              event.preventDefault();
              setLine({ index, after: isLowerHalf(event) });
            }}
            onDrop={(event) => {
              event.preventDefault();
              dropOn(index, isLowerHalf(event));
            }}
          >
            <QuestionCard
              question={question}
              number={index + 1}
              count={questions.length}
              open={open.has(question.id)}
              missing={missing.filter(({ path }) => ownerOf(path) === question.id).length}
              languages={draft.languages}
              deeds={deeds}
            />
          </li>
        ))}
      </ol>
      <div className={styles.add}>
        <Field label={t("question.newType")}>
          <Select
            value={type}
            onChange={(_, { value }) => setType(questionTypes.find((each) => each === value) ?? "scale")}
          >
            {questionTypes.map((each) => (
              <option key={each} value={each}>
                {t(`type.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button icon={<AddRegular />} disabledFocusable={full} onClick={() => !full && add()}>
          {t("question.add")}
        </Button>
      </div>
    </section>
  );
}

type Props = {
  draft: Draft;
  missing: Gap[];
  /** A question to open, because a link leads into it. */
  opened: string | undefined;
  change(next: (draft: Draft) => Draft): void;
};

type Line = { index: number; after: boolean } | null;

function useDeeds(questions: Question[], change: Props["change"], setOpen: SetOpen) {
  const t = useTexts(surveyTexts);
  const announce = useAnnounce();
  const toast = useToast();
  const [dragged, setDragged] = useState<string | null>(null);
  const [line, setLine] = useState<Line>(null);

  // The cards are memoised: they get the same deeds always, which read the newest questions from here.
  const now = { questions, t };
  const newest = useRef(now);
  newest.current = now;

  const deeds = useMemo((): QuestionDeeds => {
    const place = (id: string) => newest.current.questions.findIndex((question) => question.id === id);
    const set = (next: (questions: Question[]) => Question[]) =>
      change((draft) => ({ ...draft, questions: next(draft.questions) }));

    return {
      change: (id, next) =>
        set((all) => all.map((question) => (question.id === id ? next(question) : question))),
      move(id, by) {
        const from = place(id);
        const to = from + by;
        if (to < 0 || to >= newest.current.questions.length) return;
        const focused = document.activeElement;
        flushSync(() => set((all) => moved(all, from, to)));
        // Moving an element in the page takes its focus away.
        if (focused instanceof HTMLElement) focused.focus();
        announce(newest.current.t("question.moved", { n: to + 1, of: newest.current.questions.length }));
      },
      duplicate(id) {
        const index = place(id);
        const question = newest.current.questions[index];
        if (!question || newest.current.questions.length >= limits.questions) return;
        const copy = duplicated(question, newId);
        flushSync(() => set((all) => all.toSpliced(index + 1, 0, copy)));
        document.getElementById(`question-${copy.id}`)?.focus();
        announce(newest.current.t("question.duplicated", { n: index + 2 }));
      },
      remove(id) {
        const index = place(id);
        const { questions, t } = newest.current;
        const question = questions[index];
        if (!question) return;
        const next = questions[index + 1] ?? questions[index - 1];
        flushSync(() => set((all) => all.filter((each) => each.id !== id)));
        document.getElementById(next ? `question-${next.id}` : "questions")?.focus();
        toast({
          message: t("question.removed", { n: index + 1 }),
          undo: () => {
            flushSync(() => set((all) => all.toSpliced(index, 0, question)));
            document.getElementById(`question-${id}`)?.focus();
          },
        });
      },
      toggle: (id) => setOpen((before) => (before.has(id) ? without(before, id) : new Set([...before, id]))),
      drag(id) {
        setDragged(id);
        if (!id) setLine(null);
      },
    };
  }, [change, setOpen, announce, toast]);

  const dropOn = (target: number, after: boolean) => {
    const from = questions.findIndex(({ id }) => id === dragged);
    setDragged(null);
    setLine(null);
    if (from < 0) return;
    const to = dropPlace(from, target, after);
    change((draft) => ({ ...draft, questions: moved(draft.questions, from, to) }));
    announce(t("question.moved", { n: to + 1, of: questions.length }));
  };
  return { dragged, line, deeds, dropOn, setLine };
}

type SetOpen = (next: (before: ReadonlySet<string>) => ReadonlySet<string>) => void;

function without(set: ReadonlySet<string>, gone: string): ReadonlySet<string> {
  return new Set([...set].filter((id) => id !== gone));
}

function isLowerHalf(event: DragEvent<HTMLElement>): boolean {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY > top + height / 2;
}
