import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import type { Invitation } from "bot/network/contract";
import { api } from "#platform/api.ts";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./network.module.css";
import { networkTexts } from "./network-texts.ts";

/** A link that makes whoever opens it a member at once. */
export function Invite() {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const toast = useToast();
  const invite = useMutation({ mutationFn: () => api<Invitation>("POST", "/network/invitations", {}) });
  const copy = (link: string) =>
    navigator.clipboard.writeText(link).then(
      () => toast({ message: t("invite.copied") }),
      () => toast({ message: t("invite.copyFailed") }),
    );
  return (
    <section aria-labelledby="invite" className={styles.part}>
      <h2 id="invite">{t("invite.title")}</h2>
      <p className={styles.text}>{t("invite.text")}</p>
      <Button disabledFocusable={invite.isPending} onClick={() => invite.mutate()}>
        {t(invite.data ? "invite.another" : "invite.button")}
      </Button>
      {invite.error && <Problem error={invite.error} again={() => invite.mutate()} />}
      <div role="status">
        {invite.data && (
          <div className={styles.card}>
            <p className={styles.link}>{invite.data.link}</p>
            <p className={styles.hint}>
              {t("invite.until", {
                at: dateTimeIn(language, invite.data.expiresAt),
                count: invite.data.usesLeft,
              })}
            </p>
            <Button appearance="primary" onClick={() => void copy(invite.data.link)}>
              {t("invite.copy")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
