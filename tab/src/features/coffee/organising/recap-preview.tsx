import { useQuery } from "@tanstack/react-query";
import type { SessionView, Words } from "bot/coffee/contract";
import { questionsQuery } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { wordsIn } from "#features/coffee/words.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./organise.module.css";

/** What stands on the card, in the language of the page: the themes, and the questions that were answered. */
export function RecapPreview({ session, themes }: { session: SessionView; themes: Words }) {
  const t = useTexts(sessionTexts);
  const box = useQuery(questionsQuery(session));
  const { text, lang } = wordsIn(themes, useLanguage());
  const lines = text.split("\n").filter((line) => line.trim());
  const answered = box.data?.questions.filter(({ state }) => state === "answered") ?? [];
  return (
    <>
      <h3 className={styles.subheading}>{t("recap.preview")}</h3>
      <div className={styles.preview}>
        {lines.length === 0 && answered.length === 0 && <p>{t("recap.preview.empty")}</p>}
        {lines.length > 0 && (
          <>
            <p className={styles.strong}>{t("recap.preview.themes")}</p>
            <ul lang={lang}>
              {lines.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          </>
        )}
        {answered.length > 0 && (
          <>
            <p className={styles.strong}>{t("recap.preview.answered")}</p>
            <ul>
              {answered.map(({ id, text, answer }) => (
                <li key={id}>
                  {text}
                  {answer && ` ${t("question.answer", { answer })}`}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <p className={styles.about}>{t("recap.preview.about")}</p>
    </>
  );
}
