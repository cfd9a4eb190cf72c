import { Button } from "@fluentui/react-components";
import type { OrderView } from "bot/translations/contract";
import { useState } from "react";
import { translationsTexts } from "#features/translations/translations-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import styles from "./order.module.css";
import { ReturnForm } from "./return-form.tsx";
import { useOrderDeed } from "./use-order-action.ts";

/** Another's translation, read through: approved, or given back with what should be another way. */
export function Review({ order: { id } }: { order: OrderView }) {
  const t = useTexts(translationsTexts);
  const deed = useOrderDeed(id);
  const [open, setOpen] = useState<"approve" | "return">();
  return (
    <section aria-labelledby="review" className={styles.end}>
      <h2 id="review">{t("review")}</h2>
      <p>{t("review.text")}</p>
      {open === "return" ? (
        <ReturnForm
          isPending={deed.isPending}
          send={(remark) =>
            deed.mutate({ method: "POST", path: "/return", input: { remark }, done: t("returned") })
          }
          close={() => setOpen(undefined)}
        />
      ) : (
        <div className={styles.deeds}>
          <Button appearance="primary" disabledFocusable={deed.isPending} onClick={() => setOpen("approve")}>
            {t("approve")}
          </Button>
          <Button disabledFocusable={deed.isPending} onClick={() => setOpen("return")}>
            {t("return")}
          </Button>
        </div>
      )}
      {open === "approve" && (
        <AskFirst
          title={t("approve.title")}
          deed={t("approve")}
          act={() => deed.mutate({ method: "POST", path: "/approval", done: t("approved") })}
          close={() => setOpen(undefined)}
        >
          <p>{t("approve.text")}</p>
        </AskFirst>
      )}
    </section>
  );
}
