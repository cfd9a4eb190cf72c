import { Button } from "@fluentui/react-components";
import type { SendingView } from "bot/sending/contract";
import { useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { waitingCount } from "./outcomes.ts";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

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
        <AskFirst
          title={t("sending.cancel.title")}
          deed={t("sending.cancel")}
          act={cancel}
          close={() => setAsking(false)}
        >
          <p>{t("sending.cancel.text", counted(waitingCount(sending)))}</p>
        </AskFirst>
      )}
    </>
  );
}
