import { Button } from "@fluentui/react-components";
import type { ConceptView } from "bot/glossary/contract";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { CopyLinkButton } from "#platform/ui/links/copy-link-button.tsx";
import { PrimaryLink } from "#platform/ui/links/primary-link.tsx";
import { Message } from "#platform/ui/message.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./concept-page.module.css";
import { conceptTexts } from "./concept-texts.ts";
import { useConceptDeed } from "./use-concept-action.ts";
import { useRemoval } from "./use-removal.ts";

/** What one may do with the concept as a whole. */
export function Deeds({ concept }: { concept: ConceptView }) {
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
        {may.edit && <PrimaryLink to={`/terms/concepts/${id}/edit`}>{t("edit")}</PrimaryLink>}
        {may.check && !checkedAt && (
          <Button disabledFocusable={check.isPending} onClick={() => check.mutate()}>
            {t("check")}
          </Button>
        )}
        <CopyLinkButton />
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
