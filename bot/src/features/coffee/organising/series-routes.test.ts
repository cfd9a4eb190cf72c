import { beforeEach, expect, test } from "vitest";
import type { CoffeeList, NowView, QuestionBox, SessionView } from "#features/coffee/contract.ts";
import type { Role } from "#platform/auth/role.ts";
import type { PlaceView } from "#platform/sending/contract.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { coffeeDraft, organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import {
  anna,
  bo,
  channel,
  otherChannel,
  respondent,
  stranger,
  type TestApp,
  testApp,
} from "#test/harness/harness.ts";

/* The tab's way in: who may see and do what. Bo belongs to the series' channel, Carita to none of its places. */

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;
const january = "2027-01-14";
const path = `/coffee/series/${seriesId}/sessions/${january}`;
const carita = respondent(3);

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  organiser = await running(app, {}, [channel], [anna, bo]);
});

const as = (who: Person, ...roles: Role[]) => organiseCoffee(app, who, roles);
const list = (who: Person, ...roles: Role[]) =>
  as(who, ...roles).ask<CoffeeList>("GET", "/coffee?from=2027-01-01&to=2027-12-31");

test("whoever belongs to one of its places sees the sessions, and may answer and ask", async () => {
  const { series, sessions, maySchedule } = await list(bo);
  expect(series).toMatchObject([{ id: seriesId, mayOrganise: false, next: { date: january } }]);
  expect(sessions).toHaveLength(11);
  expect(maySchedule).toBe(false);

  const view = await as(bo).answer(january, "yes");
  expect(view).toMatchObject({
    mine: "yes",
    heads: { yes: 1 },
    joinUrl: null,
    attendance: null,
    may: { edit: false, cancel: false, moderate: false, makeMeeting: false, answer: true, ask: true },
  });
  const asked = { id: crypto.randomUUID(), text: "Vad kostar det?", anonymous: true };
  const box = await as(bo).ask<QuestionBox>("POST", `${path}/questions`, asked);
  expect(box.questions).toMatchObject([{ text: "Vad kostar det?", author: null, mine: true }]);
});

test("whoever belongs to none of its places is told that there is no such thing", async () => {
  expect(await list(carita)).toMatchObject({ series: [], sessions: [] });
  await expect(as(carita).session(january)).rejects.toThrow("unknownSeries");
  await expect(as(carita).answer(january, "yes")).rejects.toThrow("unknownSeries");
  await expect(as(carita).ask("GET", `${path}/questions`)).rejects.toThrow("unknownSeries");
});

test("whoever is invited in a place beside the series' own takes part in that session, and in no other", async () => {
  const elsewhere: Place = { ...otherChannel, teamId: "19:another-team@thread.tacv2" };
  await app.places.remember(elsewhere);
  app.teams.members.set("19:another-team@thread.tacv2", [{ id: carita.id, userId: "29:c", name: "Carita" }]);
  await organiser.invite(january, [channel.id]);
  await expect(as(carita).session(january)).rejects.toThrow("unknownSeries");

  await organiser.invite(january, [elsewhere.id]);
  expect((await as(carita, "Organiser").session(january)).may).toMatchObject({ edit: false, answer: true });
  expect(await as(carita).answer(january, "yes")).toMatchObject({ mine: "yes" });
  const wishes = { dayBefore: true, quarterBefore: false, snoozedUntil: null, quiet: null };
  const reminders = `/coffee/series/${seriesId}/reminders`;
  expect(await as(carita).ask("PUT", `${reminders}?date=${january}`, wishes)).toEqual(wishes);
  await expect(as(carita).session("2027-02-11")).rejects.toThrow("unknownSeries");
  await expect(as(carita).ask("PUT", `${reminders}?date=2027-02-11`, wishes)).rejects.toThrow(
    "unknownSeries",
  );
  await expect(as(stranger).session(january)).rejects.toThrow("unknownSeries");
});

