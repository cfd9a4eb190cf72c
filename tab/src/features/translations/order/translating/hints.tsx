import { Button } from "@fluentui/react-components";
import type { Language, TermHint } from "bot/translations/contract";
import { Link } from "react-router";
import styles from "#features/translations/order/order.module.css";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { holdsWord } from "./holds-word.ts";

type Props = {
  /** Of the whole order. */
  hints: TermHint[];
  source: string;
  from: Language;
  to: Language;
  /** Puts a term into the translation; only shown where left out. */
  insert?(term: string): void;
};

/** What the glossary says about the words of one source. */
export function Hints({ hints, source, from, to, insert }: Props) {
  const t = useTexts(translationsTexts);
  const found = hints.filter((hint) => holdsWord(source, hint.found));
  // The same concept in two forms is one hint.
  const here = found.filter(
    ({ conceptId }, at) => found.findIndex((hint) => hint.conceptId === conceptId) === at,
  );
  if (here.length === 0) return null;
  return (
    <ul aria-label={t("hints")} className={styles.hints}>
      {here.map(({ found, conceptId, preferred, avoid }) => (
        <li key={conceptId + found}>
          <Link to={`/terms/concepts/${conceptId}`} lang={from} title={t("hints.concept")}>
            {found}
          </Link>
          <span aria-hidden="true">→</span>
          {preferred.map((term) =>
            insert ? (
              <Button
                key={term}
                size="small"
                title={t("insert", { term })}
                aria-label={t("insert", { term })}
                onClick={() => insert(term)}
              >
                <span lang={to}>{term}</span>
              </Button>
            ) : (
              <strong key={term} lang={to}>
                {term}
              </strong>
            ),
          )}
          {avoid.length > 0 && (
            <span className={styles.avoid}>
              {t("hints.avoid")} <s lang={to}>{avoid.join(", ")}</s>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
