import type { Release, Results } from "bot/surveys/contract";
import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import type { Formatter } from "./wording/formatter.ts";
import { howCalculated } from "./wording/how.ts";
import { responseRate } from "./wording/rate.ts";
import { counted } from "./wording/takeaway.ts";

/** What kind of survey it was, how many answered, and how to trust the figures. */
export function ResultsHead(shown: Shown) {
  const { results, release, formatter } = shown;
  const { t } = formatter;
  return (
    <section aria-label={t("about")} className={styles.head}>
      <p className={styles.kind}>{t(`kind.${results.kind}`)}</p>
      <p className={styles.responses}>{responses(results, release, formatter)}</p>
      <p className={styles.terms}>{terms(shown).join(" ")}</p>
      {!release.final && (
        <p className={styles.notice} role="status">
          {t("provisional", { step: release.rules.step ?? release.rules.ratings })}
        </p>
      )}
      <details className={styles.how}>
        <summary>{t("how")}</summary>
        <ul>
          {howCalculated(results, release, formatter).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function terms({ release, formatter }: Shown): string[] {
  const { t } = formatter;
  const date = formatter.dateTime(release.releasedAt);
  const rules =
    release.version === 1 ? "terms.about" : release.leaves.length > 0 ? "terms.exact" : "terms.open";
  return [
    ...(release.signed === null || release.version === 1 ? [t(rules)] : [t("terms.open")]),
    `${t(release.final ? "releasedAt" : "countedAt", { date })}.`,
  ];
}

/** An interim says how many answers it holds and no rate: more have come, and how many is told in the same steps. */
function responses(
  { audience }: Results,
  { respondents, rules, final }: Release,
  formatter: Formatter,
): string {
  const { t } = formatter;
  if (respondents === null) return t("rate.hidden", { limit: rules.ratings });
  if (!final) return t("rate.interim", { number: formatter.count(respondents) });
  const rate = responseRate(respondents, audience);
  if (rate === null || audience === null) return t("rate.count", counted(respondents, formatter));
  return t("rate.full", {
    respondents: formatter.count(respondents),
    audience: formatter.count(audience),
    rate: formatter.percent(rate),
  });
}
