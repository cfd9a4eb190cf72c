import styles from "./results.module.css";
import type { Shown } from "./results-props.ts";
import type { Speech } from "./wording/formatter.ts";
import { responseRate } from "./wording/rate.ts";
import { counted } from "./wording/takeaway.ts";

/** What kind of survey it was, how many answered, and how to trust the figures. */
export function ResultsHead({ results, release, speech }: Shown) {
  const { t } = speech;
  return (
    <section aria-label={t("about")} className={styles.head}>
      <p className={styles.kind}>{t(`kind.${results.kind}`)}</p>
      <p className={styles.responses}>
        {responses(release.respondents, results.audience, release.thresholds.ratings, speech)}
      </p>
      <p className={styles.terms}>{terms({ results, release, speech }).join(" ")}</p>
      {!release.final && (
        <p className={styles.notice} role="status">
          {t("provisional")}
        </p>
      )}
      <How results={results} release={release} speech={speech} />
    </section>
  );
}

function terms({ results, release, speech }: Shown): string[] {
  const { t } = speech;
  const date = speech.dateTime(release.releasedAt);
  return [
    ...(release.segment?.unstated ? [t("unstated", counted(release.segment.unstated, speech))] : []),
    ...(results.kind === "signed" ? [] : [t("thresholds", release.thresholds)]),
    `${t(release.final ? "releasedAt" : "countedAt", { date })}.`,
  ];
}

function responses(
  respondents: number | null,
  audience: number | null,
  limit: number,
  speech: Speech,
): string {
  if (respondents === null) return speech.t("rate.hidden", { limit });
  const rate = responseRate(respondents, audience);
  if (rate === null || audience === null) return speech.t("rate.count", counted(respondents, speech));
  return speech.t("rate.full", {
    respondents: speech.count(respondents),
    audience: speech.count(audience),
    rate: speech.percent(rate),
  });
}

function How({ results, release, speech: { t } }: Shown) {
  const has = (type: string) => results.questions.some((question) => question.type === type);
  return (
    <details className={styles.how}>
      <summary>{t("how")}</summary>
      <ul>
        {results.kind === "signed" ? (
          <li>{t("how.whole")}</li>
        ) : (
          <>
            <li>{t("how.thresholds", release.thresholds)}</li>
            <li>{t("how.same")}</li>
            <li>{t("how.rounding")}</li>
            <li>{t("how.fives")}</li>
          </>
        )}
        <li>{t("how.wilson")}</li>
        {(has("scale") || has("recommend")) && <li>{t("how.mean")}</li>}
        {has("recommend") && <li>{t("how.score")}</li>}
        {results.questions.some(({ dontKnow }) => dontKnow) && <li>{t("how.dontKnow")}</li>}
        <li>{t("how.limits")}</li>
        {results.kind !== "signed" && release.final && <li>{t("how.destroyed")}</li>}
      </ul>
    </details>
  );
}
