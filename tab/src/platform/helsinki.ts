import type { Language } from "bot/surveys/contract";
import { localeTags } from "./language.ts";

/* All times are shown and taken as Finland's, whatever the zone of the browser. */

export const timeZone = "Europe/Helsinki";

/** An instant as a datetime-local field wants it, "2026-12-24T18:00". */
export function toHelsinki(instant: string): string {
  return wallTime(Date.parse(instant));
}

/**
 * The instant that a datetime-local field means, as ISO in UTC; null when the field is empty or half written.
 * A time that comes twice (autumn) is its first; one that never comes (spring) is an hour later, as clocks then jump.
 */
export function fromHelsinki(local: string): string | null {
  const asUtcMs = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(asUtcMs)) return null;
  // Finland is two or three hours ahead of UTC: in summer time first, since a doubled hour is summer time first.
  const instants = [3, 2].map((hours) => asUtcMs - hours * hourMs);
  const found = instants.find((instant) => wallTime(instant) === local) ?? asUtcMs - 2 * hourMs;
  return new Date(found).toISOString();
}

const hourMs = 3_600_000;
const wall = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
const wallTime = (ms: number): string => wall.format(ms).replace(" ", "T");

/** "14.02", as a clock in the language writes it. */
export function timeIn(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(localeTags[language], { timeZone, timeStyle: "short" }).format(
    Date.parse(instant),
  );
}

/** The same as a word of a sentence, with what tells a time from a date: "kl. 14.02", "klo 14.02", "14:02". */
export function clockIn(language: Language, instant: string): string {
  const time = timeIn(language, instant);
  return { sv: `kl.\u00a0${time}`, fi: `klo\u00a0${time}`, en: time }[language];
}

/** "24 december 2026 kl. 18.00" */
export function dateTimeIn(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(localeTags[language], {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
  }).format(Date.parse(instant));
}

/** "24 dec. 2026" */
export function dateIn(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(localeTags[language], { timeZone, dateStyle: "medium" }).format(
    Date.parse(instant),
  );
}
