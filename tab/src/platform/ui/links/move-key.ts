import type { KeyboardEvent } from "react";
import { shortcutsOn } from "#platform/shell/shortcuts.ts";

/** Alt with an arrow moves the thing that has the focus. In a list box the same keys open it, so not there. */
export function moveKey(event: KeyboardEvent, move: (by: 1 | -1) => void): void {
  const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
  if (!event.altKey || by === null || !shortcutsOn.get() || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  event.stopPropagation();
  move(by);
}
