/** Writes at the caret, in place of what is chosen, so that Ctrl+Z takes it back and nothing that was written before is lost to it. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  if (document.execCommand("insertText", false, text)) return;
  // A browser without it: the text comes all the same.
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
