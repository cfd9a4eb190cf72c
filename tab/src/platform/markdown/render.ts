import DOMPurify from "dompurify";
import { linkStart, markupOf } from "./markup.ts";

/* The page's only way from what people wrote to elements: Markdown without HTML, cleaned once more as a second belt. */

const allowed = {
  ALLOWED_TAGS:
    "p br strong b em s a ul ol li blockquote code pre h3 h4 h5 h6 hr table thead tbody tr th td".split(" "),
  ALLOWED_ATTR: ["href", "start"],
  ALLOWED_URI_REGEXP: linkStart,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Elements, not text to be read once more: what is cleaned can't turn into something else.
  RETURN_DOM_FRAGMENT: true as const,
};

/** Elements of Markdown; `names` of people stand out where they are mentioned as @Name. */
export function render(text: string, names: readonly string[]): DocumentFragment {
  const fragment = DOMPurify.sanitize(markupOf(text, names), allowed);
  for (const link of fragment.querySelectorAll("a")) openOutside(link);
  for (const table of fragment.querySelectorAll("table")) letScroll(table);
  return fragment;
}

function openOutside(link: HTMLAnchorElement): void {
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
}

function letScroll(table: HTMLTableElement): void {
  const around = document.createElement("div");
  around.tabIndex = 0;
  table.replaceWith(around);
  around.append(table);
}
