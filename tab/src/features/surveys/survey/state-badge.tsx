import type { State } from "bot/surveys/contract";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge, type BadgeColor } from "#platform/ui/badge.tsx";

const colors: Record<State, BadgeColor> = {
  draft: "plain",
  open: "good",
  closed: "warning",
  released: "brand",
};

export function StateBadge({ state }: { state: State }) {
  const t = useTexts(surveyTexts);
  return <Badge color={colors[state]}>{t(`state.${state}`)}</Badge>;
}
