import type { State } from "bot/surveys/contract";
import { Badge, type BadgeColor } from "#platform/badge.tsx";
import { useTexts } from "#platform/texts.ts";
import { surveyTexts } from "./survey-texts.ts";

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
