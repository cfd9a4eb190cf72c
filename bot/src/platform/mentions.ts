import type { MarkdownIt, Token } from "markdown-it";
import { newParser } from "./markdown.ts";

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
const runsOf = (markdown: string): string[] =>
  outside("blockquote", parser().parse(markdown, {}))
    .flatMap(({ children }) => outside("link", children ?? []))
    .filter(({ type }) => type === "text")
    .map(({ content }) => content);

/** What stands in no element that begins and ends under the name. */
function outside(name: string, tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ type }) => {
    if (type === `${name}_open`) depth += 1;
    if (type === `${name}_close`) depth -= 1;
    return depth === 0;
  });
}

let loaded: MarkdownIt | undefined;

function parser(): MarkdownIt {
  if (!loaded) {
    loaded = newParser();
    // It makes what was escaped plain text.
    loaded.core.ruler.disable("text_join");
  }
  return loaded;
}
