import type { Author } from "bot/forum/contract";
import type { Translate } from "./forum-texts.ts";

/** Who wrote, in words: whoever has left has no name any more. */
export function nameOf({ name, mine }: Author, t: Translate): string {
  if (name === null) return t("gone");
  return mine ? t("you", { name }) : name;
}