test("whoever has answered on the card finds its page, also where its team is one of too many to be asked", async () => {
  const many = Array.from({ length: 160 }, (_, at): Place => {
    const number = String(at).padStart(3, "0");
    return { ...channel, id: `19:place${number}@thread.tacv2`, teamId: `19:team${number}@thread.tacv2` };
  });
  for (const place of many) await app.places.remember(place);
  const last = many.at(-1) ?? channel;
  app.teams.members.set(last.teamId ?? "", [{ id: carita.id, userId: "29:c", name: "Carita" }]);
  await organiser.revise({ placeIds: many.map(({ id }) => id) });
  await organiser.invite(january);
  await app.work();

  const answer = { series: seriesId, date: january, answer: "maybe", scope: "session" };
  await app.press(carita, "coffee/answer", answer, last);
  expect(await as(carita).session(january)).toMatchObject({ mine: "maybe", mayOrganise: false });
});

test("its owner and administrators organise it, and no organiser who is invited to it", async () => {
  expect((await as(bo, "Organiser").session(january)).may).toMatchObject({ edit: false, answer: true });
  expect((await list(bo, "Organiser")).series).toMatchObject([{ mayOrganise: false }]);
  for (const [method, end, input] of [
    ["GET", "", undefined],
    ["PUT", "", { version: "", draft: coffeeDraft }],
    ["POST", "/end", {}],
    ["DELETE", "", undefined],
  ] as const)
    await expect(as(bo, "Organiser").ask(method, `/coffee/series/${seriesId}${end}`, input)).rejects.toThrow(
      "unknownSeries",
    );
  await expect(as(bo, "Organiser").cancel(january)).rejects.toThrow("unknownSeries");
  expect((await as(carita, "Admin").session(january)).may.edit).toBe(true);
  await expect(as(carita, "Organiser").session(january)).rejects.toThrow("unknownSeries");
  await expect(as(stranger, "Admin").session(january)).rejects.toThrow("unknownSeries");
});

test("where Teams does not answer, nobody is taken for a member", async () => {
  app.teams.messenger.isMember = () => Promise.reject(new Error("unreachable"));

  await expect(as(bo).session(january)).rejects.toThrow("unknownSeries");
  expect((await organiser.session(january)).may.edit).toBe(true);
});

test("a list asks Teams about each team once, however many series it has", async () => {
  let asked = 0;
  const { isMember } = app.teams.messenger;
  app.teams.messenger.isMember = (...who) => {
    asked++;
    return isMember(...who);
  };
  for (const number of [5, 6, 7]) {
    const id = `c0ffee00-0000-4000-8000-00000000000${number}`;
    await organiser.write({}, id);
    await organiser.start(id);
  }

  asked = 0;

  expect((await list(bo)).series).toHaveLength(4);
  expect(asked).toBe(1);
});

test("a draft is seen by its organisers alone, and so is a removed series by nobody", async () => {
  const id = "c0ffee00-0000-4000-8000-000000000009";
  await organiser.write({}, id);
  expect((await list(bo)).series).toHaveLength(1);
  expect((await list(bo, "Organiser")).series).toHaveLength(1);
  expect((await list(carita, "Admin")).series).toHaveLength(2);

  await organiser.ask("DELETE", `/coffee/series/${id}`);
  expect((await list(anna, "Organiser")).series).toHaveLength(1);
  await expect(organiser.series(id)).rejects.toThrow("unknownSeries");
});

test.for(["https://teams.microsoft.com@evil.example/", "https://teams.microsoft.com.evil.example/"])(
  "a link that leads elsewhere than it seems to is refused wherever it is written: %s",
  async (joinUrl) => {
    await expect(organiser.write({ joinUrl }, crypto.randomUUID())).rejects.toThrow("crookedLink");
    await expect(organiser.revise({ joinUrl })).rejects.toThrow("crookedLink");
    await expect(organiser.change(january, { joinUrl })).rejects.toThrow("crookedLink");

    expect((await organiser.session(january)).joinUrl).toBe("https://meet.example/uffe");
  },
);

test("a running series can't be removed", async () => {
  await expect(organiser.ask("DELETE", `/coffee/series/${seriesId}`)).rejects.toThrow("notRemovable");
  expect((await organiser.session(january)).state).toBe("planned");
});

