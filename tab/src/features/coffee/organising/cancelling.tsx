import { Button } from "@fluentui/react-components";
import type { SessionView } from "bot/coffee/contract";
import { useState } from "react";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

/** A session that is cancelled keeps its answers and questions, and can be reinstated. */
export function Cancelling({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const set = useDeed(
    session,
    (cancelled: boolean) =>
      api<SessionView>(
        cancelled ? "POST" : "DELETE",
        `${sessionPath(session)}/cancellation`,
        cancelled ? {} : undefined,
      ),
    (_, cancelled) => toast({ message: t(cancelled ? "cancel.done" : "reinstate.done") }),
  );
  if (!session.may.cancel && !session.may.reinstate) return null;
  return (
    <Part title={t(session.may.reinstate ? "reinstate.title" : "cancel.part")}>
      <p className={styles.about}>{t(session.may.reinstate ? "reinstate.about" : "cancel.about")}</p>
      {session.may.reinstate ? (
        <Button disabledFocusable={set.isPending} onClick={() => set.mutate(false)}>
          {t("reinstate")}
        </Button>
      ) : (
        <Button disabledFocusable={set.isPending} onClick={() => setIsAsking(true)}>
          {t("cancel")}
        </Button>
      )}
      {set.error && <Problem error={set.error} />}
      {isAsking && (
        <AskFirst
          title={t("cancel.title")}
          deed={t("cancel")}
          act={() => set.mutate(true)}
          close={() => setIsAsking(false)}
        >
          <p>{t(session.invitedAt ? "cancel.text.invited" : "cancel.text")}</p>
        </AskFirst>
      )}
    </Part>
  );
}
