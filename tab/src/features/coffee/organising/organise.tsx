import type { SessionDraft, SessionView } from "bot/coffee/contract";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { api } from "#platform/api.ts";
import { SendingList } from "#platform/sending/sending-list.tsx";
import { useTexts } from "#platform/texts.ts";
import { OrderTranslation } from "#platform/translation/order-translation.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Attendance } from "./attendance.tsx";
import { Cancelling } from "./cancelling.tsx";
import { ChangeForm } from "./change-form.tsx";
import { Invitations } from "./invitations.tsx";
import { Joining } from "./joining.tsx";
import styles from "./organise.module.css";
import { Proposal } from "./proposal.tsx";
import { Recap } from "./recap.tsx";
import { TakingPart } from "./taking-part.tsx";
import { usePartForm } from "./use-part-form.ts";

/** All that organisers do with one session, in the order in which it comes: invite, prepare, hold, look back. */
export function Organise({ session }: { session: SessionView }) {
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        {session.may.edit && <Changing session={session} />}
        <OrderTranslation path={sessionPath(session)} version={session.version} />
        <div>
          <Invitations session={session} />
          <Sendings session={session} />
        </div>
        <Recap session={session} />
      </div>
      <div className={styles.side}>
        <TakingPart session={session} />
        <Joining session={session} />
        <Attendance session={session} />
        <Cancelling session={session} />
      </div>
    </div>
  );
}

/** Invitation and recap are sendings of their own, which their ids tell apart. */
function Sendings({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const nameOf = (id: string) => t(id.startsWith("coffee-recap|") ? "recap" : "sendings.invitation");
  return <SendingList path={sessionPath(session)} maySend={session.mayOrganise} nameOf={nameOf} />;
}

function Changing({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const toast = useToast();
  const part = {
    name: "change",
    of: ({ draft }: SessionView) => draft,
    put: (version: string, draft: SessionDraft) =>
      api<SessionView>("PUT", sessionPath(session), { version, draft }),
  };
  const form = usePartForm(session, part, () => toast({ message: t("change.saved") }));
  return (
    <>
      <ChangeForm session={session} form={form} />
      <Proposal session={session} form={form} />
    </>
  );
}
