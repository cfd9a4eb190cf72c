import type { Language } from "bot/translations/contract";
import styles from "#features/translations/order/order.module.css";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";

type Props = { source: string; before: string | null; from: Language };

/** What is to be translated, and what it was before where that is what was translated. */
export function SourceText({ source, before, from }: Props) {
  const t = useTexts(translationsTexts);
  return (
    <>
      <p className={styles.language} lang={from}>
        {languageNames[from]}
      </p>
      <p className={styles.words} lang={from}>
        {source}
      </p>
      {before !== null && (
        <div className={styles.before}>
          <strong>{t("before")}</strong>
          <p className={styles.words}>
            <del lang={from}>{before}</del>
          </p>
        </div>
      )}
    </>
  );
}
