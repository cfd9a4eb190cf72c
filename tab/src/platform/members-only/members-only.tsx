import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { networkGroup } from "#platform/groups.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./members-only.module.css";
import { membersOnlyTexts } from "./members-only-texts.ts";
import { networkQuery } from "./network-query.ts";

/** A whole page that members of the network see; others are told so, with the way in. The server keeps it, this explains it. */
export function MembersOnly({ children }: { children: ReactNode }) {
  const network = useQuery(networkQuery());
  if (!network.data) {
    if (network.error) return <PageProblem error={network.error} again={() => void network.refetch()} />;
    return <PageSkeleton />;
  }
  const { standing } = network.data;
  return standing === "none" || standing === "asked" ? <Invitation standing={standing} /> : children;
}

function Invitation({ standing }: { standing: "none" | "asked" }) {
  const t = useTexts(membersOnlyTexts);
  const language = useLanguage();
  return (
    <>
      <PageHeading title={networkGroup.title[language]} />
      <p className={styles.text}>{t(standing)}</p>
      <PrimaryLink to="/network">{t(`${standing}.link`)}</PrimaryLink>
    </>
  );
}
