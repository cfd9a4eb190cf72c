import { beforeEach, expect, test } from "vitest";
import type { MeetingChoices } from "#features/forum/contract.ts";
import { forumStore } from "#features/forum/topics/store.ts";
import { organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { askedByBo, cecilia, forumApp, inForum, topicId } from "#test/harness/forum.ts";
import { anna, bo, channel, type TestApp } from "#test/harness/harness.ts";

/* Bo's topic at the coffee of Thursday 10 December 2026, which Anna organises and Bo is invited to. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;
const december = "2026-12-10";
const rule = {
  repeats: { unit: "monthByWeekday", every: 1, nth: 2, weekday: 4 },
  startsOn: "2026-11-01",
  endsOn: null,
  time: "08:30",
  durationMinutes: 45,
  pausedMonths: [],
  skippedDates: [],
} as const;

beforeEach(async () => {
  app = await forumApp();
  as = await askedByBo(app);
  await running(app, { rule: { ...rule, pausedMonths: [], skippedDates: [] } }, [channel], [anna, bo]);
});

const organiser = () => inForum(app, anna, ["Organiser"]);
const coffee = () => organiseCoffee(app);
const choices = async () => (await organiser().deed("GET", "meetings")) as unknown as MeetingChoices;
const named = { seriesId, date: december };

test("whoever organises a session puts a topic on its agenda, once, and the topic tells of it", async () => {
  expect((await choices()).meetings[0]).toMatchObject({ ...named, title: { sv: "Kaffe med Uffe" } });
  for (let times = 0; times < 2; times++) await organiser().deed("POST", "meetings", named);
  expect((await as.bo.topic()).meetings).toMatchObject([{ ...named, startsAt: "2026-12-10T06:30:00.000Z" }]);
  const { draft } = await coffee().session(december);
  expect(draft.agenda.sv.match(/kuntayhtymä/g)).toHaveLength(1);
});

test("nobody else does, nor on the agenda of what is not there", async () => {
  expect(await as.bo.deed("GET", "meetings")).toEqual({ meetings: [] });
  await expect(as.bo.deed("POST", "meetings", named)).rejects.toThrow("unknownMeeting");
  await expect(organiser().deed("POST", "meetings", { ...named, date: "2026-12-11" })).rejects.toThrow(
    "unknownMeeting",
  );
  expect((await as.bo.topic()).meetings).toEqual([]);
});

test("a topic that has been at as many meetings as it can comes on no more agendas", async () => {
  const store = forumStore(app.store.tables);
  const topic = await store.find(bo.tenantId, topicId);
  const meetings = Array.from({ length: 20 }, (_, at) => ({
    ...named,
    date: `2026-01-${at + 1}`,
    title: { sv: "", fi: "", en: "" },
    startsAt: "",
  }));
  await store.change(topic, (newest) => ({ ...newest, meetings }));
  await expect(organiser().deed("POST", "meetings", named)).rejects.toThrow("tooManyMeetings");
  expect((await coffee().session(december)).draft.agenda.sv).not.toContain("kuntayhtymä");
});

test("what was noted becomes a post in the topic, once, in its language and in the meeting's name", async () => {
  await organiser().deed("POST", "meetings", named);
  // Invited to a week before.
  await app.at("2026-12-03T07:00:01Z");
  await app.at("2026-12-10T08:00:00Z");
  const { version } = await coffee().session(december);
  const themes = { sv: "Vi enades om samkommun.", fi: "Sovittiin: samkommun.", en: "" };
  const path = `/coffee/series/${seriesId}/sessions/${december}/recap`;
  await coffee().ask("PUT", path, { version, themes });
  for (let times = 0; times < 2; times++) await coffee().ask("POST", `${path}/sending`);
  await app.at("2026-12-10T08:01:00Z");
  await app.at("2026-12-12T08:00:00Z");

  const { posts, page } = await as.bo.topic(topicId, "from=2");
  expect(posts).toBe(2);
  expect(page).toMatchObject([
    {
      author: { id: "", name: "Kaffe med Uffe", mine: false },
      text: "**Från Kaffe med Uffe torsdag 10 december 2026**\n\nVi enades om samkommun.",
      may: { edit: false, report: false },
    },
  ]);
  expect((await as.cecilia.list()).topics).toMatchObject([{ lastBy: { name: "Bo" } }]);
  await expect(inForum(app, cecilia).edit(2, "Nej", "0")).rejects.toThrow("unknownPost");
});
