import { Badge } from "@fluentui/react-components";
import type { State } from "bot/surveys/contract";
import { useTexts } from "#platform/texts.ts";
import { surveyTexts } from "./survey-texts.ts";

const colors = { draft: "informative", open: "success", closed: "warning", released: "brand" } as const;

export function StateBadge({ state }: { state: State }) {
  const t = useTexts(surveyTexts);
  return (
    <Badge appearance="outline" color={colors[state]}>
      {t(`state.${state}`)}
    </Badge>
  );
}
