import { beforeEach, expect, test } from "vitest";
import type { Moderation, SessionView } from "#features/coffee/contract.ts";
import { type organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, otherChannel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";

/* What follows the session of Thursday 14 January 2027: a recap on Friday at 9.00 in Finland, and a pulse. */

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;
const january = "2027-01-14";
const themes = { sv: "Budgeten\nSkolorna", fi: "Talousarvio", en: "The budget" };
const recapTime = "2027-01-15T07:00:01Z";

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  organiser = await running(app, {}, [channel], [anna, bo]);
  await app.at("2027-01-07T07:00:01Z");
  await app.ask(bo, [], "PUT", `${path}/answer`, { answer: "yes", scope: "session", showName: false });
});

const path = `/coffee/series/${seriesId}/sessions/${january}`;
const texts = () => app.teams.sent.slice(1).map(({ card }) => textsOf(card));
const titles = () => texts().map(([title]) => title);
const recapTitle = "Efter kaffet: Kaffe med Uffe";
const pulseTitle = "Efter Kaffe med Uffe torsdag 14 januari 2027";

async function write(written = themes) {
  const { version } = await organiser.session(january);
  return organiser.ask("PUT", `${path}/recap`, { version, themes: written });
}

async function asked(text: string, answer?: string): Promise<string> {
  const id = crypto.randomUUID();
  await app.ask(bo, [], "POST", `${path}/questions`, { id, text, anonymous: true });
  if (answer !== undefined) await moderate(id, { deed: "answer", answer });
  return id;
}

const moderate = (id: string, deed: Moderation) =>
  organiser.ask("POST", `${path}/questions/${id}/moderation`, deed);

const updates = () => app.teams.updated.map(({ card }) => textsOf(card));

test("the recap goes out the next working day with what was written, and the pulse with it, once", async () => {
  await app.at("2027-01-14T07:30:00Z");
  await write();

  await app.at("2027-01-15T06:59:59Z");
  expect(titles()).toEqual([]);
  await app.at(recapTime);
  expect(titles().toSorted()).toEqual([recapTitle, pulseTitle].toSorted());
  expect(texts().find(([title]) => title === recapTitle)).toEqual(
    expect.arrayContaining([
      "• Budgeten",
      "• Skolorna",
      "Nästa kaffe: torsdag 11 februari 2027 kl. 8.30–9.15",
    ]),
  );
  const startsAt = "2027-01-14T06:30:00.000Z";
  await app.jobs.get("coffee/recap")?.({ tenantId: anna.tenantId, seriesId, date: january, startsAt });
  await app.work();
  expect(titles()).toHaveLength(2);
});

test("answered questions are told, at most five of them, and those that are not answered only as a number", async () => {
  for (const number of [1, 2, 3, 4, 5, 6]) await asked(`Fråga nummer ${number}?`, "Ja.");
  await asked("Och den här?");

  await app.at(recapTime);
  const recap = texts().find(([title]) => title === recapTitle) ?? [];
  expect(recap.filter((text) => text.includes("Fråga nummer"))).toHaveLength(5);
  expect(recap).toContain("… och 1 fråga till på träffens sida.");
  expect(recap).toContain("1 fråga väntar ännu på svar.");
  expect(recap.join()).not.toContain("Och den här?");
});

