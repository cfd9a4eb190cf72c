import { createRequire } from "node:module";
import type { default as Markdown, MarkdownIt, Token } from "markdown-it";
import type Turndown from "turndown";
import { addTeamsRules } from "./teams-html-rules.ts";

/** More of a message is not read: with Teams' markup it is several times as long as its words. */
const mostHtmlLength = 64_000;
/** More tags than people write, and deeper in each other: each level is copied, and gone over, by all above it. */
const mostTags = 1_000;
const mostDepth = 30;

/**
 * What Teams' HTML says, as Markdown of at most `most` characters. It never throws: what has more tags, or is deeper, than
 * anybody writes, loses its format.
 */
export function fromTeams(html: string, most: number): string {
  const read = html.slice(0, mostHtmlLength);
  const written = markdownOf(read).replaceAll("\u00a0", " ").trim();
  return shortened(written, most, html.length > mostHtmlLength);
}

/** At most so many characters; its end says so where there was more. */
export function shortened(text: string, most: number, isCut = false): string {
  if ((!isCut && text.length <= most) || most < leastToMark) return cut(text, most);
  return `${cut(text, most - cutMark.length)}${cutMark}`;
}

/** Whether a text ends as what was shortened does. */
export const isShortened = (text: string): boolean => text.endsWith(cutMark);

const cutMark = " […]";
/** In less there is no room to say so. */
const leastToMark = 20;

/** The words of a Markdown text, without its marks, at most `most` characters: for cards, excerpts and indexes. */
export function plainText(markdown: string, most: number): string {
  const parts: string[] = [];
  // Marks and addresses take room too, though not as much as this.
  for (const token of parser().parse(markdown.slice(0, 4 * most + 1_000), {})) {
    const part = token.type === "inline" ? inlineText(token) : token.content;
    if (part.trim() !== "") parts.push(part.trim());
  }
  return cut(parts.join("\n"), most);
}

/** Not through the middle of a character. */
const cut = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd();

const inlineText = ({ children }: Token): string =>
  (children ?? []).map(({ type, content }) => (type.endsWith("break") ? "\n" : content)).join("");

function markdownOf(html: string): string {
  const turndown = converter();
  if (tagsIn(html) <= mostTags && depthOf(html) <= mostDepth) {
    try {
      return turndown.turndown(html.replace(/<emoji\b/gi, smiley).replace(/<(\/?)codeblock\b/gi, "<$1pre"));
    } catch {
      // Its parts may be nested too deep for the stack.
    }
  }
  return turndown.escape(html.replace(/<[^<>]*>/g, " ").replace(/\s+/g, " "));
}

const tagsIn = (html: string): number => html.match(/<[a-z]/gi)?.length ?? 0;

/** A tag as Teams writes it; what else might be a tag, a comment or their like has no name here. */
const tag =
  /<(?:(\/?)([a-z][a-z0-9:-]*)(?:\s+[^\s"'<>/=]+(?:="[^"<>]*"|='[^'<>]*'|=[^\s"'<>=`]+)?)*\s*\/?>|[a-z/!?])/gi;
const endless = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

/**
 * How many parts are within each other, and never fewer than whoever reads the HTML makes of it: an end counts only where it
 * ends the innermost part, and none does where it is not sure what is a tag.
 */
function depthOf(html: string): number {
  const open: string[] = [];
  let deepest = 0;
  for (const [, end, written] of html.matchAll(tag)) {
    if (written === undefined) return tagsIn(html);
    const name = written.toLowerCase();
    if (!end && !endless.test(name)) deepest = Math.max(deepest, open.push(name));
    else if (end && open.at(-1) === name) open.pop();
  }
  return deepest;
}

/** Teams writes smileys in two ways; an element of its own, being empty, would lose the space before it. */
const smiley = '<img itemtype="emoji"';

// Required when first used and not imported: they take a while to load, and cards are drawn synchronously.
const required = createRequire(import.meta.url);
let loadedParser: MarkdownIt | undefined;
let loadedConverter: Turndown | undefined;

function parser(): MarkdownIt {
  loadedParser ??= newParser();
  return loadedParser;
}

function converter(): Turndown {
  loadedConverter ??= preparedConverter(required("turndown"));
  return loadedConverter;
}

/** Reads Markdown as the tab shows it: an underscore in an address is no mark. Another one each time, for its rules to be changed. */
export function newParser(): MarkdownIt {
  const Parser: typeof Markdown = required("markdown-it");
  const made = new Parser({ html: false, linkify: true });
  made.linkify.set({ fuzzyLink: false });
  return made;
}

function preparedConverter(Service: typeof Turndown): Turndown {
  const service = new Service({
    headingStyle: "atx",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
  });
  const escapeMarks = service.escape.bind(service);
  // Else `<script>` that somebody wrote about would be a tag where HTML is let through.
  service.escape = (text) => escapeMarks(text).replaceAll("<", "\\<").replaceAll("~~", "\\~\\~");
  service.remove(["script", "style", "title", "noscript", "iframe", "object"]);
  service.addRule("images", {
    filter: ["img"],
    // Pictures can't be read from outside of Teams, but some smileys are written as such.
    replacement: (_, node) =>
      /emoji/i.test(attribute(node, "itemtype")) ? service.escape(attribute(node, "alt").slice(0, 20)) : "",
  });
  addTeamsRules(service);
  service.addRule("links", {
    filter: ["a"],
    replacement: (content, node) => linkTo(attribute(node, "href"), content),
  });
  return service;
}

/** Addresses of the web and of mail; any other link is its words alone. */
function linkTo(address: string, words: string): string {
  const url = URL.parse(address);
  if (!url || !["http:", "https:", "mailto:"].includes(url.protocol) || words.trim() === "") return words;
  // "https://teams.microsoft.com@evil.example" leads elsewhere than it seems to.
  if (url.username || url.password) return words;
  return `[${words}](${url.href.replaceAll("(", "%28").replaceAll(")", "%29")})`;
}

const attribute = (node: HTMLElement, name: string): string => node.getAttribute(name) ?? "";
