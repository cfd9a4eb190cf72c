import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import styles from "./about-page.module.css";

const parts = {
  privacy: ["what", "messages", "sealed", "other", "coffee", "network", "kept", "leaving", "who"],
  terms: ["who", "texts", "network", "as-is"],
} as const;

/** The pages that the app's manifest names as its privacy statement and terms: readable without signing in. */
export function PrivacyPage() {
  const t = useTexts(platformTexts);
  return (
    <>
      <PageHeading title={t("about.privacy")} />
      {parts.privacy.map((part) => (
        <p key={part} className={styles.text}>
          {t(`about.privacy.${part}`)}
        </p>
      ))}
    </>
  );
}

export function TermsPage() {
  const t = useTexts(platformTexts);
  return (
    <>
      <PageHeading title={t("about.terms")} />
      {parts.terms.map((part) => (
        <p key={part} className={styles.text}>
          {t(`about.terms.${part}`)}
        </p>
      ))}
    </>
  );
}
