import type { KeyboardEvent } from "react";
import { shortcutsOn } from "#platform/shell/shortcuts.ts";

/*
 * The arrows go through the table as through a sheet: rows are marked data-row, and what can be stopped at in a row has
 * its column in data-stop. Tab goes through all of it as usual.
 */

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows, Escape back to the search field, and C to copy the term that one stands on. */
export function rowKeys(event: KeyboardEvent<HTMLElement>, searchId: string): void {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const step = steps[event.key];
  const isCopy = event.key.toLowerCase() === "c" && shortcutsOn.get();
  if (step) move(event.currentTarget, event.target, step, searchId);
  else if (event.key === "Escape") document.getElementById(searchId)?.focus();
  else if (isCopy) event.target.closest("th, td")?.querySelector<HTMLElement>("[data-copy]")?.click();
  else return;
  event.preventDefault();
}

/** From the search field down into the table. */
export function intoRows(event: KeyboardEvent<HTMLElement>, tableId: string): void {
  const first = document.getElementById(tableId)?.querySelector<HTMLElement>("[data-row] [data-stop]");
  if (event.key !== "ArrowDown" || !first) return;
  event.preventDefault();
  first.focus();
}

function move(
  table: HTMLElement,
  from: HTMLElement,
  [down, right]: readonly [number, number],
  searchId: string,
): void {
  const rows = [...table.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row.contains(from));
  const column = columnOf(from) ?? 0;
  const row = rows[at + down];
  const beside = (each: number) => (each - column) * right > 0;
  if (right !== 0) stopIn(rows[at], beside, column)?.focus();
  else if (row) (stopIn(row, (each) => each === column, column) ?? stopIn(row, () => true, column))?.focus();
  else if (down < 0) document.getElementById(searchId)?.focus();
}

/** The stop of a row that fits and is nearest to a column. */
function stopIn(row: HTMLElement | undefined, fits: (column: number) => boolean, near: number) {
  const stops = [...(row?.querySelectorAll<HTMLElement>("[data-stop]") ?? [])];
  const distance = (stop: HTMLElement) => Math.abs(Number(stop.dataset.stop) - near);
  return stops
    .filter((stop) => fits(Number(stop.dataset.stop)))
    .sort((one, other) => distance(one) - distance(other))[0];
}

const columnOf = (element: HTMLElement): number | undefined => {
  const stop = element.closest("th, td")?.querySelector<HTMLElement>("[data-stop]");
  return stop ? Number(stop.dataset.stop) : undefined;
};
