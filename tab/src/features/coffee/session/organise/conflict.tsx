import { Button } from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import type { SessionView } from "bot/coffee/contract";
import { sessionQuery } from "#features/coffee/queries.ts";
import { sessionTexts } from "#features/coffee/session/session-texts.ts";
import { Message } from "#platform/message.tsx";
import { useTexts } from "#platform/texts.ts";

/** Somebody else has changed the session meanwhile: the person chooses whose version stands. */
export function Conflict({ session, saveOver, drop }: Props) {
  const t = useTexts(sessionTexts);
  const client = useQueryClient();
  const newest = () => client.fetchQuery({ ...sessionQuery(session.seriesId, session.date), staleTime: 0 });
  return (
    <Message
      intent="warning"
      role="alert"
      title={t("conflict.title")}
      deeds={
        <>
          <Button onClick={() => newest().then(saveOver, () => {})}>{t("conflict.mine")}</Button>
          <Button onClick={() => newest().then(drop, () => {})}>{t("conflict.theirs")}</Button>
        </>
      }
    >
      {t("conflict.text")}
    </Message>
  );
}

type Props = { session: SessionView; saveOver(newest: SessionView): void; drop(): void };
