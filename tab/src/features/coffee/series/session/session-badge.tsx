import type { SessionState } from "bot/coffee/contract";
import { useTexts } from "#platform/texts.ts";
import { Badge, type BadgeColor } from "#platform/ui/badge.tsx";
import { sessionTexts } from "./session-texts.ts";

const colors: Record<SessionState, BadgeColor> = {
  planned: "plain",
  invited: "brand",
  now: "good",
  over: "plain",
  cancelled: "bad",
};

export function SessionBadge({ state }: { state: SessionState }) {
  const t = useTexts(sessionTexts);
  return <Badge color={colors[state]}>{t(`state.${state}`)}</Badge>;
}
