import { useQuery } from "@tanstack/react-query";
import type { Results, SurveyView } from "bot/surveys/contract";
import { surveyQuery } from "#features/surveys/queries.ts";
import styles from "./results.module.css";
import type { Speech } from "./wording/formatter.ts";
import { responseRate } from "./wording/rate.ts";
import { counted } from "./wording/takeaway.ts";

/** What will come and when, while there is no release. */
export function BeforeRelease({ results, speech }: { results: Results; speech: Speech }) {
  // Organisers may read the survey itself, which says how many have answered; others do without.
  const survey = useQuery({ ...surveyQuery(results.id), retry: false }).data;
  return (
    <div className={styles.notice}>
      <p>{whatWillCome(results, speech)}</p>
      {results.state === "open" && survey && <SoFar survey={survey} speech={speech} />}
      {results.state === "open" && results.closesAt && (
        <p>{speech.t("before.closes", { date: speech.dateTime(results.closesAt) })}</p>
      )}
    </div>
  );
}

function whatWillCome({ state, kind }: Results, { t }: Speech): string {
  if (state === "draft") return t("before.draft");
  if (state === "open") return t(`before.${kind}`);
  return t("before.counting");
}

function SoFar({ survey: { answered, audience }, speech }: { survey: SurveyView; speech: Speech }) {
  return answered !== null && <p>{answeredSoFar(answered, audience, speech)}</p>;
}

function answeredSoFar(answered: number, audience: number | null, speech: Speech): string {
  const rate = responseRate(answered, audience);
  if (rate === null || audience === null) return speech.t("before.answered", counted(answered, speech));
  return speech.t("before.answeredOf", {
    number: speech.count(answered),
    audience: speech.count(audience),
    rate: speech.percent(rate),
  });
}
