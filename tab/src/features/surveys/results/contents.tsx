import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import { inLanguage } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";

/** Fewer questions than this are found by scrolling. */
const fewest = 4;

/** The way to each question. */
export function Contents({ results: { questions, languages }, formatter }: Shown) {
  if (questions.length < fewest) return null;
  return (
    <nav aria-label={formatter.t("jump")}>
      <details className={styles.how}>
        <summary>{formatter.t("jump")}</summary>
        <ol className={styles.contents}>
          {questions.map(({ id, text }) => (
            <li key={id}>
              <a href={`#question-${id}`} className={styles.link}>
                <Said sentence={[inLanguage(text, formatter.language, languages)]} formatter={formatter} />
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
