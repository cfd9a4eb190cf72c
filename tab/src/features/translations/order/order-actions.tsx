import { Button } from "@fluentui/react-components";
import type { OrderView } from "bot/translations/contract";
import { useState } from "react";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import styles from "./order.module.css";
import { useOrderDeed } from "./use-order-action.ts";

/** What one may do with the order as a whole; what comes after the texts stands below them. */
export function Deeds({ order: { id, may } }: { order: OrderView }) {
  const t = useTexts(translationsTexts);
  const deed = useOrderDeed(id);
  const [asking, setAsking] = useState(false);
  const giveBack = { method: "DELETE", path: "/taking", done: t("givenBack") } as const;
  // Whoever translates gives it back below, once what they wrote is saved.
  const mayFree = may.giveBack && !may.write;
  if (!may.take && !mayFree && !may.withdraw) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div role="group" aria-label={t("deeds")} className={styles.deeds}>
      {may.take && (
        <Button
          appearance="primary"
          disabledFocusable={deed.isPending}
          onClick={() => deed.mutate({ method: "POST", path: "/taking", done: t("taken"), undo: giveBack })}
        >
          {t("take")}
        </Button>
      )}
      {mayFree && (
        <Button disabledFocusable={deed.isPending} onClick={() => deed.mutate(giveBack)}>
          {t("free")}
        </Button>
      )}
      {may.withdraw && (
        <Button appearance="subtle" disabledFocusable={deed.isPending} onClick={() => setAsking(true)}>
          {t("withdraw")}
        </Button>
      )}
      {asking && (
        <AskFirst
          title={t("withdraw.title")}
          deed={t("withdraw")}
          act={() => deed.mutate({ method: "POST", path: "/withdrawal", done: t("withdrawn") })}
          close={() => setAsking(false)}
        >
          <p>{t("withdraw.text")}</p>
        </AskFirst>
      )}
    </div>
  );
}