test("who wrote a series last is told by name, and as oneself to who did", async () => {
  await organiser.revise({ host: "Bo" });
  expect((await organiser.series()).changedBy).toEqual({ name: anna.name, mine: true });
  expect((await as(bo, "Admin").series()).changedBy).toEqual({ name: anna.name, mine: false });
});

test("writing is refused on an old version, of a series and of a session", async () => {
  const { version, draft } = await organiser.series();
  await organiser.revise({ host: "Bo" });
  await expect(organiser.ask("PUT", `/coffee/series/${seriesId}`, { version, draft })).rejects.toThrow(
    "changedMeanwhile",
  );

  const before = await organiser.session(january);
  await organiser.change(january, { host: "Bo" });
  const stale = { version: before.version, draft: before.draft };
  await expect(organiser.ask("PUT", path, stale)).rejects.toThrow("changedMeanwhile");
});

test("every write may come twice", async () => {
  await organiser.write();
  await organiser.start();
  await organiser.cancel(january);
  expect(await organiser.cancel(january)).toMatchObject({ state: "cancelled" });
  await organiser.reinstate(january);
  expect(await organiser.reinstate(january)).toMatchObject({ state: "planned" });
  await as(bo).answer(january, "yes");
  expect(await as(bo).answer(january, "yes")).toMatchObject({ heads: { yes: 1 } });
  expect(await as(bo).answer(january, null)).toMatchObject({ heads: { yes: 0 }, mine: null });
  await organiser.end();
  expect(await organiser.end()).toMatchObject({ state: "ended" });
});

test("a session can't be moved into the past, nor changed once it is cancelled or over", async () => {
  const past = { startsAt: "2026-12-23T08:00:00.000Z" };
  await expect(organiser.change(january, past)).rejects.toThrow("movedIntoPast");
  await organiser.cancel(january);
  await expect(organiser.change(january, { host: "Bo" })).rejects.toThrow("sessionCancelled");
  await expect(as(bo).answer(january, "yes")).rejects.toThrow("sessionCancelled");

  app.setTime("2027-02-12T08:00:00Z");
  await expect(organiser.change("2027-02-11", { host: "Bo" })).rejects.toThrow("sessionOver");
  await expect(organiser.cancel("2027-02-11")).rejects.toThrow("sessionOver");
  await expect(organiser.invite("2027-02-11")).rejects.toThrow("sessionOver");
});

test("an answer to the whole series counts for every session, and one to a session for no other", async () => {
  await as(bo).answer(january, "yes", "series");
  await as(bo).answer("2027-02-11", "no");

  const { sessions } = await list(bo);
  expect(sessions.map(({ mine }) => mine).slice(0, 3)).toEqual(["yes", "no", "yes"]);
});

test("a list of more than 400 days is refused, and one without days shows what is coming", async () => {
  await expect(organiser.ask("GET", "/coffee?from=2027-01-01&to=2028-03-01")).rejects.toThrow("tooManyDays");
  expect((await organiser.ask<CoffeeList>("GET", "/coffee?from=nonsense")).sessions[0]?.date).toBe(january);
});

test("channels and group chats can be chosen, and nobody's own chat", async () => {
  await app.places.remember(otherChannel);
  await app.say(bo, "hej");

  const { places } = await organiser.ask<{ places: PlaceView[] }>("GET", "/coffee/places");
  expect(places.map(({ name }) => name).toSorted()).toEqual(["Allmänt", "Ekonomi"]);
});

test("a meeting's side panel finds the session that is on, and none where there is none within a day", async () => {
  expect(await as(bo).ask<NowView>("GET", "/coffee/now")).toEqual({ session: null, others: [] });

  app.setTime("2027-01-14T06:35:00Z");
  expect(await as(bo).ask<NowView>("GET", "/coffee/now")).toMatchObject({
    session: { date: january, state: "now" },
    others: [],
  });
  expect(await as(carita).ask<NowView>("GET", "/coffee/now")).toMatchObject({ session: null });
});

test("the agenda proposal has the most voted questions, for organisers", async () => {
  const asked = { id: crypto.randomUUID(), text: "Vad kostar det?", anonymous: true };
  await as(bo).ask("POST", `${path}/questions`, asked);

  expect(await organiser.ask("GET", `${path}/agenda`)).toEqual({
    changes: [],
    questions: [{ text: "Vad kostar det?", votes: 0 }],
  });
});

