import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "react-router";
import { resultsQuery } from "#features/surveys/queries.ts";
import { localeTags, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { BeforeRelease } from "./before-release.tsx";
import { NotForYou, notForYou } from "./not-for-you.tsx";
import { refetchDelayMs } from "./refetching.ts";
import { ReleasedResults } from "./released-results.tsx";
import styles from "./results.module.css";
import { ResultsSkeleton } from "./results-skeleton.tsx";
import { resultsTexts } from "./texts.ts";
import { formatterIn } from "./wording/formatter.ts";

/** One survey's results, all of it from its newest stored release. */
export function ResultsPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery({
    ...resultsQuery(id),
    refetchInterval: ({ state }) => refetchDelayMs(state.data),
  });
  const formatter = useFormatter(data?.release?.version === 1);

  if (error && notForYou(error)) return <NotForYou />;
  if (!data)
    return error ? (
      <Problem error={error} again={() => void refetch()} />
    ) : (
      <ResultsSkeleton formatter={formatter} />
    );
  return (
    <>
      {error && (
        <p role="status" className={styles.notice}>
          {formatter.t("stale")}
        </p>
      )}
      {data.release ? (
        <ReleasedResults results={data} release={data.release} formatter={formatter} />
      ) : (
        <BeforeRelease results={data} formatter={formatter} />
      )}
    </>
  );
}

/** `approximate`: what was rounded before it was stored is called so wherever it is printed. */
function useFormatter(approximate: boolean) {
  const language = useLanguage();
  const t = useTexts(resultsTexts);
  return useMemo(
    () => formatterIn(language, localeTags[language], t, approximate),
    [language, t, approximate],
  );
}
