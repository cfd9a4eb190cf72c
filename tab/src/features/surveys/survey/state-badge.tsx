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

/** An open survey that nobody has been asked yet is called scheduled. */
export function StateBadge({ state, isScheduled = false }: { state: State; isScheduled?: boolean }) {
  const t = useTexts(surveyTexts);
  if (isScheduled) return <Badge color="brand">{t("state.scheduled")}</Badge>;
  return <Badge color={colors[state]}>{t(`state.${state}`)}</Badge>;
}
