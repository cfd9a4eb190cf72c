import type { State } from "bot/translations/contract";
import { useTexts } from "#platform/texts.ts";
import { Badge, type BadgeColor } from "#platform/ui/badge.tsx";
import { translationsTexts } from "./translations-texts.ts";

const colors: Record<State, BadgeColor> = {
  waiting: "brand",
  taken: "plain",
  review: "warning",
  done: "good",
  withdrawn: "plain",
};

export function StateBadge({ state }: { state: State }) {
  const t = useTexts(translationsTexts);
  return <Badge color={colors[state]}>{t(`state.${state}`)}</Badge>;
}
