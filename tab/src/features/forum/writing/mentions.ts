import type { Mentionable } from "bot/forum/contract";
import { limits } from "#features/forum/limits.ts";

/** Ids of people by the names they were chosen by. */
type Known = ReadonlyMap<string, string>;
type Find = (words: string) => Promise<Mentionable["people"]>;

/** A name as it is mentioned: up to four words, each with a capital. */
const mention = /(?<![\p{L}\p{N}@])@(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){0,3})/gu;

/**
 * Ids of those whom the text mentions: those who were chosen from the list, and for names written by hand, or before the
 * page was loaded anew, the one member who is called so. A name that nobody or several have is nobody's mention.
 */
export async function mentionsIn(text: string, known: Known, find: Find): Promise<string[]> {
  const chosen = [...known].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id);
  const others = [...text.matchAll(mention)]
    .map(([, name = ""]) => name)
    .filter((name) => ![...known.keys()].some((each) => name.startsWith(each)));
  const found = await Promise.all(
    [...new Set(others)].slice(0, limits.mentions).map((name) => theOne(name, find)),
  );
  return [...new Set([...chosen, ...found.flat()])].slice(0, limits.mentions);
}

/** "@Anna Lind Kan du" may be longer than the name. A search that fails mentions nobody, and the post is sent all the same. */
async function theOne(name: string, find: Find): Promise<string[]> {
  const [first = "", second = ""] = name.split(" ");
  const people = await find(`${first} ${second}`.trim()).catch(() => []);
  const called = people.filter((person) => `${name} `.startsWith(`${person.name} `));
  return called.length === 1 ? called.map(({ id }) => id) : [];
}
