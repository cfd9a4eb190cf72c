import type { Language } from "bot/forum/contract";
import { dateIn, timeIn, toHelsinki } from "#platform/helsinki.ts";

/** Today's by the clock, other days' by the date. */
export function whenIn(language: Language, instant: string, now = new Date().toISOString()): string {
  const day = (each: string) => toHelsinki(each).slice(0, 10);
  return day(instant) === day(now) ? timeIn(language, instant) : dateIn(language, instant);
}
