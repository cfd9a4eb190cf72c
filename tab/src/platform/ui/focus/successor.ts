/* Where the focus goes when what had it is gone, by the page as it is after the change. */

/** Where something was taken out of the page: what it was in, and what stood before and after it. */
export type Gap = { parent: Element; before: Element | null; after: Element | null };

/** What had the focus, and what it was within. */
export type Spot = { element: HTMLElement; row: Element | null; rowKey: string; gap: Gap | null };

const rows = 'li, tr, article, [data-row], [role="listitem"]';
const headings = "h1, h2, h3, h4";
const fields = "textarea, select, input:not([type=hidden])";
const focusables = `a[href], button, ${fields}, summary, [tabindex]:not([tabindex="-1"])`;

export const isShown = (element: Element): boolean =>
  element.isConnected &&
  // Older iPhones do not know it.
  (!("checkVisibility" in element) || element.checkVisibility({ visibilityProperty: true }));
export const canFocus = (element: Element): boolean => isShown(element) && !element.matches(":disabled");

export function spotOf(element: HTMLElement): Spot {
  const row = element.closest(rows);
  return { element, row, rowKey: row ? keyOf(row) : "", gap: null };
}

/** What a row is known by when it comes back: its own mark, or where its first link leads. */
const keyOf = (row: Element): string =>
  row.getAttribute("data-row") || row.id || row.querySelector("a")?.getAttribute("href") || "";

/** The row that is known by one of the keys, the first of them first; a page's path stands for the row whose link leads there. */
export function rowOf(keys: readonly string[]): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>(rows)].filter(isShown);
  for (const key of keys.filter(isOfOne)) {
    const found = all.find((row) => keyOf(row) === key || keyOf(row).startsWith(`${key}/`));
    if (found) return found;
  }
  return undefined;
}

/** A path without an id is a list's, which is no row of its own. */
const isOfOne = (key: string): boolean => key !== "" && (!key.startsWith("/") || /[\da-f]{6}/.test(key));

/** In a row: the row itself where it can have the focus, else what it is most of all for. */
export const inRow = (row: HTMLElement): HTMLElement =>
  row.hasAttribute("tabindex") ? row : (first(row, `:is(${headings}) a`) ?? first(row, focusables) ?? row);

/**
 * The next row, else the previous one; else the heading that its part of the page names; else what has come in its
 * place; else the nearest thing around it that has a name.
 */
export function successorOf(spot: Spot, arrived: ReadonlySet<Node>): HTMLElement | null {
  const { gap } = spot;
  const start = gap?.parent ?? spot.element;
  const isRowGone = spot.row !== null && !isShown(spot.row);
  if (spot.element.matches("h1")) return first(document.body, "h1") ?? document.getElementById("main");
  return (
    (isRowGone && gap && neighbour(gap)) ||
    homeOf(start) ||
    (!isRowGone && gap && replacement(gap, arrived)) ||
    around(start, gap) ||
    first(document.body, "h1") ||
    document.getElementById("main")
  );
}

function neighbour({ parent, before, after }: Gap): HTMLElement | null {
  for (const step of ["nextElementSibling", "previousElementSibling"] as const) {
    let row = step === "nextElementSibling" ? after : before;
    while (row && !(row.matches(rows) && isShown(row))) row = row[step];
    if (row instanceof HTMLElement && row.parentElement === parent) return inRow(row);
  }
  return null;
}

/** A part of the page may name the heading where one goes on: `data-focus-home`, empty for the page's own. */
function homeOf(start: Element): HTMLElement | null {
  const home = start.closest<HTMLElement>("[data-focus-home]");
  if (!home) return null;
  return document.getElementById(home.dataset.focusHome ?? "") ?? first(document.body, "h1");
}

function replacement({ parent, before, after }: Gap, arrived: ReadonlySet<Node>): HTMLElement | null {
  const come: HTMLElement[] = [];
  let next = before ? before.nextElementSibling : parent.firstElementChild;
  while (next && next !== after) {
    if (arrived.has(next) && next instanceof HTMLElement && isShown(next)) come.push(next);
    next = next.nextElementSibling;
  }
  for (const kind of [headings, fields, focusables])
    for (const part of come) {
      const found = part.matches(kind) ? part : first(part, kind);
      if (found) return found;
    }
  return come[0] ?? null;
}

/** The row that it was a part of, or the heading above it. */
function around(start: Element, gap: Gap | null): HTMLElement | null {
  for (let part: Element | null = start; part && part !== document.body; part = part.parentElement) {
    if (part instanceof HTMLElement && isShown(part) && part.matches(rows)) return inRow(part);
    const above = [...part.querySelectorAll<HTMLElement>(headings)].filter(
      (heading) => isShown(heading) && !heading.closest(rows),
    );
    const end = gap?.after ?? null;
    const nearest = end ? above.findLast((heading) => precedes(heading, end)) : above.at(-1);
    if (nearest ?? above[0]) return nearest ?? above[0] ?? null;
  }
  return null;
}

const precedes = (one: Node, other: Node): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const first = (within: Element, selector: string): HTMLElement | null =>
  [...within.querySelectorAll<HTMLElement>(selector)].find(canFocus) ?? null;
