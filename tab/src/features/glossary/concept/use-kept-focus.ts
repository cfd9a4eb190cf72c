import { type FocusEvent, useEffect, useRef } from "react";

/** Gives the focus to the heading, which must take it, when what had it in the section goes away. */
export function useKeptFocus(headingId: string): { onFocus(event: FocusEvent): void } {
  const last = useRef<Element>(null);
  useEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    document.getElementById(headingId)?.focus({ preventScroll: true });
  });
  return {
    onFocus(event) {
      last.current = event.target;
    },
  };
}
