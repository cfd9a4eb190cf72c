import { Button } from "@fluentui/react-components";
import type { MemberView, NetworkView } from "bot/network/contract";
import { useState } from "react";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge } from "#platform/ui/badge.tsx";
import { AskFirst } from "#platform/ui/dialogs/confirm.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { ProfileLines } from "./profile-lines.tsx";
import { useMemberDeed } from "./use-member-action.ts";

type Props = { member: MemberView; mayCoordinate: boolean; fields: NetworkView["fields"] };

export function MemberCard({ member, mayCoordinate, fields }: Props) {
  const t = useTexts(networkTexts);
  const { id, name, isCoordinator, mine } = member;
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>
        {name} {isCoordinator && <Badge color="brand">{t("coordinator")}</Badge>}
        {mine && <Badge color="plain">{t("you")}</Badge>}
      </h2>
      <ProfileLines profile={member.profile} fields={fields} />
      {mayCoordinate && <Deeds {...{ id, name, isCoordinator }} isMine={mine} />}
    </li>
  );
}

type DeedsProps = Pick<MemberView, "id" | "name" | "isCoordinator"> & { isMine: boolean };

function Deeds({ id, name, isCoordinator, isMine }: DeedsProps) {
  const t = useTexts(networkTexts);
  const [asking, setAsking] = useState(false);
  const role = useMemberDeed<{ coordinator: boolean }>(
    "PUT",
    `/network/members/${id}/role`,
    ({ coordinator }) => ({
      message: t(coordinator ? "role.given" : "role.taken", { name }),
      // Whoever has given up their own role could not take it back.
      ...(!(isMine && !coordinator) && { undo: () => changeRole({ coordinator: !coordinator }) }),
    }),
  );
  const removal = useMemberDeed<void>("DELETE", `/network/members/${id}`, () => ({
    message: t("removed", { name }),
  }));
  const changeRole = (input: { coordinator: boolean }): Promise<unknown> => role.mutateAsync(input);
  const setRole = (coordinator: boolean) => role.mutate({ coordinator });
  return (
    <div className={styles.deeds}>
      <Button disabledFocusable={role.isPending} onClick={() => setRole(!isCoordinator)}>
        {t(isCoordinator ? "role.take" : "role.give")}
        <span className={unseen}> ({name})</span>
      </Button>
      {!isMine && (
        <Button disabledFocusable={removal.isPending} onClick={() => setAsking(true)}>
          {t("remove")}
          <span className={unseen}> ({name})</span>
        </Button>
      )}
      {asking && (
        <AskFirst
          title={t("remove.title", { name })}
          deed={t("remove")}
          act={() => removal.mutate()}
          close={() => setAsking(false)}
        >
          <p>{t("remove.text")}</p>
        </AskFirst>
      )}
    </div>
  );
}
