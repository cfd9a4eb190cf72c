import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { NetworkView, RequestView } from "bot/network/contract";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { requestsQuery } from "#features/network/queries.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { Problem } from "#platform/problem.tsx";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";
import { ProfileLines } from "./profile-lines.tsx";
import { useMemberDeed } from "./use-member-deed.ts";

/** Those who wait to be let in, the longest first. */
export function Requests({ fields }: { fields: NetworkView["fields"] }) {
  const t = useTexts(networkTexts);
  const requests = useQuery(requestsQuery());
  if (requests.error) return <Problem error={requests.error} again={() => void requests.refetch()} />;
  const waiting = requests.data?.requests ?? [];
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="requests" className={styles.part}>
      <h2 id="requests">{t("requests.title", { count: waiting.length })}</h2>
      <ul className={styles.rows}>
        {waiting.map((request) => (
          <Request key={request.id} request={request} fields={fields} />
        ))}
      </ul>
    </section>
  );
}

function Request({ request, fields }: { request: RequestView; fields: NetworkView["fields"] }) {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const toast = useToast();
  const { id, name } = request;
  const approve = useMemberDeed("POST", `/network/requests/${encodeURIComponent(id)}/approval`);
  const refuse = useMemberDeed("POST", `/network/requests/${encodeURIComponent(id)}/refusal`);
  const isPending = approve.isPending || refuse.isPending;
  return (
    <li className={styles.card}>
      <h3 className={styles.name}>{name}</h3>
      <ProfileLines profile={request.profile} fields={fields} />
      <p className={styles.hint}>{t("requests.asked", { at: dateTimeIn(language, request.askedAt) })}</p>
      <div className={styles.deeds}>
        <Button
          appearance="primary"
          disabledFocusable={isPending}
          onClick={() =>
            approve.mutate({}, { onSuccess: () => toast({ message: t("requests.approved", { name }) }) })
          }
        >
          {t("requests.approve")}
          <span className={styles.unseen}> ({name})</span>
        </Button>
        <Button
          disabledFocusable={isPending}
          onClick={() =>
            refuse.mutate({}, { onSuccess: () => toast({ message: t("requests.refused", { name }) }) })
          }
        >
          {t("requests.refuse")}
          <span className={styles.unseen}> ({name})</span>
        </Button>
      </div>
    </li>
  );
}
