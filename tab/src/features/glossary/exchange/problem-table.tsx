import type { ImportView, Problem } from "bot/glossary/contract";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";

/** More are folded away, so that what follows is not far. */
const fewProblems = 10;

/** What is wrong in the file, by its lines; the first two hundred of them. */
export function ProblemTable({ view: { problems, problemCount } }: { view: ImportView }) {
  const t = useTexts(exchangeTexts);
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems" className={styles.heading}>
        {t("problems", { count: problemCount })}
      </h2>
      <p>{t("problems.about")}</p>
      <details className={styles.problems} open={problems.length <= fewProblems}>
        <summary>{t("problems.show")}</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("problem.line")}</th>
              <th scope="col">{t("problem.what")}</th>
              <th scope="col">{t("problem.entry")}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, index) => (
              <ProblemRow key={index} problem={problem} />
            ))}
          </tbody>
        </table>
      </details>
      {problemCount > problems.length && (
        <p>{t("problems.more", { count: problemCount - problems.length })}</p>
      )}
    </section>
  );
}

function ProblemRow({ problem }: { problem: Problem }) {
  const t = useTexts(exchangeTexts);
  const { line, column, text, entry, severity } = problem;
  return (
    <tr>
      <td className={styles.number}>
        {line}
        {column !== null && `:${column}`}
      </td>
      <td>
        <Badge color={severity === "error" ? "bad" : "warning"}>{t(`severity.${severity}`)}</Badge> {text}
      </td>
      <td>{entry}</td>
    </tr>
  );
}
