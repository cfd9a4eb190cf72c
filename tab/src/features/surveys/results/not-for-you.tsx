import { Link } from "react-router";
import { ApiError } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./results.module.css";
import { resultsTexts } from "./texts.ts";

/** Results that are not shared with this person, and surveys that are gone: nothing went wrong, so no alarm. */
export const notForYou = (error: Error): boolean =>
  error instanceof ApiError && (error.status === 403 || error.status === 404);

export function NotForYou({ error }: { error: Error }) {
  const t = useTexts(resultsTexts);
  const gone = error instanceof ApiError && error.status === 404;
  return (
    <div className={styles.notice}>
      <h2 className={styles.heading}>{t(gone ? "gone" : "notShared")}</h2>
      <p>{t(gone ? "gone.about" : "notShared.about")}</p>
      <Link to="/" className={styles.link}>
        {t("toSurveys")}
      </Link>
    </div>
  );
}
