import { expect, test } from "vitest";
import { coffeeDraft, christmasEve2026 as now, runningSeries } from "#test/harness/coffee.ts";
import { anna } from "#test/harness/harness.ts";
import { end, gapsIn, newSeries, remove, restore, revise, start, stateOf } from "./series.ts";

const draft = () => newSeries("c0ffee00-0000-4000-8000-000000000002", anna, coffeeDraft, now, "key");
const afterNewYear = new Date("2027-01-04T08:00:00Z");

test("a series is a draft, runs once started, and ends for good", () => {
  const running = start(draft(), now);
  const ended = end(running, afterNewYear);

  expect([draft(), running, ended].map(stateOf)).toEqual(["draft", "running", "ended"]);
  expect(start(running, afterNewYear)).toBe(running);
  expect(end(ended, afterNewYear)).toBe(ended);
  expect(() => start(ended, afterNewYear)).toThrow("seriesEnded");
  expect(() => revise(ended, coffeeDraft, afterNewYear)).toThrow("seriesEnded");
  expect(() => end(draft(), now)).toThrow("notRunning");
});

test("what is missing is told, in each language that the cards must exist in", () => {
  expect(gapsIn(coffeeDraft, now)).toEqual([]);
  expect(
    gapsIn(
      {
        ...coffeeDraft,
        languages: ["sv", "fi"],
        title: { sv: "Kaffe", fi: " ", en: "" },
        about: { sv: "", fi: "Kahvia", en: "" },
        host: "",
        placeIds: [],
      },
      now,
    ),
  ).toEqual([
    { about: "title", language: "fi" },
    { about: "about", language: "sv" },
    { about: "host", language: null },
    { about: "places", language: null },
  ]);
});

test("a rule that gives no more session is a gap", () => {
  const over = { ...coffeeDraft, rule: { ...coffeeDraft.rule, endsOn: "2027-01-13" } };
  expect(gapsIn(over, now)).toEqual([{ about: "rule", language: null }]);
  const lastIsOver = { ...coffeeDraft, rule: { ...coffeeDraft.rule, endsOn: "2027-01-14" } };
  expect(gapsIn(lastIsOver, new Date("2027-01-14T06:30:00Z"))).toEqual([{ about: "rule", language: null }]);
});

test("a series with gaps neither starts nor is saved while it runs", () => {
  const withoutHost = { ...coffeeDraft, host: " " };
  expect(() => start(revise(draft(), withoutHost, now), now)).toThrow("hasGaps");
  expect(() => revise(runningSeries(), withoutHost, now)).toThrow("hasGaps");
});

test("calendars are told of a new version only when something they show has changed", () => {
  const series = runningSeries();
  expect(revise(series, { ...coffeeDraft, capacity: 10 }, now).sequence).toBe(0);
  expect(revise(series, { ...coffeeDraft, host: "Bo" }, now).sequence).toBe(1);
  const later = { ...coffeeDraft, rule: { ...coffeeDraft.rule, time: "09:00" } };
  expect(revise(series, later, now).sequence).toBe(1);
});

test("a running series is ended before it is removed, and what is removed can be brought back", () => {
  expect(() => remove(runningSeries(), now)).toThrow("notRemovable");
  const removed = remove(end(runningSeries(), now), now);
  expect(removed.removedAt).toEqual(now);
  expect(restore(removed).removedAt).toBeUndefined();
});
