import DOMPurify from "dompurify";
import { linkStart, markupOf } from "./markup.ts";

/* The page's only way from what people wrote to elements: Markdown without HTML, cleaned once more as a second belt. */

const allowed = {
  ALLOWED_TAGS:
    "p br strong em s a ul ol li blockquote code pre h3 h4 h5 h6 hr table thead tbody tr th td".split(" "),
  ALLOWED_ATTR: ["href", "start"],
  ALLOWED_URI_REGEXP: linkStart,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Elements, not text to be read once more: what is cleaned can't turn into something else.
  RETURN_DOM_FRAGMENT: true as const,
};

/** Elements of Markdown; `names` of people stand out where they are mentioned as @Name. */
export function render(text: string, names: readonly string[]): DocumentFragment {
  const fragment = DOMPurify.sanitize(markupOf(text), allowed);
  for (const link of fragment.querySelectorAll("a")) openOutside(link);
  for (const table of fragment.querySelectorAll("table")) letScroll(table);
  if (names.length > 0) markMentions(fragment, names);
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

function markMentions(fragment: DocumentFragment, names: readonly string[]): void {
  // The longest first: "@Anna Lind" is not "@Anna".
  const marks = names.map((name) => `@${name}`).sort((one, other) => other.length - one.length);
  for (const text of textsIn(fragment)) {
    let rest: Text | null = text;
    while (rest) rest = markFirst(rest, marks);
  }
}

/** Marks the first mention in a text and gives back the text after it. */
function markFirst(text: Text, marks: readonly string[]): Text | null {
  const found = marks
    .map((mark) => ({ mark, at: text.data.indexOf(mark) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)[0];
  if (!found) return null;
  const mention = text.splitText(found.at);
  const rest = mention.splitText(found.mark.length);
  const around = document.createElement("b");
  mention.replaceWith(around);
  around.append(mention);
  return rest;
}

function textsIn(fragment: DocumentFragment): Text[] {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode())
    if (walker.currentNode instanceof Text && !walker.currentNode.parentElement?.closest("a, code"))
      found.push(walker.currentNode);
  return found;
}
