import type { Rule, SeriesDraft } from "#features/coffee/contract.ts";
import { newSeries, type Series, start } from "#features/coffee/series.ts";
import { anna, channel } from "./harness.ts";

/* The coffee to test with. */

/** The second Thursday of each month at 8.30 for 45 minutes, never in July. */
export const secondThursdays: Rule = {
  repeats: { unit: "monthByWeekday", every: 1, nth: 2, weekday: 4 },
  startsOn: "2027-01-01",
  endsOn: null,
  time: "08:30",
  durationMinutes: 45,
  pausedMonths: [7],
  skippedDates: [],
};

export const coffeeDraft: SeriesDraft = {
  title: { sv: "Kaffe med Uffe", fi: "Kahvit Uffen kanssa", en: "Coffee with Uffe" },
  about: { sv: "", fi: "", en: "" },
  languages: ["sv", "fi", "en"],
  rule: secondThursdays,
  host: "Uffe",
  capacity: null,
  joinUrl: "https://meet.example/uffe",
  placeIds: [channel.id],
  invitation: { daysBefore: 7, time: "09:00" },
  questions: { open: true, anonymous: true },
  recap: { on: true, time: "09:00", pulse: true },
};

export const christmasEve2026 = new Date("2026-12-24T08:00:00Z");

/** Anna's series, started on Christmas Eve 2026, before its first session on 14 January 2027. */
export function runningSeries(changes: Partial<SeriesDraft> = {}): Series {
  const id = "c0ffee00-0000-4000-8000-000000000001";
  const draft = { ...coffeeDraft, ...changes };
  return start(newSeries(id, anna, draft, christmasEve2026, "link-key"), christmasEve2026);
}
