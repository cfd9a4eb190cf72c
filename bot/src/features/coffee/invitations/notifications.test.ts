import { beforeEach, expect, test } from "vitest";
import type { ReminderWishes } from "#features/coffee/contract.ts";
import type { Person } from "#platform/teams/turn.ts";
import { organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { anna, bo, channel, respondent, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";

/* What one person is told in their own chat. The session is on Thursday 14 January 2027 at 8.30 in Finland. */

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;
const january = "2027-01-14";
const carita = respondent(3);
const people = [anna, bo, carita];
const none: ReminderWishes = { dayBefore: false, quarterBefore: false, snoozedUntil: null, quiet: null };

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
});

async function begin(changes: Parameters<typeof running>[1] = {}) {
  organiser = await running(app, changes, [channel], people);
  await app.at("2027-01-07T07:00:01Z");
}

const wish = (who: Person, wishes: Partial<ReminderWishes>) =>
  app.ask(who, [], "PUT", `/coffee/series/${seriesId}/reminders`, { ...none, ...wishes });
const answer = (who: Person, said: "yes" | "maybe" | "no") => {
  const data = { series: seriesId, date: january, answer: said, scope: "session" };
  return app.read(who, "coffee/answer", data);
};

/** The titles of what somebody got in their own chat. */
const told = (who: Person) =>
  app.teams.sent
    .filter(({ place }) => place.id === `a:29:${who.id}` || place.id === `a:${who.id}`)
    .map(({ card }) => textsOf(card)[0]);

test("who wants to be reminded is, the day before at the same time and a quarter before, and nobody else", async () => {
  await begin();
  await wish(bo, { dayBefore: true, quarterBefore: true });

  await app.at("2027-01-13T06:29:59Z");
  expect(told(bo)).toEqual([]);
  await app.at("2027-01-13T06:30:01Z");
  expect(told(bo)).toEqual(["Påminnelse: Kaffe med Uffe"]);
  await app.at("2027-01-14T06:15:01Z");
  expect(told(bo)).toHaveLength(2);
  expect(told(anna)).toEqual([]);
});

test("who has said no is not reminded, and who has said yes after all is", async () => {
  await begin();
  await wish(bo, { dayBefore: true });
  await wish(carita, { dayBefore: true });
  await answer(bo, "no");
  await answer(carita, "no");
  await answer(carita, "yes");

  await app.at("2027-01-13T06:30:01Z");
  expect([told(bo), told(carita)]).toEqual([[], ["Påminnelse: Kaffe med Uffe"]]);
});

test("in quiet hours the reminder of the day before waits for their end, and that of a quarter before is left out", async () => {
  await begin();
  await wish(bo, { dayBefore: true, quarterBefore: true, quiet: { from: "08:00", to: "10:00" } });

  await app.at("2027-01-13T06:30:01Z");
  expect(told(bo)).toEqual([]);
  await app.at("2027-01-13T08:00:01Z");
  expect(told(bo)).toHaveLength(1);
  await app.at("2027-01-14T06:15:01Z");
  expect(told(bo)).toHaveLength(1);
});

test("whoever opts out while the reminder waits for the end of quiet hours does not get it", async () => {
  await begin();
  await wish(bo, { dayBefore: true, quiet: { from: "08:00", to: "10:00" } });
  await app.at("2027-01-13T06:30:01Z");

  await wish(bo, none);
  await app.at("2027-01-13T08:00:01Z");
  expect(told(bo)).toEqual([]);
});

test("until the day that reminders are snoozed to there are none", async () => {
  await begin();
  await wish(bo, { dayBefore: true, snoozedUntil: "2027-02-01" });

  await app.at("2027-01-13T06:30:01Z");
  expect(told(bo)).toEqual([]);
  await app.at("2027-02-10T06:30:01Z");
  expect(told(bo)).toEqual(["Påminnelse: Kaffe med Uffe"]);
});

test("a reminder follows a session that is moved, and does not come for one that is cancelled", async () => {
  await begin();
  await wish(bo, { quarterBefore: true });
  await organiser.change(january, { startsAt: "2027-01-15T06:30:00.000Z" });
  await app.work();

  await app.at("2027-01-14T06:15:01Z");
  expect(told(bo)).toEqual([]);
  await organiser.cancel(january);
  await app.at("2027-01-15T06:15:01Z");
  expect(told(bo)).toEqual([]);
});

