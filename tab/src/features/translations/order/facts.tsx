import type { OrderView } from "bot/translations/contract";
import { Link } from "react-router";
import { standingOf, wayOf } from "#features/translations/order-words.ts";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { dateIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./order.module.css";

/** What the order is, from whom and by when, and how it stands. */
export function Facts({ order }: { order: OrderView }) {
  const t = useTexts(translationsTexts);
  const language = useLanguage();
  const day = dateIn(language, order.orderedAt);
  const parts = [
    t(`kind.${order.kind}`),
    wayOf(order, t),
    t("size", { count: order.count, characters: order.characters }),
    order.orderedBy ? t("orderedBy", { name: order.orderedBy, day }) : t("ordered", { day }),
    ...(order.neededBy ? [t("neededBy", { day: dateIn(language, order.neededBy) })] : []),
  ];
  return (
    <>
      <p className={styles.parts}>
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      <p className={styles.standing}>
        {standingOf(order, t)} {order.path && <Link to={order.path}>{t("origin")}</Link>}
      </p>
      {order.note && (
        <div className={styles.note}>
          <strong>{t("note")}</strong>
          <p>{order.note}</p>
        </div>
      )}
    </>
  );
}
