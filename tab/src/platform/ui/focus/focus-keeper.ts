import { canFocus, inRow, rowOf, type Spot, spotOf, successorOf } from "./successor.ts";
import { setKeeper } from "./taken-back.ts";

/* The focus never falls to the page's beginning: what is pressed may go away with what it did, and then the focus goes on beside it. */

/** What lies over the page and goes away by itself: from it one comes back to where one was. */
const asides = '[role="dialog"], [role="alertdialog"], [data-aside]';
const mostSpots = 12;
/** So long a row may take to come back after it was asked for. */
const restoredWithinMs = 5_000;

type Left = Spot & { isAside: boolean };

/** Where one has been, the newest last. */
let spots: Left[] = [];
/** The keys of the rows that went away under the focus, the newest last. */
let lostRows: string[] = [];
let awaited: { keys: readonly string[]; until: number } | null = null;
let isOurs = false;
let byPointer = false;

/** Keeps it for as long as the page is there. */
export function keepFocus(): () => void {
  setKeeper({ thingHere, awaitThing });
  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden", "inert", "style"],
  });
  document.addEventListener("focusin", come);
  document.addEventListener("focusout", leave);
  if (document.activeElement) note(document.activeElement);
  addEventListener("pointerdown", point, true);
  addEventListener("keydown", type, true);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", come);
    document.removeEventListener("focusout", leave);
    removeEventListener("pointerdown", point, true);
    removeEventListener("keydown", type, true);
  };
}

function thingHere(): readonly string[] {
  const here = spots.findLast(({ isAside }) => !isAside);
  return [lostRows.at(-1) ?? "", here?.rowKey ?? "", location.pathname];
}

function awaitThing(keys: readonly string[]): void {
  awaited = { keys, until: performance.now() + restoredWithinMs };
  settle(new Set());
}

const point = () => {
  byPointer = true;
};
const type = () => {
  byPointer = false;
};

function come({ target }: FocusEvent): void {
  if (!isOurs) awaited = null;
  if (target instanceof Element) note(target);
}

function note(target: Element): void {
  if (!(target instanceof HTMLElement) || target === document.body) return;
  const spot = { ...spotOf(target), isAside: target.closest(asides) !== null };
  spots = [...spots.filter(({ element }) => element !== target), spot].slice(-mostSpots);
}

/** Who presses beside everything has left on purpose: the page's beginning is theirs. */
function leave({ target, relatedTarget }: FocusEvent): void {
  if (relatedTarget) return;
  setTimeout(() => {
    const hasLeft = isFallen() && target instanceof HTMLElement && canFocus(target);
    if (hasLeft && spots.at(-1)?.element === target) spots = [];
  });
}

function look(records: MutationRecord[]): void {
  const gone = new Map<Node, MutationRecord>();
  const arrived = new Set<Node>();
  for (const record of records) {
    for (const node of record.removedNodes) gone.set(node, record);
    for (const node of record.addedNodes) arrived.add(node);
  }
  for (const [node, record] of gone) if (!node.isConnected) noteGap(node, record, gone);
  settle(arrived);
  // A browser takes the focus from what is hidden or disabled only when it draws.
  if (records.some((record) => record.type === "attributes"))
    requestAnimationFrame(() => requestAnimationFrame(() => settle(arrived)));
}

function noteGap(node: Node, { target }: MutationRecord, gone: ReadonlyMap<Node, MutationRecord>): void {
  for (const spot of spots) {
    const inside = spot.gap ? spot.gap.parent : spot.element;
    if (!node.contains(inside) || !(target instanceof Element)) continue;
    spot.gap = {
      parent: target,
      before: stillThere(node, "previousSibling", gone),
      after: stillThere(node, "nextSibling", gone),
    };
    if (spot.row && spot.rowKey && node.contains(spot.row)) lostRows = [...lostRows.slice(-9), spot.rowKey];
  }
}

/** The nearest element on that side that is still there; between may have been what went away in the same breath. */
function stillThere(
  from: Node,
  side: "previousSibling" | "nextSibling",
  gone: ReadonlyMap<Node, MutationRecord>,
): Element | null {
  const seen = new Set<Node>();
  let node: Node | null = gone.get(from)?.[side] ?? null;
  while (node && !seen.has(node) && !(node instanceof Element && node.isConnected)) {
    seen.add(node);
    node = node.isConnected ? node[side] : (gone.get(node)?.[side] ?? null);
  }
  return node instanceof Element ? node : null;
}

const isFallen = () => document.activeElement === null || document.activeElement === document.body;

function settle(arrived: ReadonlySet<Node>): void {
  if (awaited && performance.now() > awaited.until) awaited = null;
  const back = awaited && rowOf(awaited.keys);
  if (back) {
    lostRows = lostRows.filter((key) => !awaited?.keys.includes(key));
    awaited = null;
    give(inRow(back));
    return;
  }
  // Nor is it taken from another window, or from what Teams shows around the tab.
  if (!isFallen() || !document.hasFocus()) return;
  const spot = spots.at(-1);
  if (!spot) return;
  // A move within the page takes the focus away too.
  const before = spot.isAside && !canFocus(spot.element) ? spots.findLast(({ isAside }) => !isAside) : spot;
  if (before) give(canFocus(before.element) ? before.element : successorOf(before, arrived));
}

function give(element: HTMLElement | null): void {
  if (!element) return;
  if (!element.hasAttribute("tabindex") && !element.matches("a[href], button, input, select, textarea")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  isOurs = true;
  element.focus({ preventScroll: byPointer });
  isOurs = false;
}
