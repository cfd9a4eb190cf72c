import { useCallback, useEffect } from "react";
import { languageNow, localeTags } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "./dialogs/toasts.tsx";
import { leftOut } from "./left-out.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Of these it has been said. */
const full = new WeakSet<Field>();

/** Says that so many characters of what is being pasted find no room in a field. */
export function useCutNotice() {
  const t = useTexts(platformTexts);
  const toast = useToast();
  return useCallback(
    (field: Field, count: number) => {
      full.add(field);
      toast({ message: t("field.cut", { count, most: mostIn(field) }) });
    },
    [t, toast],
  );
}

/** Every field of the page that takes so much and no more: a browser drops the rest without a word. */
export function FullFields() {
  const t = useTexts(platformTexts);
  const toast = useToast();
  const tellCut = useCutNotice();
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const field = fieldOf(event.target);
      if (!field || event.defaultPrevented) return;
      const count = leftOut(field, event.clipboardData?.getData("text/plain") ?? "");
      if (count > 0) tellCut(field, count);
    };
    const input = ({ target }: Event) => {
      const field = fieldOf(target);
      if (!field) return;
      const isFull = field.value.length >= field.maxLength;
      if (isFull && !full.has(field)) toast({ message: t("field.full", { most: mostIn(field) }) });
      if (isFull) full.add(field);
      else full.delete(field);
    };
    document.addEventListener("paste", paste);
    document.addEventListener("input", input);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("input", input);
    };
  }, [t, toast, tellCut]);
  return null;
}

const mostIn = ({ maxLength }: Field): string =>
  new Intl.NumberFormat(localeTags[languageNow()]).format(maxLength);

function fieldOf(target: EventTarget | null): Field | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && target.maxLength > 0 ? target : null;
}
