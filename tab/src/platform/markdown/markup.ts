import MarkdownIt from "markdown-it";
import { isStraight } from "./straight-address.ts";

/** What a link may begin with; others stay the words that they are. */
export const linkStart = /^(?:https?:\/\/(?![^/?#\\]*@)|mailto:)/i;

/** A post's own headings stand below the page's and the post's: its first level is the third. */
const headingShift = 2;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Pictures come from anywhere and tell their owner who reads.
markdown.disable("image");
// What is shown of an address must be what it leads to; it comes here with its host in "xn--" letters.
markdown.validateLink = (url) => {
  const address = url.trim();
  return (
    linkStart.test(address) && (/^mailto:/i.test(address) || isStraight(markdown.normalizeLinkText(address)))
  );
};
// "fil.se" is more often a file than an address.
markdown.linkify.set({ fuzzyLink: false });
markdown.core.ruler.push("beneath", ({ tokens }) => {
  for (const token of tokens)
    if (/^h[1-6]$/.test(token.tag)) token.tag = `h${Math.min(6, Number(token.tag[1]) + headingShift)}`;
});

/** Markdown as HTML: what is HTML in it is shown as written. Not to be put on a page unless cleaned (render.ts). */
export const markupOf = (text: string): string => markdown.render(text);
