import { Link } from "react-router";
import { ApiError } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./results.module.css";
import { resultsTexts } from "./texts.ts";

/** Results that are not shared with this person, or gone: the server does not say which, and nothing went wrong. */
export const notForYou = (error: Error): boolean =>
  error instanceof ApiError && (error.status === 403 || error.status === 404);

export function NotForYou() {
  const t = useTexts(resultsTexts);
  return (
    <div className={styles.notice}>
      <h2 className={styles.heading}>{t("gone")}</h2>
      <p>{t("gone.about")}</p>
      <Link to="/" className={styles.link}>
        {t("toSurveys")}
      </Link>
    </div>
  );
}
