import type { Repeats, SeriesDraft } from "bot/coffee/contract";

/* What a new series begins with, and changes of its rule that keep what can be kept. */

export type Change = (next: (draft: SeriesDraft) => SeriesDraft) => void;
export type DraftProps = { draft: SeriesDraft; change: Change };

export const beginnings = ["monthly", "weekly", "empty"] as const;
export type Beginning = (typeof beginnings)[number];

const noWords = { sv: "", fi: "", en: "" };
const thursday = 4;
const friday = 5;

const emptyDraft = (day: string): SeriesDraft => ({
  title: noWords,
  about: noWords,
  languages: ["sv", "fi", "en"],
  rule: {
    repeats: { unit: "monthByWeekday", every: 1, nth: 2, weekday: thursday },
    startsOn: day,
    endsOn: null,
    time: "08:30",
    durationMinutes: 45,
    pausedMonths: [7],
    skippedDates: [],
  },
  host: "",
  capacity: null,
  joinUrl: "",
  placeIds: [],
  invitation: { daysBefore: 7, time: "09:00" },
  questions: { open: true, anonymous: true },
  recap: { on: true, time: "09:00", pulse: true },
});

/** A new series on a day; its words are those of its cards, so they are here in all languages at once. */
export function begun(beginning: Beginning, day: string): SeriesDraft {
  const draft = emptyDraft(day);
  switch (beginning) {
    case "monthly":
      return {
        ...draft,
        title: { sv: "Kaffe med Uffe", fi: "Kaffe med Uffe", en: "Kaffe med Uffe" },
        about: {
          sv: "En öppen morgonstund om det som är på gång i kommunerna. Ta med egen kopp.",
          fi: "Avoin aamuhetki siitä, mitä kunnissa on meneillään. Ota oma kuppi mukaan.",
          en: "An open morning talk about what goes on in the municipalities. Bring your own cup.",
        },
      };
    case "weekly":
      return {
        ...draft,
        title: { sv: "Veckokaffe", fi: "Viikkokahvit", en: "Weekly coffee" },
        rule: {
          ...draft.rule,
          repeats: { unit: "week", every: 1, weekday: friday },
          durationMinutes: 15,
        },
        invitation: { daysBefore: 1, time: "09:00" },
        recap: { ...draft.recap, on: false, pulse: false },
      };
    case "empty":
      return draft;
  }
}

export const units: readonly Repeats["unit"][] = ["monthByWeekday", "monthByDate", "week"];

/** The same rhythm in another unit. */
export function inUnit(repeats: Repeats, unit: Repeats["unit"]): Repeats {
  const weekday = "weekday" in repeats ? repeats.weekday : thursday;
  const { every } = repeats;
  if (unit === "week") return { unit, every, weekday };
  if (unit === "monthByWeekday") return { unit, every, nth: 2, weekday };
  return { unit, every, day: 15 };
}

/** The list with the item, or without it; each once, in order. */
export const withItem = <T extends string | number>(list: readonly T[], item: T, on: boolean): T[] =>
  (on ? [...new Set([...list, item])] : list.filter((each) => each !== item)).toSorted((a, b) =>
    a < b ? -1 : 1,
  );
