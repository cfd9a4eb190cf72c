import type { Language, ReminderWishes, Standing } from "bot/coffee/contract";
import { expect, test } from "vitest";
import { standingIn } from "#features/coffee/attendance/my-rsvp.ts";
import { changeIn } from "#features/coffee/organising/change-words.ts";
import { remindersIn } from "#features/coffee/reminders/reminder-words.ts";
import { translator } from "#platform/texts.ts";
import en from "./texts/en.json";
import fi from "./texts/fi.json";
import sv from "./texts/sv.json";
import { movedIn, whenIn } from "./when.ts";

const texts = { sv, fi, en };
const t = (language: Language) => translator(language, texts[language]);
const morning = { date: "2028-01-13", startsAt: "2028-01-13T06:30:00Z", endsAt: "2028-01-13T07:15:00Z" };

test.each([
  ["sv", "torsdag 13 januari 2028 kl. 8.30–9.15 (Finlands tid)"],
  ["fi", "torstai 13. tammikuuta 2028 klo 8.30–9.15 (Suomen aikaa)"],
  ["en", "Thursday 13 January 2028, 08:30–09:15 (Finnish time)"],
] as const)("when a session is held, in %s", (language, words) => {
  expect(plain(whenIn(t(language), language, morning))).toBe(words);
});

test("a session that was moved to another day says which day it was", () => {
  const moved = { ...morning, startsAt: "2028-01-14T06:30:00Z" };

  expect(movedIn(t("sv"), "sv", moved)).toBe("Träffen har flyttats. Tidigare dag: torsdag 13 januari 2028.");
});

test("a session that was moved within its day says so", () => {
  const late = { ...morning, startsAt: "2028-01-13T21:59:00Z" };

  expect(movedIn(t("sv"), "sv", late)).toBe("Träffen har flyttats till en annan tid samma dag.");
});

const standing: Standing = {
  answer: null,
  fromSeries: false,
  seriesAnswer: null,
  showName: false,
  seat: null,
};

const waiting: Standing = { ...standing, answer: "yes", seat: { has: false, waiting: 3 } };
const said = (language: Language, one: Standing, hasSeatNews = true) =>
  standingIn(t(language), { standing: one, hasSeatNews });

test("whoever waits for a seat is told their number in the queue", () => {
  expect(said("sv", waiting)).toBe("Du står i kö som nummer 3. Vi meddelar om du får en plats.");
  expect(said("fi", { ...waiting, fromSeries: true, seat: { has: true } })).toBe(
    "Olet tulossa. Sinulla on paikka. Vastaus koskee koko sarjaa.",
  );
  expect(said("en", standing)).toBe("You have not answered.");
});

test("nobody is promised to be told of a seat whom Teams lets us have no chat with", () => {
  expect(said("sv", waiting, false)).toBe(
    "Du står i kö som nummer 3. Teams låter oss inte skriva till dig: titta här för att se om du har fått en plats.",
  );
});

const wishes: ReminderWishes = { dayBefore: true, quarterBefore: false, snoozedUntil: null, quiet: null };

test("the reminders that one gets are said, and until when they rest", () => {
  expect(remindersIn(t("sv"), "sv", { ...wishes, dayBefore: false })).toBe("Du får inga påminnelser.");
  expect(remindersIn(t("sv"), "sv", { ...wishes, snoozedUntil: "2028-03-01" })).toBe(
    "Du får en påminnelse dagen innan. Inga påminnelser om träffar före den 1 mars 2028.",
  );
});

const words = { sv: "", fi: "", en: "" };
const change = { surveyTitle: words, question: words, before: 3.25, after: 3.9, isCertain: true } as const;

test("a change is told in words with its numbers, and whether it may be chance", () => {
  expect(changeIn(t("sv"), "sv", { ...change, unit: "mean" })).toBe(
    "Upp från 3,3 till 3,9. Förändringen är knappast en slump.",
  );
  expect(
    changeIn(t("en"), "en", { ...change, unit: "percent", before: 62, after: 51, isCertain: false }),
  ).toBe("Down from 62 per cent to 51 per cent. The change may be chance.");
});

/** Intl writes narrow spaces around its dashes in some versions. */
const plain = (text: string) => text.replaceAll(/\s?–\s?/g, "–");
