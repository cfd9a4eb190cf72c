import type { NetworkView } from "bot/network/contract";
import { Link } from "react-router";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { LinkLine } from "#platform/ui/links/link-line.tsx";
import { Message } from "#platform/ui/message.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import { Invite } from "./invite.tsx";
import styles from "./network.module.css";
import { networkTexts } from "./network-texts.ts";
import { Leave } from "./profile/leave.tsx";
import { ProfileForm } from "./profile/profile-form.tsx";
import { useNetwork } from "./use-network.ts";

/** The network to whoever comes: the way in for those outside, one's own profile for those inside. */
export function HomePage() {
  const t = useTexts(networkTexts);
  const network = useNetwork();
  const kept = useKeptFocus();
  if (!network.data) {
    if (network.error) return <PageProblem error={network.error} again={() => void network.refetch()} />;
    return <PageSkeleton />;
  }
  const { standing } = network.data;
  const isMember = standing === "member" || standing === "coordinator";
  return (
    <div {...kept}>
      <PageHeading title={t("title")} />
      {isMember ? <Ways network={network.data} /> : <About network={network.data} />}
      {standing === "asked" && <Message>{t("asked")}</Message>}
      <h2>{t(standing === "none" ? "ask.title" : "profile.title")}</h2>
      {standing === "none" && <p className={styles.text}>{t("ask.text")}</p>}
      <ProfileForm network={network.data} />
      {network.data.may.invite && <Invite />}
      {network.data.may.leave && <Leave isAsked={standing === "asked"} />}
    </div>
  );
}

function About({ network }: { network: NetworkView }) {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  return (
    <>
      <p className={styles.text}>{network.about[language] || t("about")}</p>
      <p className={styles.hint}>{t("members.count", { count: network.members })}</p>
    </>
  );
}

function Ways({ network }: { network: NetworkView }) {
  const t = useTexts(networkTexts);
  return (
    <LinkLine>
      <Link to="/network/members">{t("members.link", { count: network.members })}</Link>
      {network.may.coordinate && (
        <>
          {network.requests > 0 && (
            <Link to="/network/members#requests">{t("requests.link", { count: network.requests })}</Link>
          )}
          <Link to="/network/settings">{t("settings.link")}</Link>
        </>
      )}
    </LinkLine>
  );
}
