import type { Activity } from "./activity.ts";

/** What clients write for a character, besides its number. */
const entities: Record<string, string> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  aring: "å",
  auml: "ä",
  ouml: "ö",
  Aring: "Å",
  Auml: "Ä",
  Ouml: "Ö",
};

/** In a channel or a group chat the bot is spoken to only where it is mentioned; in a personal chat always. */
export const isToBot = (activity: Activity): boolean => mentionsOfBot(activity).length > 0;

/** The words of a message, without the bot's own name, markup or doubled spaces. */
export function textOf(activity: Activity): string {
  const withoutBot = mentionsOfBot(activity).reduce(
    (rest, { text }) => (text ? rest.replaceAll(text, " ") : rest),
    activity.text ?? "",
  );
  return plain(withoutBot);
}

/**
 * What the bot is asked to do: the words without anybody's mention. A mention is told by its markup, whatever is written in
 * it: clients split it, add attributes, and give its entity another text than stands in the message, or none.
 */
export function commandIn(activity: Activity): string {
  const withoutMentions = unmentioned(activity.text ?? "");
  const names = mentionsOfBot(activity).flatMap(({ text, mentioned }) => [text, mentioned?.name]);
  // Some clients escape the markup, and some write the name without any.
  const words = unmentioned(plain(withoutMentions));
  const isMarked = /<at\b/i.test(activity.text ?? "") || /&lt;at\b/i.test(activity.text ?? "");
  return squeezed(isMarked ? words : withoutNames(words, names));
}

const unmentioned = (text: string): string => text.replace(/<at\b[^<>]*>[^<]*<\/at\s*>/gi, " ");

/** Of a name that stands first or last. */
function withoutNames(words: string, names: readonly (string | null | undefined)[]): string {
  const found = names.find((name) => name && (words.startsWith(name) || words.endsWith(name)));
  if (!found) return words;
  return words.startsWith(found) ? words.slice(found.length) : words.slice(0, -found.length);
}

const plain = (text: string): string =>
  squeezed(
    text.replace(/<\/?[a-z][^<>]*>/gi, " ").replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,5}));/gi, decoded),
  );

/** One by its number or name; what is none stays as it is. */
function decoded(written: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return entities[name] ?? written;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

/** Teams pads mentions with characters that have no width. */
const squeezed = (text: string): string =>
  text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();

const mentionsOfBot = ({ entities, recipient }: Activity) =>
  (entities ?? []).filter(({ type, mentioned }) => type === "mention" && mentioned?.id === recipient.id);
