import { createContext, useContext, useState } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { copyText } from "#platform/copy-text.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";

type Copying = { copied: string | null; copy(id: string, text: string): void };

/** The term that was copied last, shown as such until another is, and how to copy one. */
export function useCopying(): Copying {
  const t = useTexts(glossaryTexts);
  const announce = useAnnounce();
  const toast = useToast();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async (id: string, text: string) => {
    if (!(await copyText(text))) return toast({ message: t("copy.failed", { term: text }) });
    setCopied(id);
    announce(t("copy.done", { term: text }));
  };
  return { copied, copy: (id, text) => void copy(id, text) };
}

const Context = createContext<Copying>({ copied: null, copy() {} });
export const CopyingProvider = Context.Provider;
export const useCopied = () => useContext(Context);
