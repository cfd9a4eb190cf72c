import type { Language, OrderRow } from "bot/translations/contract";
import type { TranslateOf } from "#platform/texts.ts";
import type { translationsTexts } from "./translations-texts.ts";

type Said = TranslateOf<typeof translationsTexts>;

/** What is translated, as this reader is shown its name: in their language, else in the one it is translated from. */
export function titleOf(
  { title, from }: Pick<OrderRow, "title" | "from">,
  language: Language,
): { text: string; lang: Language } {
  const lang = title[language].trim() ? language : from;
  return { text: title[lang].trim(), lang };
}

/** "från svenska till finska"; each way is a sentence part of its own, since Finnish bends the names. */
export const wayOf = ({ from, to }: Pick<OrderRow, "from" | "to">, t: Said): string =>
  t("way", { from: t(`from.${from}`), to: t(`to.${to}`) });

/** Who has done what with it so far, in a sentence. */
export function standingOf({ state, takenBy }: Pick<OrderRow, "state" | "takenBy">, t: Said): string {
  if (state === "waiting" || state === "withdrawn") return t(`standing.${state}`);
  if (takenBy?.mine) return t(`standing.${state}.mine`);
  return takenBy?.name ? t(`standing.${state}.by`, { name: takenBy.name }) : t(`standing.${state}`);
}
