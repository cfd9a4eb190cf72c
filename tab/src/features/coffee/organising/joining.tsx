import { Button } from "@fluentui/react-components";
import type { SessionView } from "bot/coffee/contract";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Message } from "#platform/ui/message.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

/** Where the session is held. Everybody has our own address, so the place behind it may change to the last minute. */
export function Joining({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const announce = useAnnounce();
  const make = useDeed(
    session,
    () => api<SessionView>("POST", `${sessionPath(session)}/meeting`, {}),
    () => announce(t("join.made")),
  );
  return (
    <Part title={t("join")}>
      <p className={styles.about}>{t("join.about")}</p>
      {session.joinUrl ? (
        <p>
          {t(session.hasMeeting ? "join.meeting" : "join.leads")}{" "}
          <a href={session.joinUrl} target="_blank" rel="noreferrer" className={styles.link}>
            {new URL(session.joinUrl).host}
          </a>
        </p>
      ) : (
        <p className={styles.strong}>{t("join.none")}</p>
      )}
      {session.meetingIsStale && (
        <Message intent="warning">
          {t(session.may.makeMeeting ? "join.stale" : "join.staleElsewhere")}
        </Message>
      )}
      {session.may.makeMeeting && (
        <Button disabledFocusable={make.isPending} onClick={() => make.mutate()}>
          {t(make.isPending ? "join.making" : session.meetingIsStale ? "join.renew" : "join.make")}
        </Button>
      )}
      {make.error && <Problem error={make.error} />}
    </Part>
  );
}
