import type { AgendaProposal, Language } from "bot/coffee/contract";
import type { Translate } from "#features/coffee/series/session/session-texts.ts";
import { localeTags } from "#platform/language.ts";

type Change = AgendaProposal["changes"][number];

/** "Upp från 3,2 till 3,9. Förändringen är knappast en slump.": a change in words, and whether it may be chance. */
export function changeIn(
  t: Translate,
  language: Language,
  { before, after, unit, isCertain }: Change,
): string {
  const number = new Intl.NumberFormat(localeTags[language], {
    maximumFractionDigits: unit === "mean" ? 1 : 0,
  });
  const shown = (value: number) => t(`proposal.${unit}`, { n: number.format(value) });
  const way = after > before ? "up" : after < before ? "down" : "same";
  return [
    t(`proposal.${way}`, { before: shown(before), after: shown(after) }),
    t(isCertain ? "proposal.certain" : "proposal.uncertain"),
  ].join(" ");
}
