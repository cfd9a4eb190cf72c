import { type RefObject, useRef } from "react";

/** Moves the focus among the rows of a list, which carry `data-row`, by keys. */
export function useRows<T extends HTMLElement>(): {
  list: RefObject<T | null>;
  step(by: 1 | -1): void;
  /** The row that has the focus, as its `data-row`. */
  at(): string | undefined;
  open(): void;
} {
  const list = useRef<T>(null);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const current = () => rows().find((row) => row.contains(document.activeElement));
  const linkOf = (row: HTMLElement | undefined) => row?.querySelector("a") ?? row;
  return {
    list,
    step(by) {
      const all = rows();
      const here = current();
      const next = here ? all.indexOf(here) + by : 0;
      const row = all[Math.max(0, Math.min(all.length - 1, next))];
      (row?.hasAttribute("tabindex") ? row : linkOf(row))?.focus();
    },
    at: () => current()?.dataset.row,
    open: () => linkOf(current())?.click(),
  };
}
