import { Link } from "react-router";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./terms-trail.module.css";

/** The way back to the glossary, and to the concept where one is below it. */
export function TermsTrail({
  concept,
}: {
  concept?: { id: string; text: string; lang: string } | undefined;
}) {
  const t = useTexts(glossaryTexts);
  return (
    <nav aria-label={t("breadcrumb")} className={styles.trail}>
      <Link to="/terms">{t("title")}</Link>
      {concept && (
        <>
          <span aria-hidden="true"> › </span>
          <Link to={`/terms/concepts/${concept.id}`} lang={concept.lang}>
            {concept.text}
          </Link>
        </>
      )}
    </nav>
  );
}
