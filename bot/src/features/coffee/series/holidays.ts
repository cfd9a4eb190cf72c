import type { Words } from "#features/coffee/contract.ts";
import { dayAfter, weekdayOf } from "#platform/time/finnish-time.ts";
import holidays from "./holidays.json" with { type: "json" };

/*
 * Days off in Finland from 2026 to 2060. holidays.json is what date-holidays gives (ISC and CC-BY-3.0); its test writes it
 * anew by `vitest -u`. The server never loads the library itself, which takes 110 to 300 ms and holds the whole world.
 * Public holidays are those of the Church Act, the first of May and Independence Day. Midsummer Eve and Christmas Eve
 * are none, but days off by collective agreement; New Year's Eve is neither, and so a working day
 * (almanakka.helsinki.fi, "Liputus- ja juhlapäivät").
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
