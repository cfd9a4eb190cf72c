import type { Words } from "./contract.ts";
import { dayAfter, weekdayOf } from "./finnish-time.ts";
import holidays from "./holidays.json" with { type: "json" };

/*
 * Days off in Finland from 2026 to 2060: holidays.json is what date-holidays gives (its test writes it: `vitest -u`). The
 * library itself takes 110 to 300 ms to load and holds all countries, so that the server never loads it.
 * Public holidays are those of the Church Act (652/2023), the acts on Independence Day (388/1937) and the first of May
 * (272/1944). Midsummer Eve and Christmas Eve are none, but days off by the collective agreement of municipalities (AKTA,
 * "söckenhelger"); New Year's Eve is neither and so a working day.
 */
const names: Record<string, Words> = holidays.names;
const days: Record<string, string> = holidays.days;

/** The name of the day off that falls on this day, if any. */
export const holidayOn = (day: string): Words | null => names[days[day] ?? ""] ?? null;

export const isWorkingDay = (day: string): boolean => weekdayOf(day) < 6 && holidayOn(day) === null;

/** The first working day after this day. */
export function nextWorkingDay(day: string): string {
  let next = dayAfter(day, 1);
  while (!isWorkingDay(next)) next = dayAfter(next, 1);
  return next;
}
