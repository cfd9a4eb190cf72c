import type { Token } from "markdown-it";

/*
 * Who is mentioned in a text of Markdown: "@Name" in running words. Not in code, quotes, links or addresses, where somebody
 * else's words or none stand, nor as a part of a longer word. The server goes by the same rule (its platform/mentions.ts);
 * bot/test/mentions.json is both's.
 */

const before = "(?<![\\p{L}\\p{N}\\p{M}_@/\\\\])@";
const after = "(?![\\p{L}\\p{N}\\p{M}_]|[-.‑/@][\\p{L}\\p{N}])";

/** The longest name first: "@Anna Lind" is not "@Anna". */
export function mentionOf(names: readonly string[]): RegExp {
  const either = names.toSorted((one, other) => other.length - one.length).map(escaped);
  return new RegExp(`${before}(${either.join("|")})${after}`, "gu");
}

/** A name that somebody may have: up to four words, each with a capital. */
export const anyMention = new RegExp(`${before}(\\p{Lu}[\\p{L}'’-]*(?: \\p{Lu}[\\p{L}'’-]*){0,3})`, "gu");

// RegExp.escape is younger than some of the browsers in which Teams runs.
const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

export const outsideQuotes = (tokens: readonly Token[]): Token[] =>
  outside("blockquote", tokens).filter(({ type }) => type === "inline");

/** Plain words alone: code and what was escaped are tokens of other kinds. */
export const outsideLinks = (tokens: readonly Token[]): Token[] =>
  outside("link", tokens).filter(({ type }) => type === "text");

/** What stands in no element that begins and ends under the name. */
function outside(name: string, tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ type }) => {
    if (type === `${name}_open`) depth += 1;
    if (type === `${name}_close`) depth -= 1;
    return depth === 0;
  });
}

/** A run of words cut up where somebody is mentioned. */
export function marked(token: Token, mention: RegExp, mark: (text: string) => Token[]): Token[] {
  const parts: Token[] = [];
  let end = 0;
  const plain = (text: string) => {
    if (text)
      parts.push(Object.assign(Object.create(Object.getPrototypeOf(token)), token, { content: text }));
  };
  for (const { index, 0: words } of token.content.matchAll(mention)) {
    plain(token.content.slice(end, index));
    parts.push(...mark(words));
    end = index + words.length;
  }
  plain(token.content.slice(end));
  return parts;
}
