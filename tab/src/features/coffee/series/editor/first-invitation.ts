import type { PreviewDate, SeriesDraft } from "bot/coffee/contract";
import { daysAfter } from "#features/coffee/days.ts";
import { fromHelsinki } from "#platform/helsinki.ts";

/** When the first invitation goes out, as an ISO instant, and to which session; undefined where the rule gives none. */
export function firstInvitation(draft: SeriesDraft, dates: readonly PreviewDate[], nowMs: number) {
  const first = dates.find(({ startsAt, leftOut }) => leftOut === null && Date.parse(startsAt) > nowMs);
  if (!first) return undefined;
  const { daysBefore, time } = draft.invitation;
  const at = fromHelsinki(`${daysAfter(first.date, -daysBefore)}T${time}`);
  return { date: first.date, at: at && Date.parse(at) > nowMs ? at : null };
}
