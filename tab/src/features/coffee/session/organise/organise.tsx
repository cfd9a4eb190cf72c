import type { SessionView } from "bot/coffee/contract";
import { sessionPath } from "#features/coffee/session/queries.ts";
import { SendingList } from "#platform/sending/sending-list.tsx";
import { Attendance } from "./attendance.tsx";
import { Cancelling } from "./cancelling.tsx";
import { ChangeForm } from "./change-form.tsx";
import { Invitations } from "./invitations.tsx";
import { Joining } from "./joining.tsx";
import styles from "./organise.module.css";
import { Proposal } from "./proposal.tsx";
import { Recap } from "./recap.tsx";
import { TakingPart } from "./taking-part.tsx";

/** All that organisers do with one session, in the order in which it comes: invite, prepare, hold, look back. */
export function Organise({ session }: { session: SessionView }) {
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        {session.may.edit && <ChangeForm session={session} />}
        {session.may.edit && <Proposal session={session} />}
        <Invitations session={session} />
        <SendingList path={sessionPath(session)} maySend={session.mayOrganise} />
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