test("a reminder that comes hours late reminds nobody", async () => {
  await begin();
  await wish(bo, { dayBefore: true });

  await app.at("2027-01-13T09:30:01Z");
  expect(told(bo)).toEqual([]);
});

test("reminders need a chat: where Teams refuses it, the person is told at once", async () => {
  await begin();
  app.teams.chatless.add(bo.id);

  await expect(wish(bo, { dayBefore: true })).rejects.toThrow("noChat");
  expect(await wish(bo, none)).toEqual(none);
});

test("the first in the waiting list gets the seat that comes free, and is told once", async () => {
  await begin({ capacity: 1 });
  await answer(anna, "yes");
  expect(await answer(bo, "yes")).toContain("kö");
  await answer(carita, "yes");

  await answer(anna, "no");
  await app.work();
  await app.at("2027-01-07T07:05:00Z");
  expect([told(bo), told(carita)]).toEqual([["Du fick en plats: Kaffe med Uffe"], []]);
});

test("more seats go to those who wait, who are told", async () => {
  await begin({ capacity: 1 });
  await answer(anna, "yes");
  await answer(bo, "yes");

  await organiser.change(january, { capacity: 2 });
  await app.work();
  expect(told(bo)).toEqual(["Du fick en plats: Kaffe med Uffe"]);
});

test("a chat that Teams gives no answer about keeps nobody else from being told, and is tried again", async () => {
  await begin({ capacity: 1 });
  const { chat } = app.teams.messenger;
  app.teams.messenger.chat = () => Promise.reject(new Error("unreachable"));
  for (const who of [anna, bo, carita]) await answer(who, "yes");
  app.teams.messenger.chat = async (met, userId) => {
    if (userId === `29:${bo.id}`) throw new Error("unreachable");
    return chat(met, userId);
  };

  await organiser.change(january, { capacity: 3 });
  await expect(app.work()).rejects.toThrow("unreachable");
  app.failures.splice(0);
  app.teams.messenger.chat = chat;
  await app.work();
  expect(told(carita)).toEqual(["Du fick en plats: Kaffe med Uffe"]);

  await app.at("2027-01-07T07:05:00Z");
  expect(told(bo)).toEqual(["Du fick en plats: Kaffe med Uffe"]);
});

test("who queues from the tab is told of a seat, and told at once where Teams lets nobody write to them", async () => {
  await begin({ capacity: 1 });
  const inTab = (who: Person) => organiseCoffee(app, who, []);
  await answer(anna, "yes");
  app.teams.chatless.add(carita.id);

  expect(await inTab(bo).answer(january, "yes")).toMatchObject({ hasSeatNews: true });
  expect(await inTab(carita).answer(january, "yes")).toMatchObject({ hasSeatNews: false });
  await answer(anna, "no");
  await app.work();
  expect(told(bo)).toEqual(["Du fick en plats: Kaffe med Uffe"]);
});

test("who has answered for the whole series in the tab, and waits for a seat in one session, is told of it", async () => {
  await begin();
  await organiser.change("2027-02-11", { capacity: 1 });
  await app.work();
  for (const who of [anna, bo]) await organiseCoffee(app, who, []).answer(january, "yes", "series");

  await organiseCoffee(app, anna, []).answer("2027-02-11", "no");
  await app.work();
  expect(told(bo)).toEqual(["Du fick en plats: Kaffe med Uffe"]);
});

test("a no that is cut off at any write leaves no seat taken, in no session of the series", async () => {
  const february = "2027-02-11";
  for (let write = 1, isCut = true; isCut; write++) {
    app = await testApp("2026-12-24T08:00:00Z");
    await begin({ capacity: 1 });
    await organiser.answer(february, "maybe");
    for (const who of [bo, carita]) await organiseCoffee(app, who, []).answer(january, "yes", "series");
    await app.work();

    const process = untilWrite(write, app.store);
    const doomed = await testApp("2027-01-07T08:00:00Z", process.store);
    doomed.teams.members.set(channel.teamId ?? "", app.teams.members.get(channel.id) ?? []);
    await organiseCoffee(doomed, bo, [])
      .answer(january, "no", "series")
      .catch(() => undefined);
    isCut = process.isGone();

    await app.at("2027-01-07T08:00:30Z");
    const { mine } = await organiseCoffee(app, bo, []).session(january);
    const seats =
      mine === "no" ? ["Du fick en plats: Kaffe med Uffe", "Du fick en plats: Kaffe med Uffe"] : [];
    expect({ write, told: told(carita) }).toEqual({ write, told: seats });
  }
});

