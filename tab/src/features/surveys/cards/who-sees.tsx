import type { Draft } from "bot/surveys/contract";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./who-sees.module.css";

/** Who sees what of a survey, in the words of its card. */
export function WhoSees({ draft: { kind, shared } }: { draft: Pick<Draft, "kind" | "shared"> }) {
  const t = useTexts(surveyTexts);
  return (
    <div className={styles.sees}>
      <strong>{t("sees")}</strong>
      {kind === "signed" && <p>{t("sees.names")}</p>}
      <p>{t(shared ? (kind === "live" ? "sees.early" : "sees.shared") : "sees.organisers")}</p>
    </div>
  );
}
