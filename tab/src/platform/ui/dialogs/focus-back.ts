import { useEffect, useState } from "react";

/** Gives the focus back to what had it before the dialog came: Fluent does so only where the dialog has its own button. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      readAgain();
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

/**
 * Fluent hides the page from screen readers while a dialog is open. It undoes that a moment later, unless the dialog was
 * the last thing on the page that used its Tabster: then that ends first, and the page would stay hidden.
 */
function readAgain(): void {
  for (const part of document.querySelectorAll("body > [aria-hidden]:not([data-tabster-dummy])"))
    part.removeAttribute("aria-hidden");
}
