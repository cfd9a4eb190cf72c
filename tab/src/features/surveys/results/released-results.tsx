import type { Release, Results } from "bot/surveys/contract";
import { useSearchParams } from "react-router";
import { Actions } from "./actions.tsx";
import { BriefBlock } from "./brief-block.tsx";
import { QuestionSection } from "./question-section.tsx";
import { rankings } from "./ranking.ts";
import { RankingSection } from "./ranking-section.tsx";
import styles from "./results.module.css";
import { ResultsHead } from "./results-head.tsx";
import { SignedTable } from "./signed-table.tsx";
import type { Speech } from "./speech.ts";

/** Where a release is shown. `tables` is kept in the address, so that a link opens what its sender saw. */
export function ReleasedResults({ results, release, speech }: Shown) {
  const [query, setQuery] = useSearchParams();
  const tables = query.get("tables") === "1";
  const setTables = (on: boolean) =>
    setQuery(
      (before) => {
        if (on) before.set("tables", "1");
        else before.delete("tables");
        return before;
      },
      { replace: true },
    );
  const ranked = rankings(results);
  const shown = { results, release, speech };

  return (
    <div className={styles.page}>
      <ResultsHead {...shown} />
      {release.respondents === null && release.signed === null ? (
        <p className={styles.notice}>{speech.t("nobody", { limit: release.thresholds.ratings })}</p>
      ) : (
        <>
          <Actions {...shown} tables={tables} setTables={setTables} />
          <BriefBlock {...shown} />
          {ranked.length > 0 && <h2 className={styles.heading}>{speech.t("ranking")}</h2>}
          {ranked.map((ranking) => (
            <RankingSection key={ranking[0].question.id} {...shown} ranked={ranking} tables={tables} />
          ))}
          <h2 className={styles.heading}>{speech.t("questions")}</h2>
          {results.questions.map((question, index) => (
            <QuestionSection
              key={question.id}
              {...shown}
              question={question}
              number={index + 1}
              tables={tables}
            />
          ))}
          {release.signed && <SignedTable {...shown} signed={release.signed} />}
        </>
      )}
    </div>
  );
}

/** What every part of the page is given. */
export type Shown = { results: Results; release: Release; speech: Speech };
