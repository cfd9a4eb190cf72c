import type { Preview, PreviewDate, Repeats, Rule } from "#features/coffee/contract.ts";
import { dateLibraries } from "#platform/time/date-libraries.ts";
import { dayOf, instantAt, laterOf, monthsAfter } from "#platform/time/finnish-time.ts";
import { holidayOn } from "./holidays.ts";

/** A day that a rule gives, and the instants that its session starts and ends at. */
export type Occurrence = { date: string; startsAt: Date; endsAt: Date };

const previewMonths = 24;

/**
 * What the rule gives from one day to another, both included, without what is paused or skipped. "Every second" counts
 * from the month or the week (from its Monday) of `startsOn`, whether or not it has a session of its own.
 */
export function occurrences(rule: Rule, from: string, to: string): Occurrence[] {
  return datesOf(rule, from, to)
    .filter((date) => leftOut(rule, date) === null)
    .map((date) => occurrenceOn(rule, date));
}

/** Every date of the 24 months from today, or from the rule's start if that is later. */
export function preview(rule: Rule, now: Date): Preview {
  const from = laterOf(dayOf(now), rule.startsOn);
  const dates = datesOf(rule, from, monthsAfter(from, previewMonths)).map((date) => ({
    date,
    startsAt: instantAt(date, rule.time).toISOString(),
    leftOut: leftOut(rule, date),
    holiday: holidayOn(date),
  }));
  return { dates };
}

function occurrenceOn(rule: Rule, date: string): Occurrence {
  const startsAt = instantAt(date, rule.time);
  return { date, startsAt, endsAt: new Date(startsAt.getTime() + rule.durationMinutes * 60_000) };
}

function leftOut({ skippedDates, pausedMonths }: Rule, date: string): PreviewDate["leftOut"] {
  if (skippedDates.includes(date)) return "skipped";
  return pausedMonths.includes(Number(date.slice(5, 7))) ? "paused" : null;
}

/** Days have no zone, so they are counted in UTC, where no hour is missing; the clock time is added to each afterwards. */
function datesOf(rule: Rule, from: string, to: string): string[] {
  const first = laterOf(from, rule.startsOn);
  const last = rule.endsOn === null || to < rule.endsOn ? to : rule.endsOn;
  if (first > last) return [];
  const { RRuleTemporal } = dateLibraries();
  const recurrence = new RRuleTemporal({ ...recurrenceOf(rule.repeats), dtstart: midnight(rule.startsOn) });
  return recurrence.between(midnight(first), midnight(last), true).map((at) => at.toPlainDate().toString());
}

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function recurrenceOf(repeats: Repeats) {
  const day = "weekday" in repeats ? (weekdays[repeats.weekday - 1] ?? "") : "";
  const { every: interval } = repeats;
  if (repeats.unit === "week") return { freq: "WEEKLY" as const, interval, byDay: [day], wkst: "MO" };
  if (repeats.unit === "monthByDate")
    return { freq: "MONTHLY" as const, interval, byMonthDay: [repeats.day] };
  return { freq: "MONTHLY" as const, interval, byDay: [`${repeats.nth}${day}`] };
}

const midnight = (day: string) => dateLibraries().Temporal.PlainDate.from(day).toZonedDateTime("UTC");
