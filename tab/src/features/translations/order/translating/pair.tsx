import { type ReactNode, useId } from "react";
import styles from "#features/translations/order/order.module.css";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";

type Props = { textKey: string; about: string; nth: number; count: number; children: ReactNode };

/** One text of an order, named by what it is; its two sides beside each other where there is room. */
export function Pair({ textKey, about, nth, count, children }: Props) {
  const t = useTexts(translationsTexts);
  const id = useId();
  return (
    <li data-text={textKey} aria-labelledby={id} className={styles.pair}>
      <h2 id={id} className={styles.heading}>
        {about} <span className={styles.nth}>{t("nth", { nth, count })}</span>
      </h2>
      <div className={styles.sides}>{children}</div>
    </li>
  );
}
