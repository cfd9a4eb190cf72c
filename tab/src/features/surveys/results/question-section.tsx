import type { Question, QuestionResult, Release } from "bot/surveys/contract";
import { answersTo } from "./charts/answers.ts";
import { CommentsList } from "./comments-list.tsx";
import { QuestionPicture } from "./question-picture.tsx";
import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import type { View } from "./use-view.ts";
import { asides } from "./wording/asides.ts";
import { inLanguage } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";
import { takeaway } from "./wording/takeaway.ts";

type Props = Shown & { question: Question; number: number; view: View };

/** One question's result: what it says, its picture or table, who is not in it, and comments. */
export function QuestionSection({ question, number, view, ...shown }: Props) {
  const { results, release, formatter } = shown;
  const result = release.questions.find(({ id }) => id === question.id);
  if (!result) return null;

  const title = inLanguage(question.text, formatter.language, results.languages);
  const answers = answersTo(question, results.languages, formatter);
  const sentence = takeaway(question, result, answers, release, formatter);
  const notes = [...asides(result, formatter), ...aboutGroups(result, release, formatter)];
  return (
    <section className={styles.question} aria-labelledby={`question-${question.id}`}>
      <h3 id={`question-${question.id}`} tabIndex={-1}>
        {number}. <Said sentence={[title]} formatter={formatter} />
      </h3>
      <p id={`takeaway-${question.id}`} className={styles.takeaway}>
        <Said sentence={sentence} formatter={formatter} />
      </p>
      <QuestionPicture
        key={`${view.tables} ${view.groups}`}
        {...shown}
        {...{ question, result, answers, title, sentence, view }}
      />
      {notes.map((note) => (
        <p key={note} className={styles.soft}>
          {note}
        </p>
      ))}
      {result.comments?.shown && <CommentsList texts={result.comments.texts} formatter={formatter} />}
    </section>
  );
}

/** Where others are told by groups and this question can't be, its picture alone would look forgotten. */
function aboutGroups(
  { total, tables }: QuestionResult,
  release: Release,
  { t }: Shown["formatter"],
): string[] {
  const hasGroups = release.questions.some((each) => each.tables.length > 0);
  return hasGroups && tables.length === 0 && total.shown === "exact" && total.n > 0 && total.shares !== null
    ? [t("totalOnly")]
    : [];
}
