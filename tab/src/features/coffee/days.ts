import type { Language } from "bot/coffee/contract";
import { timeZone, toHelsinki } from "#platform/helsinki.ts";
import { localeTags } from "#platform/language.ts";

/* Days such as "2027-01-14" and clock times such as "08:30", Finland's, as one reads them. */

const dayMs = 86_400_000;
/** A day without a zone is reckoned in UTC, where every day has 24 hours. */
const msOf = (date: string): number => Date.parse(`${date}T00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const today = (nowMs = Date.now()): string => toHelsinki(new Date(nowMs).toISOString()).slice(0, 10);
/** The day in Finland on which an instant falls. */
export const dayOf = (instant: string): string => toHelsinki(instant).slice(0, 10);
export const daysAfter = (date: string, days: number): string => dateOf(msOf(date) + days * dayMs);
/** ISO: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: string): number => new Date(msOf(date)).getUTCDay() || 7;

/** "torsdag 14 januari 2027"; without the year where it is this one's. */
export function dayIn(language: Language, date: string, now = today()): string {
  const year = date.slice(0, 4) === now.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeTags[language], { timeZone: "UTC", ...options }).format(msOf(date));
  // Apart, since Finnish would bend the weekday where the year comes too.
  return `${format({ weekday: "long" })} ${format({ day: "numeric", month: "long", ...year })}`;
}

/** "14 januari 2027" */
export const dateIn = (language: Language, date: string): string =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone: "UTC", dateStyle: "long" }).format(msOf(date));

/** "januari 2027", of a month such as "2027-01". */
export const monthIn = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone: "UTC", month: "long", year: "numeric" }).format(
    msOf(`${month}-01`),
  );

/** "januari", of 1 to 12. */
export const monthNameIn = (language: Language, month: number): string =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone: "UTC", month: "long" }).format(
    Date.UTC(2027, month - 1),
  );

/** "torsdag" or "tors", of an ISO weekday. */
export const weekdayIn = (
  language: Language,
  weekday: number,
  width: "long" | "short" | "narrow" = "long",
): string =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone: "UTC", weekday: width }).format(
    // 2027 began on a Friday.
    Date.UTC(2027, 0, 3 + weekday),
  );

/** "8.30–9.15" of two instants, in Finland. */
export const timesIn = (language: Language, startsAt: string, endsAt: string): string =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone, timeStyle: "short" }).formatRange(
    Date.parse(startsAt),
    Date.parse(endsAt),
  );

/** "8.30–9.15" of a clock time and so many minutes. */
export function clockTimesIn(language: Language, time: string, minutes: number): string {
  const startMs = Date.parse(`2027-01-01T${time}Z`);
  const format = new Intl.DateTimeFormat(localeTags[language], { timeZone: "UTC", timeStyle: "short" });
  // Not as a range of Intl's: one that passes midnight would bring the dates too.
  return `${format.format(startMs)}–${format.format(startMs + minutes * 60_000)}`;
}
