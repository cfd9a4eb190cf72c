import type { Author } from "bot/forum/contract";
import type { Translate } from "./forum-texts.ts";

/** Who wrote, in words, by itself or first in a sentence: whoever has left has no name any more. */
export const nameOf = (author: Author, t: Translate): string => named(author, t) ?? t("gone");

/** As `nameOf`, further on in a sentence. */
export const nameWithin = (author: Author, t: Translate): string => named(author, t) ?? t("gone.within");

const named = ({ name, mine }: Author, t: Translate): string | null =>
  name !== null && mine ? t("you", { name }) : name;
