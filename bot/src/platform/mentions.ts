import { createRequire } from "node:module";
import type { default as Markdown, MarkdownIt, Token } from "markdown-it";

/*
 * Who is mentioned in a text of Markdown: "@Name" in running words. Not in code, quotes, links or addresses, where somebody
 * else's words or none stand, nor as a part of a longer word. The tab goes by the same rule (its platform/markdown/mention.ts);
 * test/mentions.json is both's.
 */

/** Those of the names that the text mentions. */
export function mentionedIn(markdown: string, names: readonly string[]): string[] {
  if (names.length === 0 || !markdown.includes("@")) return [];
  const mention = mentionOf(names);
  const found = runsOf(markdown).flatMap((run) => [...run.matchAll(mention)].map(([, name = ""]) => name));
  return names.filter((name) => found.includes(name));
}

/** The longest name first: "@Anna Lind" is not "@Anna". */
function mentionOf(names: readonly string[]): RegExp {
  const either = names.toSorted((one, other) => other.length - one.length).map((name) => RegExp.escape(name));
  return new RegExp(
    `(?<![\\p{L}\\p{N}\\p{M}_@/\\\\])@(${either.join("|")})(?![\\p{L}\\p{N}\\p{M}_]|[-.‑/@][\\p{L}\\p{N}])`,
    "gu",
  );
}

/** The runs of plain words in a text, outside of quotes, code and links; an escaped sign belongs to none. */
function runsOf(markdown: string): string[] {
  let quotes = 0;
  return parser()
    .parse(markdown, {})
    .flatMap(({ type, children }) => {
      if (type === "blockquote_open") quotes += 1;
      if (type === "blockquote_close") quotes -= 1;
      return quotes === 0 ? outsideLinks(children ?? []) : [];
    });
}

function outsideLinks(tokens: readonly Token[]): string[] {
  let links = 0;
  return tokens.flatMap(({ type, content }) => {
    if (type === "link_open") links += 1;
    if (type === "link_close") links -= 1;
    return links === 0 && type === "text" ? content : [];
  });
}

// Required when first used and not imported, as in markdown.ts.
const required = createRequire(import.meta.url);
let loaded: MarkdownIt | undefined;

function parser(): MarkdownIt {
  loaded ??= prepared(required("markdown-it"));
  return loaded;
}

function prepared(Parser: typeof Markdown): MarkdownIt {
  const made = new Parser({ html: false, linkify: true });
  made.linkify.set({ fuzzyLink: false });
  // It makes what was escaped plain text.
  made.core.ruler.disable("text_join");
  return made;
}
