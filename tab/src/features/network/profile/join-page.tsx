import { useQuery } from "@tanstack/react-query";
import type { NetworkView } from "bot/network/contract";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { invitationQuery } from "#features/network/queries.ts";
import { useNetwork } from "#features/network/use-network.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { LinkLine } from "#platform/ui/links/link-line.tsx";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import { ProfileForm } from "./profile-form.tsx";

/** Where an invitation leads. One that holds no longer still lets one ask. */
export function JoinPage() {
  const [search] = useSearchParams();
  const key = (search.get("invitation") ?? "").slice(0, 100);
  const network = useNetwork();
  const invitation = useQuery(invitationQuery(key));
  if (network.data && (key === "" || invitation.data)) {
    const { valid = false, by = null } = invitation.data ?? {};
    return <Join network={network.data} invitation={key} isValid={valid} by={by} />;
  }
  if (network.error) return <PageProblem error={network.error} again={() => void network.refetch()} />;
  if (invitation.error)
    return <PageProblem error={invitation.error} again={() => void invitation.refetch()} />;
  return <PageSkeleton />;
}

/** `invitation` is "" for whoever has come without. */
type Props = { network: NetworkView; invitation: string; isValid: boolean; by: string | null };

function Join({ network, invitation, isValid, by }: Props) {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const kept = useKeptFocus();
  const isIn = network.standing === "member" || network.standing === "coordinator";
  const [wasIn] = useState(isIn);
  return (
    <div {...kept}>
      <PageHeading title={t("title")} />
      {isIn ? (
        <>
          <Message>{t(wasIn ? "join.member" : "joined")}</Message>
          <LinkLine>
            <Link to="/forum">{t("join.forum")}</Link>
            <Link to="/network">{t("join.profile")}</Link>
          </LinkLine>
        </>
      ) : (
        <>
          <p className={styles.text}>{network.about[language] || t("about")}</p>
          {isValid && <Message>{by ? t("join.invitedBy", { name: by }) : t("join.invited")}</Message>}
          {invitation !== "" && !isValid && <Message intent="warning">{t("join.over")}</Message>}
          <ProfileForm network={network} {...(isValid && { invitation })} />
        </>
      )}
    </div>
  );
}
