import { Button } from "@fluentui/react-components";
import type { ConceptDraft, ConceptView } from "bot/glossary/contract";
import { ChangeList } from "#features/glossary/concepts/change-list.tsx";
import { dateTimeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { editTexts } from "./edit-texts.ts";

type Props = { base: ConceptDraft; theirs: ConceptView; saveOver(): void; takeTheirs(): void };

/** Somebody else has saved meanwhile: what they changed, and whose words are to stand. */
export function Conflict({ base, theirs, saveOver, takeTheirs }: Props) {
  const t = useTexts(editTexts);
  const language = useLanguage();
  const { name, mine } = theirs.changedBy;
  const at = dateTimeIn(language, theirs.changedAt);
  return (
    <Message
      intent="warning"
      role="alert"
      title={t(mine ? "conflict.title.mine" : "conflict.title")}
      deeds={
        <>
          <Button onClick={saveOver}>{t("conflict.mine")}</Button>
          <Button onClick={takeTheirs}>{t("conflict.theirs")}</Button>
        </>
      }
    >
      {name && !mine ? t("conflict.by", { name, at }) : t("conflict.at", { at })} {t("conflict.text")}
      <ChangeList before={base} after={theirs.draft} />
    </Message>
  );
}
