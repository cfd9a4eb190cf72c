import { Button } from "@fluentui/react-components";
import type { SessionView } from "bot/coffee/contract";
import { lazy, Suspense, useState } from "react";
import { sessionPath } from "#features/coffee/session/queries.ts";
import { sessionTexts } from "#features/coffee/session/session-texts.ts";
import { useDeed } from "#features/coffee/session/use-deed.ts";
import { api } from "#platform/api.ts";
import { Problem } from "#platform/problem.tsx";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

const ConfirmDialog = lazy(() =>
  import("#platform/confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

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
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t("cancel.title")}
            deed={t("cancel")}
            answer={(yes) => {
              setIsAsking(false);
              if (yes) set.mutate(true);
            }}
          >
            <p>{t(session.invitedAt ? "cancel.text.invited" : "cancel.text")}</p>
          </ConfirmDialog>
        </Suspense>
      )}
    </Part>
  );
}
