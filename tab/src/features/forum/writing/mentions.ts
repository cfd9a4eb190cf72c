import type { Mentionable } from "bot/forum/contract";
import { limits } from "#features/forum/limits.ts";

/** Ids of people by the names they were chosen by. */
type Known = ReadonlyMap<string, string>;
type Find = (words: string) => Promise<Mentionable["people"]>;

/**
 * Ids of those whom the text mentions in its running words: those who were chosen from the list, and for names written by hand,
 * or before the page was reloaded, the one member who is called so. A name that nobody or several have is nobody's mention.
 */
export async function mentionsIn(text: string, known: Known, find: Find): Promise<string[]> {
  if (!text.includes("@")) return [];
  const markup = await import("#platform/markdown/markup.ts").catch(() => null);
  // Without the code that reads Markdown the server is told of all that may be meant: it goes by the same rule.
  if (!markup) return [...known].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id);
  const { anyMention, mentionOf, runsOf } = markup;
  const runs = runsOf(text);
  const namesBy = (mention: RegExp) =>
    runs.flatMap((run) => [...run.matchAll(mention)].map(([, name = ""]) => name));
  const chosen = known.size > 0 ? namesBy(mentionOf([...known.keys()])) : [];
  const others = namesBy(anyMention).filter((name) => !chosen.some((each) => name.startsWith(each)));
  const found = await Promise.all(
    [...new Set(others)].slice(0, limits.mentions).map((name) => theOne(name, find)),
  );
  return [...new Set([...chosen.flatMap((name) => known.get(name) ?? []), ...found.flat()])].slice(
    0,
    limits.mentions,
  );
}

/** "@Anna Lind Kan du" may be longer than the name. A search that fails mentions nobody, and the post is sent all the same. */
async function theOne(name: string, find: Find): Promise<string[]> {
  const [first = "", second = ""] = name.split(" ");
  const people = await find(`${first} ${second}`.trim()).catch(() => []);
  const called = people.filter((person) => `${name} `.startsWith(`${person.name} `));
  return called.length === 1 ? called.map(({ id }) => id) : [];
}
