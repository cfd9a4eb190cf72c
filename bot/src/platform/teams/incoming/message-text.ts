import type { Activity } from "./activity.ts";

const entities: Record<string, string> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"' };

/** In a channel or a group chat the bot is spoken to only where it is mentioned; in a personal chat always. */
export const isToBot = (activity: Activity): boolean => mentionsOfBot(activity).length > 0;

/** The words of a message, without the bot's own name, markup or doubled spaces. */
export function textOf(activity: Activity): string {
  return mentionsOfBot(activity)
    .reduce(
      (rest, mention) => (mention.text ? rest.replaceAll(mention.text, " ") : rest),
      activity.text ?? "",
    )
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/&(nbsp|amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

const mentionsOfBot = ({ entities, recipient }: Activity) =>
  (entities ?? []).filter(({ type, mentioned }) => type === "mention" && mentioned?.id === recipient.id);
