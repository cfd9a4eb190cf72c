import type { SessionView } from "bot/coffee/contract";
import { useId } from "react";
import { Link } from "react-router";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./rsvp-card.module.css";

/** How a session that is over went: who came, what was talked about, and what people thought of it. */
export function Held({ session: { came, heads, recap } }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const id = useId();
  const { text, lang } = wordsIn(recap.themes, language);
  return (
    <section aria-labelledby={id} className={styles.card}>
      <h2 id={id} className={styles.heading}>
        {t("held")}
      </h2>
      <p>
        {came === null
          ? t("held.yes", { count: heads.yes })
          : t("held.came", { count: came, yes: heads.yes })}
      </p>
      {recap.sentAt && text && (
        <>
          <h3 className={styles.part}>{t("recap.preview.themes")}</h3>
          <ul lang={lang} className={styles.themes}>
            {text
              .split("\n")
              .filter((line) => line.trim() !== "")
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ul>
        </>
      )}
      {recap.surveyId && (
        <p>
          <Link to={`/surveys/${recap.surveyId}/results`} className={styles.link}>
            {t("recap.pulse")}
          </Link>
        </p>
      )}
    </section>
  );
}
