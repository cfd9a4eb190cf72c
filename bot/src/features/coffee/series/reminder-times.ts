import type { ReminderWishes } from "#features/coffee/contract.ts";
import { dayAfter, dayOf, instantAt, timeOf } from "#platform/time/finnish-time.ts";
import type { Session } from "./session.ts";

export type Kind = "dayBefore" | "quarterBefore";

const quarterMs = 15 * 60_000;
const leastNoticeMs = 60 * 60_000;

/** When a reminder is due for whoever has no quiet hours: the same clock time the day before, or 15 minutes before. */
export function baseTime({ startsAt }: Pick<Session, "startsAt">, kind: Kind): Date {
  if (kind === "quarterBefore") return new Date(startsAt.getTime() - quarterMs);
  return instantAt(dayAfter(dayOf(startsAt), -1), timeOf(startsAt));
}

/**
 * When a person gets the reminder; null for never: not wished for, snoozed, or in quiet hours. Only that of the day before
 * is put off to the end of the quiet hours, if that leaves an hour to the start.
 */
export function deliveryTime(
  session: Pick<Session, "startsAt">,
  kind: Kind,
  wishes: ReminderWishes,
): Date | null {
  if (!wishes[kind]) return null;
  if (wishes.snoozedUntil !== null && dayOf(session.startsAt) < wishes.snoozedUntil) return null;
  const base = baseTime(session, kind);
  if (!wishes.quiet || !isWithin(wishes.quiet, timeOf(base))) return base;
  if (kind === "quarterBefore") return null;
  const end = endOf(wishes.quiet, base);
  return session.startsAt.getTime() - end.getTime() >= leastNoticeMs ? end : null;
}

type Hours = { from: string; to: string };

/** Hours may go past midnight; from a time to itself is none. The end is no longer quiet. */
function isWithin({ from, to }: Hours, time: string): boolean {
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

function endOf({ to }: Hours, within: Date): Date {
  const day = dayOf(within);
  return instantAt(timeOf(within) < to ? day : dayAfter(day, 1), to);
}
