import type { Question } from "bot/surveys/contract";
import { answersTo } from "./charts/answers.ts";
import { CommentsList } from "./comments-list.tsx";
import { QuestionPicture } from "./question-picture.tsx";
import styles from "./results.module.css";
import type { Shown } from "./results-props.ts";
import type { View } from "./use-view.ts";
import { inLanguage } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";
import { counted, takeaway } from "./wording/takeaway.ts";

type Props = Shown & { question: Question; number: number; view: View };

/** One question's result: what it says, its picture or table, "don't know" apart, and comments. */
export function QuestionSection({ question, number, view, ...shown }: Props) {
  const { results, release, speech } = shown;
  const result = release.questions.find(({ id }) => id === question.id);
  if (!result) return null;

  const title = inLanguage(question.text, speech.language, results.languages);
  const answers = answersTo(question, results.languages, speech);
  const sentence = takeaway(question, result, answers, release, speech);
  return (
    <section className={styles.question} aria-labelledby={`question-${question.id}`}>
      <h3 id={`question-${question.id}`} tabIndex={-1}>
        {number}. <Said sentence={[title]} speech={speech} />
      </h3>
      <p id={`takeaway-${question.id}`} className={styles.takeaway}>
        <Said sentence={sentence} speech={speech} />
      </p>
      <QuestionPicture
        key={`${view.tables} ${view.groups}`}
        {...shown}
        {...{ question, result, answers, title, sentence, view }}
      />
      {result.dontKnow !== null && result.dontKnow > 0 && (
        <p className={styles.soft}>{speech.t("dontKnow", counted(result.dontKnow, speech))}</p>
      )}
      {result.comments?.shown && <CommentsList texts={result.comments.texts} speech={speech} />}
    </section>
  );
}
