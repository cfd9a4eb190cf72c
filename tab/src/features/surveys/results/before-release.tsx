import { useQuery } from "@tanstack/react-query";
import type { Results, SurveyView } from "bot/surveys/contract";
import { surveyQuery } from "#features/surveys/queries.ts";
import styles from "./results.module.css";
import type { Formatter } from "./wording/formatter.ts";
import { responseRate } from "./wording/rate.ts";
import { counted } from "./wording/takeaway.ts";

/** What will come and when, while there is no release. */
export function BeforeRelease({ results, formatter }: { results: Results; formatter: Formatter }) {
  // Organisers may read the survey itself, which says how many have answered; others do without.
  const survey = useQuery({ ...surveyQuery(results.id), retry: false }).data;
  return (
    <div className={styles.notice}>
      <p>{whatWillCome(results, formatter)}</p>
      {results.state === "open" && survey && <SoFar survey={survey} formatter={formatter} />}
      {results.state === "open" && results.closesAt && (
        <p>{formatter.t("before.closes", { date: formatter.dateTime(results.closesAt) })}</p>
      )}
    </div>
  );
}

function whatWillCome({ state, kind }: Results, { t }: Formatter): string {
  if (state === "draft") return t("before.draft");
  if (state === "open") return t(`before.${kind}`);
  return t("before.counting");
}

function SoFar({ survey, formatter }: { survey: SurveyView; formatter: Formatter }) {
  const { answered, audience, draft } = survey;
  if (!answered) return null;
  // A confidential one is told in whole tens, so that nobody sees who answered when.
  const sentence =
    draft.kind === "live"
      ? formatter.t("before.answeredAtLeast", { number: formatter.count(answered) })
      : answeredSoFar(answered, audience, formatter);
  return <p>{sentence}</p>;
}

function answeredSoFar(answered: number, audience: number | null, formatter: Formatter): string {
  const rate = responseRate(answered, audience);
  if (rate === null || audience === null) return formatter.t("before.answered", counted(answered, formatter));
  return formatter.t("before.answeredOf", {
    number: formatter.count(answered),
    audience: formatter.count(audience),
    rate: formatter.percent(rate),
  });
}
