import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { invitationQuery } from "#features/network/queries.ts";
import { useNetwork } from "#features/network/use-network.ts";
import { useLanguage } from "#platform/language.ts";
import { Message } from "#platform/message.tsx";
import { PageHeading } from "#platform/page-heading.tsx";
import { Problem } from "#platform/problem.tsx";
import { PageSkeleton } from "#platform/skeleton.tsx";
import { useTexts } from "#platform/texts.ts";
import { ProfileForm } from "./profile-form.tsx";

/** Where an invitation leads. One that holds no longer still lets one ask. */
export function JoinPage() {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const [search] = useSearchParams();
  const key = (search.get("invitation") ?? "").slice(0, 100);
  const network = useNetwork();
  const invitation = useQuery(invitationQuery(key));
  const failed = network.error ?? invitation.error;
  if (failed) return <Problem error={failed} again={() => void network.refetch()} />;
  if (!network.data || (key !== "" && !invitation.data)) return <PageSkeleton />;

  const { standing, about } = network.data;
  const isIn = standing === "member" || standing === "coordinator";
  const { valid = false, by = null } = invitation.data ?? {};
  return (
    <>
      <PageHeading title={t("title")} />
      {isIn ? (
        <>
          <Message>{t("join.member")}</Message>
          <p className={styles.ways}>
            <Link to="/forum">{t("join.forum")}</Link>
            <Link to="/network">{t("join.profile")}</Link>
          </p>
        </>
      ) : (
        <>
          <p className={styles.text}>{about[language] || t("about")}</p>
          {valid && <Message>{by ? t("join.invitedBy", { name: by }) : t("join.invited")}</Message>}
          {key !== "" && !valid && <Message intent="warning">{t("join.over")}</Message>}
          <ProfileForm network={network.data} {...(valid && { invitation: key })} />
        </>
      )}
    </>
  );
}
