import { Button } from "@fluentui/react-components";
import styles from "#features/translations/order/order.module.css";
import { type OrderDeed, useOrderDeed } from "#features/translations/order/use-order-action.ts";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";

type Props = {
  id: string;
  /** How many texts are not translated yet. */
  left: number;
  goToEmpty(): boolean;
  saveAll(): Promise<boolean>;
};

/** The end of translating: to be read by another, or back to the queue. Either way what is written is saved first. */
export function HandIn({ id, left, goToEmpty, saveAll }: Props) {
  const t = useTexts(translationsTexts);
  const toast = useToast();
  const deed = useOrderDeed(id);
  const afterSaving = async (next: OrderDeed) => {
    if (await saveAll()) deed.mutate(next);
    else toast({ message: t("notSaved") });
  };
  const hand = () => {
    if (left === 0) return void afterSaving({ method: "POST", path: "/review", done: t("handedIn") });
    toast({ message: t("left", { count: left }) });
    goToEmpty();
  };
  const giveBack = () => {
    const undo = { method: "POST", path: "/taking", done: t("taken") } as const;
    void afterSaving({ method: "DELETE", path: "/taking", done: t("givenBack"), undo });
  };
  return (
    <section aria-labelledby="ready" className={styles.end}>
      <h2 id="ready">{t("ready")}</h2>
      <p>{left === 0 ? t("ready.text") : t("left", { count: left })}</p>
      <div className={styles.deeds}>
        <Button id="hand-in" appearance="primary" disabledFocusable={deed.isPending} onClick={hand}>
          {t("handIn")}
        </Button>
        <Button disabledFocusable={deed.isPending} onClick={giveBack}>
          {t("giveBack")}
        </Button>
      </div>
    </section>
  );
}
