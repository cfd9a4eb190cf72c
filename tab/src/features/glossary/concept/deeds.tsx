import { Button } from "@fluentui/react-components";
import type { ConceptView } from "bot/glossary/contract";
import { Link } from "react-router";
import { api } from "#platform/api.ts";
import { Message } from "#platform/message.tsx";
import { Problem } from "#platform/problem.tsx";
import { shareLink } from "#platform/teams.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { useConceptDeed } from "./use-concept-deed.ts";
import { useRemoval } from "./use-removal.ts";

/** What one may do with the concept as a whole. */
export function Deeds({ concept, headword }: { concept: ConceptView; headword: string }) {
  const t = useTexts(conceptTexts);
  const { id, may, checkedAt, removedAt } = concept;
  const { remove, restore } = useRemoval(id);
  const check = useConceptDeed(
    id,
    () => api<ConceptView>("PUT", `/glossary/concepts/${id}/check`, {}),
    t("checked.done"),
  );
  if (removedAt) {
    return (
      <Message
        intent="warning"
        title={t("removed")}
        deeds={may.remove && <Button onClick={() => restore.mutate()}>{t("restoreRemoved")}</Button>}
      />
    );
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div role="group" aria-label={t("deeds")} className={styles.deeds}>
        {may.edit && (
          <Link to={`/terms/concepts/${id}/edit`} className={styles.edit}>
            {t("edit")}
          </Link>
        )}
        {may.check && !checkedAt && (
          <Button disabledFocusable={check.isPending} onClick={() => check.mutate()}>
            {t("check")}
          </Button>
        )}
        <CopyLink label={headword} />
        {may.remove && (
          <Button appearance="subtle" disabledFocusable={remove.isPending} onClick={() => remove.mutate()}>
            {t("remove")}
          </Button>
        )}
      </div>
      {check.error && <Problem error={check.error} again={() => check.mutate()} />}
    </>
  );
}

function CopyLink({ label }: { label: string }) {
  const t = useTexts(conceptTexts);
  const toast = useToast();
  const share = () =>
    shareLink(label).then(
      (copied) => copied && toast({ message: t("link.copied") }),
      () => toast({ message: t("link.failed", { link: location.href }) }),
    );
  return (
    <Button appearance="subtle" onClick={() => void share()}>
      {t("link.copy")}
    </Button>
  );
}
