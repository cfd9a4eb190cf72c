import type { Language, OrderView } from "bot/translations/contract";
import { Link } from "react-router";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./order.module.css";
import { holdsWord } from "./translating/holds-word.ts";

type Warning = OrderView["warnings"][number];

/** The server warns of what it has been told; what has been written over since is no longer there. */
export const warningsFor = (all: readonly Warning[], key: string, written: string): Warning[] =>
  all.filter((warning) => warning.key === key && holdsWord(written, warning.found));

/** Words of a translation that the glossary advises against, with what to write instead. */
export function Warnings({ warnings, to }: { warnings: Warning[]; to: Language }) {
  const t = useTexts(translationsTexts);
  return (
    <span className={styles.warnings}>
      {warnings.map(({ found, preferred, conceptId }) => (
        <span key={conceptId + found}>
          {t("warning")} <s lang={to}>{found}</s>.{" "}
          {preferred.length > 0 && (
            <>
              {t("warning.instead")} <strong lang={to}>{preferred.join(", ")}</strong>.{" "}
            </>
          )}
          <Link to={`/terms/concepts/${conceptId}`}>{t("hints.concept")}</Link>
        </span>
      ))}
    </span>
  );
}
