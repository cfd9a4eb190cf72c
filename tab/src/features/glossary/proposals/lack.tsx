import type { ConceptDraft, Language } from "bot/glossary/contract";
import { useState } from "react";
import { useTexts } from "#platform/texts.ts";
import { Message } from "#platform/ui/message.tsx";
import { addId, lackId, lackOf, termFieldId } from "./draft.ts";
import { editTexts } from "./edit-texts.ts";

type LackOf = ReturnType<typeof lackOf>;
type LackState = { shown: LackOf; lacking: Language | null; passes(): boolean };

/** What stops a draft from being sent: told from the first try on. `language` is the one that a term is looked for in first. */
export function useLack(draft: ConceptDraft, language: Language): LackState {
  const [isTried, setTried] = useState(false);
  const lack = lackOf(draft);
  return {
    shown: isTried ? lack : null,
    lacking: isTried && lack ? languageOf(lack, language) : null,
    passes() {
      setTried(true);
      if (lack) fieldLacking(draft, languageOf(lack, language))?.focus();
      return lack === null;
    },
  };
}

const languageOf = (lack: NonNullable<LackOf>, first: Language): Language =>
  lack.about === "term" ? first : lack.language;

function fieldLacking({ terms }: ConceptDraft, language: Language): HTMLElement | null {
  const term = terms.find((one) => one.language === language);
  return document.getElementById(term ? termFieldId(term.id) : addId(language));
}

export function Lack({ lack }: { lack: LackOf }) {
  const t = useTexts(editTexts);
  if (!lack) return null;
  return (
    <Message id={lackId} intent="warning" role="alert">
      {lack.about === "term" ? t("lack.term") : t("lack.preferred", { language: t(`in.${lack.language}`) })}
    </Message>
  );
}
