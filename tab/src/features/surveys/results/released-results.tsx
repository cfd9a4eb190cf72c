import { useEffect } from "react";
import { Actions } from "./actions.tsx";
import { BriefBlock } from "./brief-block.tsx";
import { rankings } from "./charts/ranking.ts";
import { Contents } from "./contents.tsx";
import { QuestionSection } from "./question-section.tsx";
import { RankingSection } from "./ranking-section.tsx";
import styles from "./results.module.css";
import { ResultsHead } from "./results-head.tsx";
import type { Shown } from "./shown.ts";
import { RespondentsTable } from "./tables/respondents-table.tsx";
import { SignedTable } from "./tables/signed-table.tsx";
import { useView } from "./use-view.ts";

/** Where a release is shown: first what one reads in a minute, then question by question. */
export function ReleasedResults({ results, release, formatter }: Shown) {
  const view = useView();
  useAskedQuestion();
  const ranked = rankings(results);
  const shown = { results, release, formatter };

  return (
    <div className={styles.page}>
      <ResultsHead {...shown} />
      {release.respondents === null && release.signed === null ? (
        <p className={styles.notice}>{formatter.t("nobody", { limit: release.rules.ratings })}</p>
      ) : (
        <>
          <BriefBlock {...shown} />
          <RespondentsTable {...shown} />
          <Actions {...shown} view={view} />
          <Contents {...shown} />
          {ranked.length > 0 && <h2 className={styles.heading}>{formatter.t("ranking")}</h2>}
          {ranked.map((ranking) => (
            <RankingSection key={ranking[0].question.id} {...shown} ranked={ranking} tables={view.tables} />
          ))}
          <h2 className={styles.heading}>{formatter.t("questions")}</h2>
          {results.questions.map((question, index) => (
            <QuestionSection
              key={question.id}
              {...shown}
              question={question}
              number={index + 1}
              view={view}
            />
          ))}
          {release.signed && <SignedTable {...shown} signed={release.signed} />}
        </>
      )}
    </div>
  );
}

/** A link to one question: the browser looked for it before it was there. */
function useAskedQuestion(): void {
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
}
