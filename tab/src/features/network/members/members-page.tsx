import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { membersQuery } from "#features/network/queries.ts";
import { useNetwork } from "#features/network/use-network.ts";
import { MembersOnly } from "#platform/members-only/members-only.tsx";
import { useTexts } from "#platform/texts.ts";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import { MemberCard } from "./member-card.tsx";
import { Requests } from "./requests.tsx";

/** Everybody in the network by name; for coordinators also those who wait to be let in. */
export function MembersPage() {
  const t = useTexts(networkTexts);
  return (
    <MembersOnly>
      <PageHeading title={t("members.title")} />
      <Members />
    </MembersOnly>
  );
}

function Members() {
  const t = useTexts(networkTexts);
  const { data: network } = useNetwork();
  const members = useInfiniteQuery(membersQuery());
  const kept = useKeptFocus();
  if (!members.data || !network) {
    if (members.error) return <Problem error={members.error} again={() => void members.refetch()} />;
    return <RowsSkeleton rows={4} />;
  }
  const mayCoordinate = network.may.coordinate;
  const all = members.data.pages.flatMap((page) => page.members);
  return (
    <div {...kept}>
      {mayCoordinate && <Requests fields={network.fields} />}
      {all.length === 0 && <p className={styles.text}>{t("members.none")}</p>}
      <ul className={styles.rows}>
        {all.map((member) => (
          <MemberCard key={member.id} {...{ member, mayCoordinate }} fields={network.fields} />
        ))}
      </ul>
      {members.error && <Problem error={members.error} again={() => void members.fetchNextPage()} />}
      {members.hasNextPage && (
        <Button disabledFocusable={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
