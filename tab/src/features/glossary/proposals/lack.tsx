import type { ConceptDraft } from "bot/glossary/contract";
import { useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { lackOf } from "./draft.ts";
import { editTexts } from "./edit-texts.ts";

type LackOf = ReturnType<typeof lackOf>;

/** What stops a draft from being sent: told from the first try on. */
export function useLack(draft: ConceptDraft): { shown: LackOf; passes(): boolean } {
  const [isTried, setTried] = useState(false);
  const lack = lackOf(draft);
  return {
    shown: isTried ? lack : null,
    passes() {
      setTried(true);
      return lack === null;
    },
  };
}

export function Lack({ lack }: { lack: LackOf }) {
  const t = useTexts(editTexts);
  if (!lack) return null;
  return (
    <Message intent="warning" role="alert">
      {lack.about === "term" ? t("lack.term") : t("lack.preferred", { language: t(`in.${lack.language}`) })}
    </Message>
  );
}
