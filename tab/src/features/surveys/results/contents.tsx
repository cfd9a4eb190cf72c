import styles from "./results.module.css";
import type { Shown } from "./results-props.ts";
import { inLanguage } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";

/** Fewer questions than this are found by scrolling. */
const fewest = 4;

/** The way to each question. */
export function Contents({ results: { questions, languages }, speech }: Shown) {
  if (questions.length < fewest) return null;
  return (
    <nav aria-label={speech.t("jump")}>
      <details className={styles.how}>
        <summary>{speech.t("jump")}</summary>
        <ol className={styles.contents}>
          {questions.map(({ id, text }) => (
            <li key={id}>
              <a href={`#question-${id}`} className={styles.link}>
                <Said sentence={[inLanguage(text, speech.language, languages)]} speech={speech} />
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