test("only organisers moderate, and nobody hands questions over yet", async () => {
  const asked = { id: crypto.randomUUID(), text: "Vad kostar det?", anonymous: true };
  await as(bo).ask("POST", `${path}/questions`, asked);
  const deed = { deed: "withhold", reason: "offTopic" };

  await expect(as(bo).ask("POST", `${path}/questions/${asked.id}/moderation`, deed)).rejects.toThrow("403");
  const box = await organiser.ask<QuestionBox>("POST", `${path}/questions/${asked.id}/moderation`, deed);
  expect(box).toMatchObject({
    mayModerate: true,
    mayHandOver: false,
    withheld: [{ reason: "offTopic", count: 1 }],
  });
  await expect(organiser.ask("POST", `${path}/questions/${asked.id}/handover`)).rejects.toThrow("noHandOver");
});

test("an organiser's view tells everything about a session, and a draft's session too", async () => {
  const view: SessionView = await organiser.session(january);
  expect(view).toMatchObject({
    title: coffeeDraft.title,
    state: "planned",
    joinUrl: "https://meet.example/uffe",
    inviteAt: "2027-01-07T07:00:00.000Z",
    invitedAt: null,
    recapAt: "2027-01-15T07:00:00.000Z",
    attendance: { opened: 0, counted: null },
    may: { edit: true, cancel: true, reinstate: false, moderate: true, sendRecap: false },
  });
  const id = "c0ffee00-0000-4000-8000-000000000009";
  await organiser.write({}, id);
  expect((await organiser.session(january, id)).may).toMatchObject({
    edit: true,
    cancel: false,
    answer: false,
  });
  await expect(organiser.answer(january, "yes", "session", id)).rejects.toThrow("notRunning");
});

test("how many came to a session that is over stays, whoever answers for the whole series later", async () => {
  await as(bo).answer(january, "yes", "series");
  await app.at("2027-01-15T08:00:00Z");

  await organiser.answer("2027-02-11", "yes", "series");
  await as(bo).answer("2027-02-11", "no", "series");
  expect((await organiser.session(january)).heads).toMatchObject({ yes: 1, no: 0 });
  expect((await organiser.session("2027-02-11")).heads).toMatchObject({ yes: 1, no: 1 });
});

test("who is invited to a session of a series that has ended can still say that they can't come", async () => {
  await app.at("2027-01-07T07:00:01Z");
  await as(bo).answer(january, "yes");
  await organiser.end();

  expect(await as(bo).answer(january, "no")).toMatchObject({ mine: "no", heads: { yes: 0 } });
});

test("an organiser has those places invited where they are themselves, and an administrator any", async () => {
  const own: Place = { ...channel, id: "19:own@thread.tacv2", channelType: "private", name: "Egen" };
  const others: Place = { ...own, id: "19:others@thread.tacv2", name: "Andras" };
  for (const place of [own, others]) await app.places.remember(place);
  app.teams.members.set(own.id, [{ id: carita.id, userId: "29:c", name: "Carita" }]);
  const caritas = as(carita, "Organiser");
  const id = "c0ffee00-0000-4000-8000-00000000000a";

  const { places } = await caritas.ask<{ places: PlaceView[] }>("GET", "/coffee/places");
  expect(places.map(({ name }) => name)).toEqual(["Egen"]);
  await caritas.write({ placeIds: [own.id, others.id] }, id);
  await expect(caritas.start(id)).rejects.toThrow("unknownPlace");
  await caritas.revise({ placeIds: [own.id] }, id);
  await caritas.start(id);
  await expect(caritas.revise({ placeIds: [own.id, others.id] }, id)).rejects.toThrow("unknownPlace");
  await expect(caritas.invite(january, [others.id], id)).rejects.toThrow("unknownPlace");
  await app.work();
  expect(app.teams.sent.filter(({ place }) => place.id === others.id)).toEqual([]);

  await as(respondent(9), "Admin").invite(january, [others.id], id);
  await app.work();
  expect(app.teams.sent.filter(({ place }) => place.id === others.id)).toHaveLength(1);
});
