import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SendingView } from "bot/sending/contract";
import { useState } from "react";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { api } from "#platform/api.ts";
import { PlacePicker } from "#platform/sending/place-picker.tsx";
import { sendingsQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";

/** Posts the card that people ask to join by. The id stays until it has been sent, so that pressing twice posts once. */
export function CardForm() {
  const t = useTexts(networkTexts);
  const client = useQueryClient();
  const announce = useAnnounce();
  const [placeIds, setPlaceIds] = useState<string[]>([]);
  const [id, setId] = useState(() => crypto.randomUUID());
  const [asking, setAsking] = useState(false);
  const count = placeIds.length;
  const post = useMutation({
    mutationFn: () => api<SendingView>("POST", "/network/card", { id, placeIds }),
    async onSuccess() {
      setId(crypto.randomUUID());
      setPlaceIds([]);
      announce(t("card.sent"));
      await client.invalidateQueries({ queryKey: sendingsQuery("/network/card").queryKey });
    },
  });
  return (
    <section aria-labelledby="card" className={styles.part}>
      <h2 id="card">{t("card.title")}</h2>
      <p className={styles.text}>{t("card.text")}</p>
      <PlacePicker path="/network/places" chosen={placeIds} choose={setPlaceIds} />
      <div className={styles.deeds}>
        <Button disabledFocusable={count === 0 || post.isPending} onClick={() => setAsking(true)}>
          {t("card.send", { count })}
        </Button>
      </div>
      {post.error && <Problem error={post.error} />}
      {asking && count > 0 && (
        <AskFirst
          title={t("card.confirm", { count })}
          deed={t("card.send", { count })}
          act={() => post.mutate()}
          close={() => setAsking(false)}
        >
          <p>{t("card.confirm.text")}</p>
        </AskFirst>
      )}
    </section>
  );
}
