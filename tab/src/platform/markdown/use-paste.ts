import type { ClipboardEvent } from "react";
import { useCutNotice } from "#platform/ui/full-fields.tsx";
import { insertText } from "./insert-text.ts";
import { fitted, hasForm, isInCode } from "./paste-rules.ts";

/** What is pasted with a form, such as a table from Excel or a list from Word, becomes Markdown; in code it stays as it is. */
export function usePaste(maxLength: number) {
  const tellCut = useCutNotice();
  return (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    const field = event.currentTarget;
    if (!hasForm(html) || isInCode(field.value, field.selectionStart)) return;
    event.preventDefault();
    void import("./pasted.ts")
      .then(({ markdownFrom }) => markdownFrom(html))
      // Without the code that reads it, its words alone.
      .catch(() => plain)
      .then((markdown) => {
        const { value, selectionStart, selectionEnd } = field;
        const text = fitted(markdown || plain, value.slice(0, selectionStart), value.slice(selectionEnd));
        const room = maxLength - (value.length - (selectionEnd - selectionStart));
        if (text.length > room) tellCut(field, text.length - room);
        insertText(field, text.slice(0, Math.max(0, room)).replace(/[\ud800-\udbff]$/, ""));
      });
  };
}
