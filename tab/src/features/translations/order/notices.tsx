import type { OrderView } from "bot/translations/contract";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import styles from "./order.module.css";

/** What whoever opens the order should know before reading its texts. */
export function Notices({ order }: { order: OrderView }) {
  const t = useTexts(translationsTexts);
  const { remark, isStale, state, unfilled, texts } = order;
  const isOpen = state !== "done" && state !== "withdrawn";
  const names = texts.filter(({ key }) => unfilled.includes(key)).map(({ about }) => about);
  return (
    <div className={styles.notices}>
      {remark && isOpen && (
        <Message intent="warning" title={t("remark")}>
          <div className={styles.remark}>{remark}</div>
        </Message>
      )}
      {isStale && isOpen && <Message intent="warning">{t("stale.text")}</Message>}
      {names.length > 0 && (
        <Message intent="warning" title={t("unfilled", { count: names.length })}>
          {names.join(", ")}. {t("unfilled.why")}
        </Message>
      )}
    </div>
  );
}
