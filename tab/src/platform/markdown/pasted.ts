import Turndown from "turndown";

/* What is on the clipboard as HTML, such as from Word, Excel or a page, as Markdown. Loaded when somebody pastes. */

const service = new Turndown({ headingStyle: "atx", bulletListMarker: "-", codeBlockStyle: "fenced" });
const escapeMarks = service.escape.bind(service);
service.escape = (text) => escapeMarks(text).replaceAll("~~", "\\~\\~");
service.remove(["script", "style", "title", "meta", "link", "noscript", "iframe", "object"]);
service.addRule("pictures", { filter: ["img"], replacement: () => "" });
service.addRule("struck", {
  filter: ["s", "del", "strike" as "s"],
  replacement: (words) => (words.trim() ? `~~${words}~~` : words),
});
service.addRule("links", { filter: ["a"], replacement: (words, node) => linkTo(node, words) });
// Google's documents are one element that is not bold, and their bold words are spans.
service.addRule("notBold", { filter: (node) => isBold(node) === false, replacement: (words) => words });
service.addRule("bold", {
  filter: (node) => node.nodeName === "SPAN" && isBold(node) === true,
  replacement: (words) => (words.trim() ? `**${words}**` : words),
});
service.addRule("items", {
  filter: ["li"],
  replacement(words, node) {
    const list = node.parentElement;
    const start = Number(list?.getAttribute("start")) || 1;
    const before = list ? Array.from(list.children).filter(({ nodeName }) => nodeName === "LI") : [];
    return itemOf(words, list?.nodeName === "OL" ? `${start + before.indexOf(node)}. ` : "- ");
  },
});
// Word's lists are paragraphs with a mark of their own in front.
service.addRule("wordMarks", {
  filter: (node) => /mso-list:\s*ignore/i.test(styleOf(node)),
  replacement: () => "",
});
service.addRule("wordItems", {
  filter: (node) => node.nodeName === "P" && wordLevel(node) > 0,
  replacement(words, node) {
    const isNumbered = /^[\s\u00a0]*(?:\d+|[a-z])[.)]/i.test(node.textContent ?? "");
    const item = itemOf(words, isNumbered ? "1. " : "- ").trimEnd();
    return `\n${item.replace(/^/gm, "   ".repeat(wordLevel(node) - 1))}\n`;
  },
});
service.addRule("cells", {
  filter: ["td", "th"],
  replacement: (words, node) => {
    const columns = Math.min(Math.max(1, Number(node.getAttribute("colspan")) || 1), columnLimit);
    return ` ${inCell(words)} |${"  |".repeat(columns - 1)}`;
  },
});
service.addRule("rows", { filter: ["tr"], replacement: (cells) => `\n|${cells}\n` });
service.addRule("tables", { filter: ["table"], replacement: (content) => `\n\n${tableOf(content)}\n\n` });

/** A cell may stand for so many columns. */
const columnLimit = 50;

export const markdownFrom = (html: string): string =>
  service
    .turndown(html.replace(/<(\/?)o:p\b[^>]*>/gi, "<$1span>"))
    .replaceAll("\u00a0", " ")
    .trim();

const styleOf = (node: HTMLElement): string => node.getAttribute("style") ?? "";

/** Level of an item in a list of Word's; 0 for what is none. */
function wordLevel(node: HTMLElement): number {
  const found = /mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(node));
  return found ? Number(found[1]) : 0;
}

function isBold(node: HTMLElement): boolean | null {
  if (!/^(?:B|STRONG|SPAN)$/.test(node.nodeName)) return null;
  const weight = /font-weight:\s*(\w+)/i.exec(styleOf(node))?.[1];
  if (weight === undefined) return null;
  return /^(?:bold|[6-9]00)$/i.test(weight);
}

function itemOf(words: string, mark: string): string {
  const lines = words.replace(/^\s+/, "").replace(/\s+$/, "");
  return `${mark}${lines.replace(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`)}\n`;
}

/** To the web or a mailbox; an address that is its own words stands alone. */
function linkTo(node: HTMLElement, words: string): string {
  const href = node.getAttribute("href") ?? "";
  const url = URL.canParse(href) ? new URL(href) : null;
  const text = words.replace(/\s+/g, " ").trim();
  if (!url || !text || !/^(?:https?|mailto):$/.test(url.protocol) || url.username || url.password)
    return words;
  const address = url.href.replaceAll("(", "%28").replaceAll(")", "%29");
  const isItself = [url.href, href].includes(node.textContent?.trim() ?? "");
  return isItself ? url.href : `[${text}](${address})`;
}

/** A cell has one line, and no line between cells in it but its own. */
const inCell = (words: string): string =>
  words
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/(?<!\\)\|/g, "\\|");

/** Its first row is its heading, since Markdown has no table without; rows of fewer cells get empty ones. */
function tableOf(content: string): string {
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  const rows = lines.filter((line) => line.startsWith("|"));
  const [first, ...others] = rows;
  if (first === undefined) return lines.join("\n\n");
  const columns = Math.max(...rows.map(cellsIn));
  const whole = (row: string) => row + "  |".repeat(columns - cellsIn(row));
  const above = lines.filter((line) => !line.startsWith("|")).flatMap((line) => [line, ""]);
  return [...above, whole(first), `|${" --- |".repeat(columns)}`, ...others.map(whole)].join("\n");
}

const cellsIn = (row: string): number => (row.match(/(?<!\\)\|/g)?.length ?? 1) - 1;
