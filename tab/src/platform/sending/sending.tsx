import { Button, ProgressBar } from "@fluentui/react-components";
import type { SendingView } from "bot/sending/contract";
import { useEffect, useRef } from "react";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Badge } from "#platform/ui/badge.tsx";
import { TimeForm } from "#platform/ui/fields/time-form.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { CancelButton } from "./cancel-button.tsx";
import { MaybeSent } from "./maybe-sent.tsx";
import { failed, isUnderway, outcomesIn, totalOf, waitingCount } from "./outcomes.ts";
import styles from "./sending-list.module.css";
import { sendingTexts } from "./sending-texts.ts";
import { TargetTable } from "./target-table.tsx";
import { useCount } from "./use-count.ts";
import { useSendingDeeds } from "./use-sending-actions.ts";

type Props = {
  path: string;
  sending: SendingView;
  /** What was sent. */
  name: string | undefined;
  maySend: boolean;
  mayMove?: boolean;
  changed?: (() => Promise<unknown>) | undefined;
};

/** One sending: how far it has come, what can be done with it, and what became of each place. */
export function Sending({ path, sending, name, maySend, mayMove = false, changed }: Props) {
  const t = useTexts(sendingTexts);
  const language = useLanguage();
  const counted = useCount();
  const deeds = useSendingDeeds(path, sending.id, changed);
  const { state, may } = sending;
  const at = dateTimeIn(language, sending.at);
  const title = [name, t(titles[state], { at })].filter(Boolean).join(" · ");
  const what = useWhatBecame(sending);
  const lost = failed(sending);

  return (
    <article className={styles.sending} aria-label={title}>
      <h3 className={styles.title}>
        {title}{" "}
        {(state === "paused" || state === "cancelled") && (
          <Badge color="warning">{t(`sending.${state}`)}</Badge>
        )}
      </h3>
      <p className={styles.by}>{t("sending.by", { name: sending.by })}</p>
      {(isUnderway(sending) || state === "paused") && <Progress sending={sending} />}
      <p className={styles.what}>{what}</p>
      {deeds.error && <Problem error={deeds.error} />}
      <div className={styles.deeds}>
        {may.pause && (
          <Button disabledFocusable={deeds.isPending} onClick={() => deeds.pause()}>
            {t("sending.pause")}
          </Button>
        )}
        {may.resume && (
          <Button appearance="primary" disabledFocusable={deeds.isPending} onClick={() => deeds.resume()}>
            {t("sending.resume")}
          </Button>
        )}
        {may.cancel && <CancelButton sending={sending} isPending={deeds.isPending} cancel={deeds.cancel} />}
        {lost.length > 0 && maySend && (
          <Button
            disabledFocusable={deeds.isPending}
            onClick={() => deeds.retry(lost.map(({ place }) => place.id))}
          >
            {t("sending.retry", counted(lost.length))}
          </Button>
        )}
      </div>
      {mayMove && may.move && (
        <TimeForm
          key={sending.at}
          title={t("sending.move")}
          label={t("sending.move.at")}
          save={t("sending.move.save")}
          at={sending.at}
          isPending={deeds.isPending}
          error={null}
          change={deeds.move}
        />
      )}
      {maySend && <MaybeSent sending={sending} isPending={deeds.isPending} retry={deeds.retry} />}
      <TargetTable sending={sending} />
    </article>
  );
}

const titles = {
  scheduled: "sending.scheduled",
  sending: "sending.title",
  done: "sending.title",
  paused: "sending.stopped",
  cancelled: "sending.stopped",
} as const satisfies Record<SendingView["state"], string>;

function Progress({ sending }: { sending: SendingView }) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const of = totalOf(sending);
  const done = of - waitingCount(sending);
  const words = t("sending.progress", { n: counted(done).n, of: counted(of).n });
  return (
    <div className={styles.progress}>
      <ProgressBar thickness="large" value={done} max={of} aria-label={words} />
      <span aria-hidden="true">{words}</span>
    </div>
  );
}

/** "4 980 sent, 3 maybe sent": also said to a screen reader once the sending has come to its end. */
function useWhatBecame(sending: SendingView): string {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const announce = useAnnounce();
  const what = outcomesIn(sending)
    .map((outcome) => t(`count.${outcome}`, counted(sending.progress[outcome])))
    .join(", ");
  const before = useRef(sending.state);
  useEffect(() => {
    if (before.current === "sending" && sending.state === "done") announce(t("sending.finished", { what }));
    before.current = sending.state;
  }, [sending.state, what, announce, t]);
  return what;
}
