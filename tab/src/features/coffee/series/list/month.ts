import { daysAfter, weekdayOf } from "#features/coffee/days.ts";

/* Months such as "2027-01", and their weeks as a calendar shows them. */

/** The weeks of a month, from Monday to Sunday; days of the months beside it included. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const monday = daysAfter(first, 1 - weekdayOf(first));
  const weeks: string[][] = [];
  for (let start = monday; start.slice(0, 7) <= month; start = daysAfter(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, day) => daysAfter(start, day)));
  return weeks;
}

export function monthsAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7);
}

/** A month from an address, if it is one that can be shown. */
export const monthFrom = (text: string | null): string | undefined =>
  text && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
