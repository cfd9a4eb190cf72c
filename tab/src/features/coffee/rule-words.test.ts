import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language, Repeats, Rule } from "bot/coffee/contract";
import { expect, test } from "vitest";
import { translator } from "#platform/texts.ts";
import { ruleWords, sentence } from "./rule-words.ts";

const t = (language: Language) =>
  translator(
    language,
    JSON.parse(readFileSync(join(import.meta.dirname, "texts", `${language}.json`), "utf8")),
  );
const rule = (repeats: Repeats, rest: Partial<Rule> = {}): Rule => ({
  repeats,
  startsOn: "2027-01-01",
  endsOn: null,
  time: "08:30",
  durationMinutes: 45,
  pausedMonths: [],
  skippedDates: [],
  ...rest,
});
const secondThursday: Repeats = { unit: "monthByWeekday", every: 1, nth: 2, weekday: 4 };

test.each([
  ["sv", "andra torsdagen varje månad kl. 8.30–9.15, inte i juli"],
  ["fi", "joka kuukauden toinen torstai klo 8.30–9.15, ei heinäkuussa"],
  ["en", "the second Thursday of every month at 08:30–09:15, not in July"],
] as const)("a monthly coffee is read back in %s", (language, words) => {
  expect(ruleWords(rule(secondThursday, { pausedMonths: [7] }), language, t(language))).toBe(words);
});

test.each<[Language, Repeats, string]>([
  ["sv", { unit: "week", every: 1, weekday: 1 }, "varje måndag kl. 8.30–9.15"],
  ["sv", { unit: "week", every: 2, weekday: 5 }, "varannan fredag kl. 8.30–9.15"],
  ["sv", { unit: "week", every: 3, weekday: 5 }, "var tredje fredag kl. 8.30–9.15"],
  ["fi", { unit: "week", every: 1, weekday: 1 }, "joka maanantai klo 8.30–9.15"],
  ["fi", { unit: "week", every: 2, weekday: 5 }, "joka toinen perjantai klo 8.30–9.15"],
  ["fi", { unit: "week", every: 3, weekday: 5 }, "joka kolmas perjantai klo 8.30–9.15"],
  ["en", { unit: "week", every: 2, weekday: 5 }, "every other Friday at 08:30–09:15"],
  [
    "sv",
    { unit: "monthByWeekday", every: 2, nth: -1, weekday: 3 },
    "sista onsdagen varannan månad kl. 8.30–9.15",
  ],
  [
    "fi",
    { unit: "monthByWeekday", every: 3, nth: -1, weekday: 3 },
    "joka kolmannen kuukauden viimeinen keskiviikko klo 8.30–9.15",
  ],
  ["sv", { unit: "monthByDate", every: 1, day: 15 }, "den 15 varje månad kl. 8.30–9.15"],
  ["fi", { unit: "monthByDate", every: 1, day: 15 }, "joka kuukauden 15. päivä klo 8.30–9.15"],
  ["fi", { unit: "monthByDate", every: 2, day: -1 }, "joka toisen kuukauden viimeinen päivä klo 8.30–9.15"],
  ["en", { unit: "monthByDate", every: 1, day: -1 }, "the last day of every month at 08:30–09:15"],
])("in %s: %o is %s", (language, repeats, words) => {
  expect(ruleWords(rule(repeats), language, t(language))).toBe(words);
});

test.each([
  ["sv", "inte i juni, juli eller december, till och med den 17 juni 2027"],
  ["fi", "ei kesäkuussa, heinäkuussa eikä joulukuussa, 17. kesäkuuta 2027 saakka"],
  ["en", "not in June, July or December, until 17 June 2027"],
] as const)("pauses and the end are told in %s", (language, end) => {
  const paused = rule(secondThursday, { pausedMonths: [12, 7, 6], endsOn: "2027-06-17" });
  expect(ruleWords(paused, language, t(language))).toMatch(new RegExp(`, ${end}$`));
});

test("read as a sentence it begins and ends as one", () => {
  expect(sentence("varje måndag kl. 8.30–9.15")).toBe("Varje måndag kl. 8.30–9.15.");
});
