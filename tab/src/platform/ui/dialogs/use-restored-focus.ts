import { type FocusEvent, useEffect, useRef } from "react";

/** Gives the focus to a heading, the page's own where no other is there, when what had it within goes away. */
export function useKeptFocus(headingId = ""): { onFocus(event: FocusEvent): void } {
  const last = useRef<Element>(null);
  useEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    const heading = document.getElementById(headingId) ?? document.querySelector("h1");
    heading?.focus({ preventScroll: true });
  });
  return {
    onFocus(event) {
      last.current = event.target;
    },
  };
}
