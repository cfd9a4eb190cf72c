import { Button } from "@fluentui/react-components";
import { useState } from "react";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { useNetworkDeed } from "#features/network/use-network.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";

/** Out of the network, or one's asking taken back: asked first, since what is kept of the person goes. */
export function Leave({ isAsked }: { isAsked: boolean }) {
  const t = useTexts(networkTexts);
  const [asking, setAsking] = useState(false);
  const leave = useNetworkDeed<undefined>("DELETE", "/network/membership", t(isAsked ? "withdrawn" : "left"));
  const deed = t(isAsked ? "withdraw" : "leave");
  return (
    <section aria-label={deed} className={styles.part}>
      <Button disabledFocusable={leave.isPending} onClick={() => setAsking(true)}>
        {deed}
      </Button>
      {leave.error && <Problem error={leave.error} again={() => leave.mutate(undefined)} />}
      {asking && (
        <AskFirst
          title={t(isAsked ? "withdraw.title" : "leave.title")}
          deed={deed}
          act={() => leave.mutate(undefined)}
          close={() => setAsking(false)}
        >
          <p>{t(isAsked ? "withdraw.text" : "leave.text")}</p>
        </AskFirst>
      )}
    </section>
  );
}
