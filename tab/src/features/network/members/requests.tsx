import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { NetworkView, RequestView } from "bot/network/contract";
import { useEffect } from "react";
import { useLocation } from "react-router";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { requestsQuery } from "#features/network/queries.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { ProfileLines } from "./profile-lines.tsx";
import { useMemberDeed } from "./use-member-action.ts";

/** Those who wait to be let in, the longest first. */
export function Requests({ fields }: { fields: NetworkView["fields"] }) {
  const t = useTexts(networkTexts);
  const requests = useQuery(requestsQuery());
  const kept = useKeptFocus("requests");
  if (requests.error) return <Problem error={requests.error} again={() => void requests.refetch()} />;
  const waiting = requests.data?.requests ?? [];
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="requests" className={styles.part} {...kept}>
      <Heading>{t("requests.title", { count: waiting.length })}</Heading>
      <ul className={styles.rows}>
        {waiting.map((request) => (
          <Request key={request.id} request={request} fields={fields} />
        ))}
      </ul>
    </section>
  );
}

/** Where a link to those who wait leads. */
function Heading({ children }: { children: string }) {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === "#requests") document.getElementById("requests")?.focus();
  }, [hash]);
  return (
    <h2 id="requests" tabIndex={-1}>
      {children}
    </h2>
  );
}

function Request({ request, fields }: { request: RequestView; fields: NetworkView["fields"] }) {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const { id, name } = request;
  const approve = useMemberDeed<void>("POST", `/network/requests/${id}/approval`, () => ({
    message: t("requests.approved", { name }),
  }));
  const refuse = useMemberDeed<void>("POST", `/network/requests/${id}/refusal`, () => ({
    message: t("requests.refused", { name }),
  }));
  const isPending = approve.isPending || refuse.isPending;
  return (
    <li className={styles.card}>
      <h3 className={styles.name}>{name}</h3>
      <ProfileLines profile={request.profile} fields={fields} />
      <p className={styles.hint}>{t("requests.asked", { at: dateTimeIn(language, request.askedAt) })}</p>
      <div className={styles.deeds}>
        <Button appearance="primary" disabledFocusable={isPending} onClick={() => approve.mutate()}>
          {t("requests.approve")}
          <span className={unseen}> ({name})</span>
        </Button>
        <Button disabledFocusable={isPending} onClick={() => refuse.mutate()}>
          {t("requests.refuse")}
          <span className={unseen}> ({name})</span>
        </Button>
      </div>
    </li>
  );
}
