import type { Temporal } from "temporal-polyfill";
import { dateLibraries } from "./date-libraries.ts";

/* Days ("2027-01-14") and clock times ("08:30") as Finland reads them, whatever zone the process runs in. */

const zone = "Europe/Helsinki";

/** The day that an instant falls on. */
export const dayOf = (instant: Date): string => wallOf(instant).toPlainDate().toString();

/** The clock time of an instant, to the minute. */
export const timeOf = (instant: Date): string => wallOf(instant).toPlainTime().toString().slice(0, 5);

/**
 * The instant of a day's clock time. In the night when clocks go forward, a time that is skipped becomes as much later
 * (03:30 is 04:30); in the night when they go back, a time that comes twice is the first. RFC 5545 would leave the former
 * out, but a session that nobody holds is worse than one at an odd hour.
 */
export function instantAt(day: string, time: string): Date {
  const wall = plainDate(day).toPlainDateTime(time);
  return new Date(wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
}

export const dayAfter = (day: string, days: number): string => plainDate(day).add({ days }).toString();

export const monthsAfter = (day: string, months: number): string => plainDate(day).add({ months }).toString();

/** The later of two days; as texts, days are in their order. */
export function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => plainDate(day).dayOfWeek;

const plainDate = (day: string): Temporal.PlainDate => dateLibraries().Temporal.PlainDate.from(day);

const wallOf = (instant: Date): Temporal.ZonedDateTime =>
  dateLibraries().Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
