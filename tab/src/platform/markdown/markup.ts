import MarkdownIt from "markdown-it";
import { anyMention, marked, mentionOf, outsideLinks, outsideQuotes } from "./mention-words.ts";
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

// Before text_join, which makes what was escaped plain text.
markdown.core.ruler.before("text_join", "mentions", ({ tokens, env, Token }) => {
  const { names = [], runs } = env as Env;
  const mention = names.length > 0 ? mentionOf(names) : null;
  const bold = (text: string) => {
    const words = new Token("text", "", 0);
    words.content = text;
    return [new Token("mention_open", "b", 1), words, new Token("mention_close", "b", -1)];
  };
  for (const inline of outsideQuotes(tokens)) {
    const words = new Set(outsideLinks(inline.children ?? []));
    runs?.push(...[...words].map(({ content }) => content));
    if (!mention) continue;
    inline.children = (inline.children ?? []).flatMap((token) =>
      words.has(token) ? marked(token, mention, bold) : token,
    );
  }
});

export { anyMention, mentionOf };

type Env = { names?: readonly string[]; runs?: string[] };

/** Where a mention may stand in a text: its runs of plain words. */
export function runsOf(text: string): string[] {
  const runs: string[] = [];
  markdown.parse(text, { runs } satisfies Env);
  return runs;
}

/**
 * Markdown as HTML: what is HTML in it is shown as written. `names` of people stand out where they are mentioned. Not to be put
 * on a page unless cleaned (render.ts).
 */
export const markupOf = (text: string, names: readonly string[] = []): string =>
  markdown.render(text, { names });
