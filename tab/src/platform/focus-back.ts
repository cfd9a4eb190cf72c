import { useEffect, useState } from "react";

/** Gives the focus back to what had it before the dialog came: Fluent does so only where the dialog has its own button. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}