test("when the limit is lifted everybody in the queue is told that they can come", async () => {
  await begin({ capacity: 1 });
  await answer(anna, "yes");
  await answer(bo, "yes");
  await answer(carita, "yes");

  await organiser.change(january, { capacity: 0 });
  await app.work();
  const seat = ["Du fick en plats: Kaffe med Uffe"];
  expect([told(anna), told(bo), told(carita)]).toEqual([[], seat, seat]);
});

test("more seats in every session of the series go to those who wait, also where nobody is invited yet", async () => {
  await begin({ capacity: 1 });
  for (const who of [anna, bo]) await organiseCoffee(app, who, []).answer("2027-02-11", "yes");

  await organiser.revise({ capacity: 2 });
  await app.work();
  expect(told(bo)).toEqual(["Du fick en plats: Kaffe med Uffe"]);
});

test("a seat that comes free after the start is nobody's news", async () => {
  await begin({ capacity: 1 });
  await answer(anna, "yes");
  await answer(bo, "yes");

  await app.at("2027-01-14T06:35:00Z");
  await answer(anna, "no");
  await app.work();
  expect(told(bo)).toEqual([]);
});

test("who meant to come is told that the session was moved, once, if they have a chat", async () => {
  await begin();
  for (const who of [bo, carita])
    await app.say(who, "hej", { ...channel, id: `a:29:${who.id}`, scope: "personal" });
  await answer(bo, "maybe");
  await answer(carita, "no");
  await answer(anna, "yes");

  await organiser.change(january, { startsAt: "2027-01-15T06:30:00.000Z" });
  await app.work();
  await app.at("2027-01-07T07:05:00Z");
  expect([told(bo), told(carita), told(anna)]).toEqual([["Ny tid: Kaffe med Uffe"], [], []]);
});

test("who meant to come is told that the session is cancelled, and that it is on again", async () => {
  await begin();
  await app.say(bo, "hej", { ...channel, id: `a:29:${bo.id}`, scope: "personal" });
  await answer(bo, "yes");

  await organiser.cancel(january);
  await app.work();
  await organiser.reinstate(january);
  await app.work();
  expect(told(bo)).toEqual(["Inställd: Kaffe med Uffe", "Kaffe med Uffe"]);
});

test("a change of theme is no news to anybody, and stands on the card", async () => {
  await begin();
  await app.say(bo, "hej", { ...channel, id: `a:29:${bo.id}`, scope: "personal" });
  await answer(bo, "yes");

  await organiser.change(january, { theme: { sv: "Budgeten", fi: "Talousarvio", en: "The budget" } });
  await app.work();
  expect(told(bo)).toEqual([]);
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain("Tema: Budgeten");
});

test("a change that was refused is told to nobody", async () => {
  await begin();
  await app.say(bo, "hej", { ...channel, id: `a:29:${bo.id}`, scope: "personal" });
  await answer(bo, "yes");
  const { draft } = await organiser.session(january);

  const input = { version: "old", draft: { ...draft, startsAt: "2027-01-15T06:30:00.000Z" } };
  const path = `/coffee/series/${seriesId}/sessions/${january}`;
  await expect(organiser.ask("PUT", path, input)).rejects.toThrow("changedMeanwhile");
  await app.at("2027-01-07T07:05:00Z");
  expect(told(bo)).toEqual([]);
});

test("the counts on the card are brought up to date within a minute, once for many answers", async () => {
  await begin();
  const before = app.teams.updated.length;
  await answer(anna, "yes");
  await answer(bo, "yes");
  await answer(carita, "maybe");

  await app.at("2027-01-07T07:01:30Z");
  expect(app.teams.updated).toHaveLength(before + 1);
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain(
    "2 kommer, 1 kanske.",
  );
});

test("an organiser follows the invitation, and not whom the bot reminds", async () => {
  await begin();
  await wish(bo, { dayBefore: true });
  await app.at("2027-01-13T06:30:01Z");

  const sendings = await organiser.sendings(january);
  expect(sendings.map(({ targets }) => targets.map(({ place }) => place.id))).toEqual([[channel.id]]);
});
