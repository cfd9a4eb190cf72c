import type { Language } from "bot/forum/contract";
import { clockIn, dateIn, toHelsinki } from "#platform/helsinki.ts";

/** Today's by the clock ("kl. 14.02": a bare 14.02 would be a date), other days' by the date. */
export function whenIn(language: Language, instant: string, now = new Date().toISOString()): string {
  const day = (each: string) => toHelsinki(each).slice(0, 10);
  return day(instant) === day(now) ? clockIn(language, instant) : dateIn(language, instant);
}
