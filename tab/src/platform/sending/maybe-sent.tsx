import { Button, Checkbox } from "@fluentui/react-components";
import type { SendingView } from "bot/sending/contract";
import { useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { maybeSent } from "./outcomes.ts";
import { placeName, withPlaces } from "./places.ts";
import styles from "./sending-list.module.css";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

type Props = { sending: SendingView; isPending: boolean; retry(placeIds: string[]): void };

const few = 3;

/** May have arrived: each is sent again only when a person has looked in the channel and says so. */
export function MaybeSent({ sending, isPending, retry }: Props) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const targets = maybeSent(sending);
  const ids = targets.map(({ place }) => place.id);
  const wanted = ids.filter((id) => chosen.includes(id));
  const set = (changed: string[], on: boolean) => setChosen((before) => withPlaces(before, changed, on));
  const isNone = wanted.length === 0 || isPending;
  if (targets.length === 0) return null;
  return (
    <Message intent="warning" title={t("unknown.title", { count: sending.progress.unknown })}>
      <p className={styles.risk}>{t("unknown.text")}</p>
      {targets.length > few && (
        <Checkbox
          label={t("unknown.all", counted(ids.length))}
          checked={wanted.length === ids.length ? true : wanted.length > 0 ? "mixed" : false}
          onChange={() => set(ids, wanted.length < ids.length)}
        />
      )}
      <div className={styles.unknown}>
        {targets.map(({ place }) => (
          <div key={place.id}>
            <Checkbox
              label={placeName(place)}
              checked={chosen.includes(place.id)}
              onChange={(_, { checked }) => set([place.id], checked === true)}
            />
          </div>
        ))}
      </div>
      <Button disabledFocusable={isNone} onClick={() => !isNone && retry(wanted)}>
        {t("unknown.retry", { count: wanted.length })}
      </Button>
    </Message>
  );
}
