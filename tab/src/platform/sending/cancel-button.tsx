import { Button } from "@fluentui/react-components";
import type { SendingView } from "bot/sending/contract";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { waitingCount } from "./outcomes.ts";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

const ConfirmDialog = lazy(() =>
  import("#platform/confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

type Props = { sending: SendingView; isPending: boolean; cancel(): void };

/** Asks once more, unless nobody has got the card yet. */
export function CancelButton({ sending, isPending, cancel }: Props) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        disabledFocusable={isPending}
        onClick={() => (sending.state === "scheduled" ? cancel() : setAsking(true))}
      >
        {t("sending.cancel")}
      </Button>
      {asking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t("sending.cancel.title")}
            deed={t("sending.cancel")}
            answer={(yes) => {
              setAsking(false);
              if (yes) cancel();
            }}
          >
            <p>{t("sending.cancel.text", counted(waitingCount(sending)))}</p>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
