import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import { coffeeStore } from "#features/coffee/series/store.ts";
import type { OpenAnswer } from "#platform/feature.ts";
import { type organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { anna, type TestApp, testApp } from "#test/harness/harness.ts";

/* Addresses without sign-in: whoever has the series' unguessable key may read its calendar, and be led to its sessions. */

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;
const january = "2027-01-14";

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  organiser = await running(app);
});

const pathOf = (link: string | null) => (link ?? "").split("/open")[1] ?? "";
const join = async (date = january) => app.open(pathOf((await organiser.session(date)).joinLink));
const opened = async (date = january) => (await organiser.session(date)).attendance?.opened;

function eventsIn(answer: OpenAnswer) {
  if (!("fileName" in answer)) throw new Error("No file.");
  const calendar = new ICAL.Component(ICAL.parse(answer.text));
  return calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    sequence: event.getFirstPropertyValue("sequence"),
    status: event.getFirstPropertyValue("status"),
    starts: event.getFirstPropertyValue("dtstart")?.toString(),
    url: event.getFirstPropertyValue("url"),
  }));
}

const feed = async () => eventsIn(await app.open(pathOf((await organiser.series()).feedUrl)));
const file = async (date = january) =>
  eventsIn(await app.open(pathOf((await organiser.session(date)).icsLink)));

test("the join link leads to wherever the session is held just then, and is counted from an hour before", async () => {
  expect(await join()).toEqual({ redirect: "https://meet.example/uffe" });
  expect(await opened()).toBe(0);

  app.setTime("2027-01-14T05:30:00Z");
  await organiser.change(january, { joinUrl: "https://meet.example/another" });
  expect(await join()).toEqual({ redirect: "https://meet.example/another" });
  expect(await opened()).toBe(1);
  app.setTime("2027-01-14T07:15:00Z");
  await join();
  expect(await opened()).toBe(1);
});

test("a link that was stored before such were refused, and leads elsewhere than it seems to, is not followed", async () => {
  const store = coffeeStore(app.store.tables);
  const series = await store.findSeries(anna.tenantId, seriesId);
  const joinUrl = "https://teams.microsoft.com@evil.example/";
  await store.saveSeries({ ...series, draft: { ...series.draft, joinUrl } });

  expect(await join()).toMatchObject({ text: expect.stringContaining("ingen möteslänk") });
});

test("a cancelled session, and one that is nowhere yet, have a page that says so in the reader's language", async () => {
  const path = pathOf((await organiser.session(january)).joinLink);
  await organiser.revise({ joinUrl: "" });
  expect(await app.open(path, "fi")).toMatchObject({
    title: "Kahvit Uffen kanssa",
    text: expect.stringContaining("Kokouslinkkiä ei vielä ole"),
  });

  await organiser.cancel(january);
  expect(await app.open(path)).toEqual({ title: "Kaffe med Uffe", text: "Träffen är inställd." });
});

test.for([
  ["an unknown key", "/coffee/aaaa/2027-01-14/join"],
  ["a day without a session", "join:2027-01-15"],
  ["no day", "join:__proto__"],
])("%s leads nowhere", async ([, path = ""]) => {
  const real = pathOf((await organiser.session(january)).joinLink);
  const asked = path.startsWith("join:") ? real.replace(january, path.slice(5)) : path;

  await expect(app.open(asked)).rejects.toThrow(/unknown/);
});

test("a draft has no calendar", async () => {
  const draft = await organiser.write({}, "c0ffee00-0000-4000-8000-000000000009");
  expect(draft.feedUrl).toBeNull();
});

test("the feed shows two years of sessions, without July, and each change raises a session's sequence", async () => {
  const before = await feed();
  expect(before).toHaveLength(22);
  expect(before[0]).toMatchObject({ starts: "2027-01-14T08:30:00", status: "CONFIRMED", sequence: 0 });
  expect(before.some(({ starts }) => starts?.startsWith("2027-07"))).toBe(false);

  await organiser.change(january, { startsAt: "2027-01-15T06:30:00.000Z" });
  const [moved] = await feed();
  expect(moved).toMatchObject({ uid: before[0]?.uid, starts: "2027-01-15T08:30:00", sequence: 1 });
  await organiser.cancel(january);
  expect((await feed())[0]).toMatchObject({ uid: before[0]?.uid, status: "CANCELLED", sequence: 2 });
  expect(await file()).toEqual([{ ...moved, status: "CANCELLED", sequence: 2 }]);
});

test("the feed of an ended series keeps what people were invited to, and that of a removed one tells that it is cancelled", async () => {
  await app.at("2027-01-07T07:00:01Z");
  await organiser.end();
  const path = pathOf((await organiser.series()).feedUrl);
  expect(eventsIn(await app.open(path))).toMatchObject([{ status: "CONFIRMED" }]);

  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);
  expect(eventsIn(await app.open(path))).toMatchObject([{ status: "CANCELLED" }]);
});

test("long after a series was removed nothing of it is there", async () => {
  await organiser.end();
  const path = pathOf((await organiser.series()).feedUrl);
  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);

  await app.at("2027-12-24T08:00:00Z");
  await expect(app.open(path)).rejects.toThrow("unknownSeries");
  expect(await app.store.tables.open("coffeeSeries").get(anna.tenantId, seriesId)).toBeUndefined();
});