test("where nothing was written or answered the pulse goes alone", async () => {
  await app.at(recapTime);

  expect(titles()).toEqual([pulseTitle]);
  expect((await organiser.session(january)).recap).toMatchObject({
    sentAt: null,
    surveyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("nobody is asked about a session that nobody came to", async () => {
  await app.ask(bo, [], "PUT", `${path}/answer`, { answer: "no", scope: "session", showName: false });
  await write();

  await app.at(recapTime);
  expect(titles()).toEqual([recapTitle]);
  expect((await organiser.session(january)).recap).toMatchObject({ surveyId: null });
});

test.for([
  ["somebody came, by the count, although nobody had said yes", "no", 3, true],
  ["nobody came, by the count, although somebody had said yes", "yes", 0, false],
] as const)("%s: that decides", async ([, answer, count, isAsked]) => {
  await app.ask(bo, [], "PUT", `${path}/answer`, { answer, scope: "session", showName: false });
  await app.at("2027-01-14T08:00:00Z");
  await organiser.ask("PUT", `${path}/attendance`, { count });

  await app.at(recapTime);
  expect(titles()).toEqual(isAsked ? [pulseTitle] : []);
});

test("members read what was sent, and nothing of what is being written; how many came, once it is counted", async () => {
  const read = () => app.ask(bo, [], "GET", path) as Promise<SessionView>;
  await app.at("2027-01-14T08:00:00Z");
  await write();
  expect((await read()).recap.themes).toEqual({ sv: "", fi: "", en: "" });
  expect((await organiser.session(january)).recap.themes).toEqual(themes);
  expect((await read()).came).toBeNull();
  await organiser.ask("PUT", `${path}/attendance`, { count: 7 });

  await app.at(recapTime);
  expect(await read()).toMatchObject({
    recap: { themes, sentAt: expect.any(String) },
    came: 7,
    attendance: null,
  });

  const corrected = { ...themes, sv: "Budgeten för 2027" };
  await write(corrected);
  expect((await read()).recap.themes).toEqual(corrected);
});

test("the pulse is named after its own series", async () => {
  await organiser.revise({ title: { sv: "Veckokaffe", fi: "Viikkokahvit", en: "Weekly coffee" } });

  await app.at(recapTime);
  // What people were invited to keeps its name.
  expect(titles()).toEqual([pulseTitle]);
  await app.at("2027-02-04T07:00:01Z");
  await organiser.answer("2027-02-11", "yes");
  await app.at("2027-02-12T07:00:01Z");
  expect(titles()).toContain("Efter Veckokaffe torsdag 11 februari 2027");
});

test("neither goes out where the series wants none", async () => {
  await organiser.revise({ recap: { on: false, time: "09:00", pulse: true } });
  await write();

  await app.at(recapTime);
  expect(titles()).toEqual([]);
});

test("nothing follows a cancelled session", async () => {
  await write();
  await organiser.cancel(january);

  await app.at(recapTime);
  expect(titles()).toEqual([]);
});

test("a recap follows a session that was moved, and waits over the weekend", async () => {
  await organiser.change(january, { startsAt: "2027-01-15T06:30:00.000Z" });
  await app.at(recapTime);
  expect(titles()).toEqual([]);

  await app.at("2027-01-18T07:00:01Z");
  expect(titles()).toEqual(["Efter Kaffe med Uffe fredag 15 januari 2027"]);
});

test("after a long stand an old recap does not go out by itself, and can be sent by hand", async () => {
  await app.at("2027-01-25T07:00:00Z");
  expect(titles()).not.toContain(pulseTitle);

  await write();
  await organiser.ask("POST", `${path}/recap/sending`);
  await organiser.ask("POST", `${path}/recap/sending`);
  await app.work();
  expect(titles().filter((title) => title === recapTitle)).toHaveLength(1);
});

test("the recap stands where people were invited, and nowhere else", async () => {
  await app.places.remember(otherChannel);
  await organiser.revise({ placeIds: [channel.id, otherChannel.id] });
  await write();

  await app.at(recapTime);
  const places = app.teams.sent.slice(1).map(({ place }) => place.id);
  expect(new Set(places)).toEqual(new Set([channel.id]));
});

test("a recap whose sending was cancelled is offered again, and sent once to each place", async () => {
  await write();
  await app.at("2027-01-14T07:30:00Z");
  await organiser.ask("POST", `${path}/recap/sending`);
  expect((await organiser.session(january)).may.sendRecap).toBe(false);
  const recap = (await organiser.sendings(january)).find(({ id }) => id.startsWith("coffee-recap"));
  await organiser.ask("POST", `${path}/sendings/${recap?.id}/cancellation`);

  // What a person has cancelled does not go out by itself.
  await app.at(recapTime);
  expect(titles()).toEqual([pulseTitle]);
  expect((await organiser.session(january)).may.sendRecap).toBe(true);
  for (let times = 0; times < 2; times++) await organiser.ask("POST", `${path}/recap/sending`);
  await app.work();
  expect(titles()).toEqual([pulseTitle, recapTitle]);
  expect((await organiser.session(january)).may.sendRecap).toBe(false);
});

test("a recap that is written anew is changed where it stands", async () => {
  await write();
  await app.at(recapTime);

  await write({ ...themes, sv: "Skatterna" });
  await app.work();
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain("• Skatterna");
});

test("what is done about questions afterwards changes the recap where it stands, many deeds at once", async () => {
  const personal = await asked("Vem fick jobbet?", "Bo.");
  const [open, other] = [await asked("När är mötet?"), await asked("Vad kostar det?", "Inget.")];
  await app.at(recapTime);
  app.teams.updated.length = 0;

  await moderate(personal, { deed: "withhold", reason: "personal" });
  await moderate(personal, { deed: "withhold", reason: "personal" });
  await moderate(open, { deed: "answer", answer: "I mars." });
  await app.at("2027-01-15T07:01:00.500Z");

  expect(updates()).toHaveLength(1);
  expect(updates()[0]).toEqual(expect.arrayContaining(["När är mötet?", "I mars.", "Vad kostar det?"]));
  expect(updates().join()).not.toMatch(/Vem fick jobbet|Bo\.|väntar ännu/);

  await moderate(other, { deed: "reopen" });
  await moderate(open, { deed: "merge", into: other });
  await app.at("2027-01-15T07:02:00.500Z");
  expect(updates()).toHaveLength(2);
  expect(updates()[1]?.join()).not.toMatch(/När är mötet|Vad kostar det/);
  expect(updates()[1]).toContain("1 fråga väntar ännu på svar.");
});

test("a question that its author takes back afterwards no longer waits for an answer on the recap", async () => {
  await asked("Vad kostar det?", "Inget.");
  const id = await asked("När är mötet?");
  await app.at(recapTime);

  await app.ask(bo, [], "DELETE", `${path}/questions/${id}`);
  await app.at("2027-01-15T07:01:00.500Z");
  expect(updates().at(-1)).toContain("Vad kostar det?");
  expect(updates().at(-1)?.join()).not.toContain("väntar ännu");
});

test("what is done about questions before the recap goes out changes no card", async () => {
  const id = await asked("Vem fick jobbet?", "Bo.");
  await app.at("2027-01-14T07:30:00Z");
  app.teams.updated.length = 0;

  await moderate(id, { deed: "withhold", reason: "personal" });
  await app.at("2027-01-14T07:32:00Z");
  expect(updates()).toEqual([]);
});

test("a recap of a session that is not over, or that nobody was invited to, can't be sent", async () => {
  await expect(organiser.ask("POST", `${path}/recap/sending`)).rejects.toThrow("notOver");
});

test("themes that somebody else has changed meanwhile are not written over", async () => {
  const { version } = await organiser.session(january);
  await write();

  await expect(organiser.ask("PUT", `${path}/recap`, { version, themes })).rejects.toThrow(
    "changedMeanwhile",
  );
});

test("of who came only numbers are left some time after", async () => {
  await app.press(bo, "coffee/answer", { series: seriesId, date: january, answer: "yes", scope: "session" });
  await app.at("2027-01-14T06:20:00Z");
  const { joinLink } = await organiser.session(january);
  for (let times = 0; times < 3; times++) await app.open((joinLink ?? "").split("/open")[1] ?? "");
  await organiser.ask("PUT", `${path}/attendance`, { count: 12 });

  await app.at("2027-04-20T08:00:00Z");
  await app.at("2027-04-20T08:00:01Z");
  const view = await organiser.session(january);
  expect(view).toMatchObject({ attendance: { opened: 3, counted: 12 }, heads: { yes: 1, names: [] } });
  const rows = await Array.fromAsync(
    app.store.tables.open("coffeeAnswers").list(`${anna.tenantId}|${seriesId}|${january}`),
  );
  expect(rows).toEqual([]);
});
