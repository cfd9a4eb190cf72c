import { within } from "./deadline.ts";

/** Puts a text on the clipboard, on the person's own press. Says whether it got there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await within(2_000, "clipboard", navigator.clipboard.writeText(text));
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Teams' frames may refuse the clipboard itself, and still copy what is selected. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
