import { Button } from "@fluentui/react-components";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { SessionView } from "bot/coffee/contract";
import { useState } from "react";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { PlacePicker } from "#platform/sending/place-picker.tsx";
import { sendingsQuery } from "#platform/sending/queries.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

/** When invitations go out by themselves, and the ways to send them sooner or to more places. */
export function Invitations({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const invite = useInvite(session);
  const [placeIds, setPlaceIds] = useState<string[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const isAhead = session.state === "planned" || session.state === "invited" || session.state === "now";
  const isFirst = session.invitedAt === null;
  const said = session.invitedAt
    ? t("invite.went", { at: dateTimeIn(language, session.invitedAt) })
    : t(isAhead ? "invite.goes" : "invite.never", { at: dateTimeIn(language, session.inviteAt) });

  return (
    <Part title={t("invite")}>
      <p>{said}</p>
      {session.may.invite && isFirst && (
        <Button disabledFocusable={invite.isPending} onClick={() => setIsAsking(true)}>
          {t("invite.now")}
        </Button>
      )}
      {session.may.invite && !isFirst && (
        <MorePlaces
          session={session}
          chosen={placeIds}
          choose={setPlaceIds}
          isPending={invite.isPending}
          ask={() => setIsAsking(true)}
        />
      )}
      {invite.error && <Problem error={invite.error} />}
      {isAsking && (
        <AskFirst
          title={isFirst ? t("invite.now.title") : t("invite.more.title", { count: placeIds.length })}
          deed={isFirst ? t("invite.now") : t("invite.send", { count: placeIds.length })}
          act={() => invite.mutate(isFirst ? [] : placeIds, { onSuccess: () => setPlaceIds([]) })}
          close={() => setIsAsking(false)}
        >
          <p>{t(isFirst ? "invite.now.text" : "invite.more.text")}</p>
        </AskFirst>
      )}
    </Part>
  );
}

/** The places are read only when somebody looks for them: there may be thousands. */
function MorePlaces({ session, chosen, choose, isPending, ask }: MoreProps) {
  const t = useTexts(sessionTexts);
  const [isOpen, setIsOpen] = useState(false);
  const sendings = useQuery(sendingsQuery(sessionPath(session)));
  const sentTo = (sendings.data ?? [])
    .flatMap(({ targets }) => targets)
    .filter(({ outcome }) => outcome === "sent")
    .map(({ place }) => place.id);
  const isNone = isPending || chosen.length === 0;
  return (
    <details className={styles.fold} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t("invite.more")}</summary>
      {isOpen && <PlacePicker path="/coffee/places" chosen={chosen} sentTo={sentTo} choose={choose} />}
      <Button disabledFocusable={isNone} onClick={() => !isNone && ask()}>
        {t("invite.send", { count: chosen.length })}
      </Button>
    </details>
  );
}

type MoreProps = {
  session: SessionView;
  chosen: string[];
  choose(placeIds: string[]): void;
  isPending: boolean;
  ask(): void;
};

/** A place gets one invitation to a session, however often it is sent. */
function useInvite(session: SessionView) {
  const t = useTexts(sessionTexts);
  const announce = useAnnounce();
  const client = useQueryClient();
  const path = sessionPath(session);
  return useDeed(
    session,
    (placeIds: string[]) =>
      api<SessionView>("POST", `${path}/invitation`, placeIds.length > 0 ? { placeIds } : {}),
    () => {
      announce(t("invite.done"));
      void client.invalidateQueries({ queryKey: sendingsQuery(path).queryKey });
    },
  );
}
