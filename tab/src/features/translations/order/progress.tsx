import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./order.module.css";

/** How many of the texts are translated, in words and as a bar. */
export function Progress({ written, count }: { written: number; count: number }) {
  const t = useTexts(translationsTexts);
  const percent = count === 0 ? 100 : Math.round((written / count) * 100);
  return (
    <p className={styles.progress}>
      {t("progress", { written, count })}
      <span className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
    </p>
  );
}
