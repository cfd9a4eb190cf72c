import { beforeEach, expect, test } from "vitest";
import type { Person } from "#platform/teams/turn.ts";
import { organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, otherChannel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";

/* What happens by itself, and when. The second Thursdays are 14 January and 11 February 2027; people are invited at 9.00 a week before. */

let app: TestApp;
const january = "2027-01-14";
const february = "2027-02-11";

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
});

/** The days of the sessions that people were invited to, in the order of the posts. */
const invited = (place = channel) =>
  app.teams.sent
    .filter(({ place: { id }, card }) => id === place.id && textsOf(card)[0] === "Kaffe med Uffe")
    .map(({ card }) => textsOf(card)[1]?.replace(/ \d{4} .*/, ""));

test("what is scheduled once is invited to by itself, a week before at nine", async () => {
  await running(app, {}, [channel, otherChannel]);

  await app.at("2027-01-07T06:59:59Z");
  expect(invited()).toEqual([]);
  await app.at("2027-01-07T07:00:01Z");
  expect([invited(), invited(otherChannel)]).toEqual([["torsdag 14 januari"], ["torsdag 14 januari"]]);
  await app.at("2027-02-04T07:00:01Z");
  expect(invited()).toEqual(["torsdag 14 januari", "torsdag 11 februari"]);
});

test("a series that starts within the week invites at once", async () => {
  await app.at("2027-01-12T12:00:00Z");
  await running(app);

  expect(invited()).toEqual(["torsdag 14 januari"]);
});

test("a series that is not started invites nobody", async () => {
  await app.places.remember(channel);
  await organiseCoffee(app).write();

  await app.at("2027-03-01T12:00:00Z");
  expect(app.teams.sent).toEqual([]);
});

test("what is written about a draft's sessions invites nobody", async () => {
  await app.places.remember(channel);
  const organiser = organiseCoffee(app);
  await organiser.write();
  await organiser.change(january, { host: "Bo" });

  await app.at("2027-01-12T12:00:00Z");
  expect(app.teams.sent).toEqual([]);
});

test("when a session is over its card says so", async () => {
  await running(app);
  await app.at("2027-01-07T07:00:01Z");

  await app.at("2027-01-14T07:15:01Z");
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain("Träffen är över.");
});

test("what was answered to a day that the rule no longer gives is forgotten in time", async () => {
  const organiser = await running(app);
  await organiser.answer(february, "yes");
  const { draft } = await organiser.series();
  await organiser.revise({ rule: { ...draft.rule, skippedDates: [february] } });

  for (const time of ["2027-03-01T08:00:00Z", "2027-05-20T08:00:00Z"]) await app.at(time);
  const rows = app.store.tables.open("coffeeAnswers").list(`${anna.tenantId}|${seriesId}|${february}`);
  expect(await Array.fromAsync(rows)).toEqual([]);
});

test("after months of standing still the sessions ahead are invited to at once, and those that were missed never", async () => {
  await running(app);

  await app.at("2027-05-10T12:00:00Z");
  expect(invited()).toEqual(["torsdag 13 maj"]);
  await app.at("2027-06-03T06:00:01Z");
  expect(invited()).toEqual(["torsdag 13 maj", "torsdag 10 juni"]);
});

test("the paused month has no invitation, and the month after has", async () => {
  await running(app);
  for (const time of ["2027-06-30T12:00:00Z", "2027-07-31T12:00:00Z"]) await app.at(time);
  const before = invited().length;

  await app.at("2027-08-05T06:00:01Z");
  expect(invited().slice(before)).toEqual(["torsdag 12 augusti"]);
});

test("invitations go out at nine by Finland's clock, before and after it goes forward", async () => {
  await running(app, { invitation: { daysBefore: 2, time: "09:00" } });
  await app.at("2027-03-09T07:00:01Z");
  await app.at("2027-04-06T05:59:59Z");
  const before = invited();

  await app.at("2027-04-06T06:00:01Z");
  expect([before.at(-1), invited().at(-1)]).toEqual(["torsdag 11 mars", "torsdag 8 april"]);
});

test("a session that is moved nearer than its invitation is invited to at once", async () => {
  const organiser = await running(app);
  await app.at("2027-01-02T12:00:00Z");

  await organiser.change(january, { startsAt: "2027-01-05T06:30:00.000Z" });
  await app.work();
  expect(invited()).toEqual(["tisdag 5 januari"]);
  await app.at("2027-01-07T07:00:01Z");
  expect(invited()).toHaveLength(1);
});

test("a session that is moved further off is invited to when its new time is a week away", async () => {
  const organiser = await running(app);
  await organiser.change(january, { startsAt: "2027-01-28T06:30:00.000Z" });

  await app.at("2027-01-07T07:00:01Z");
  expect(invited()).toEqual([]);
  await app.at("2027-01-21T07:00:01Z");
  expect(invited()).toEqual(["torsdag 28 januari"]);
});

test("what people were invited to is not invited to again, however often it is moved", async () => {
  const organiser = await running(app);
  await app.at("2027-01-07T07:00:01Z");

  await organiser.change(january, { startsAt: "2027-01-28T06:30:00.000Z" });
  await app.work();
  await app.at("2027-01-21T07:00:01Z");
  expect(invited()).toEqual(["torsdag 14 januari"]);
  expect(app.teams.updated.map(({ card }) => textsOf(card)[1])).toContain(
    "torsdag 28 januari 2027 kl. 8.30–9.15",
  );
});

test("a cancelled session is not invited to; on again, it is, at its time", async () => {
  const organiser = await running(app);
  await organiser.cancel(january);
  await app.at("2027-01-07T07:00:01Z");
  expect(invited()).toEqual([]);

  await organiser.reinstate(january);
  await app.work();
  expect(invited()).toEqual(["torsdag 14 januari"]);
});

test("a cancelled session's card says so, and says again when it is on", async () => {
  const organiser = await running(app);
  await app.at("2027-01-07T07:00:01Z");

  await organiser.cancel(january);
  await app.work();
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain(
    "Inställd: Kaffe med Uffe",
  );
  await organiser.reinstate(january);
  await app.work();
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain("Kaffe med Uffe");
  expect(invited()).toEqual(["torsdag 14 januari"]);
});

test("a new rule changes what has not been invited to, and leaves what has", async () => {
  const organiser = await running(app);
  await app.at("2027-01-07T07:00:01Z");
  const { draft } = await organiser.series();

  const repeats = { unit: "monthByWeekday", every: 1, nth: 3, weekday: 2 } as const;
  await organiser.revise({ rule: { ...draft.rule, repeats } });
  await app.work();
  await app.at("2027-01-12T07:00:01Z");
  expect(invited()).toEqual(["torsdag 14 januari", "tisdag 19 januari"]);
  await app.at("2027-02-09T07:00:01Z");
  expect(invited().slice(2)).toEqual(["tisdag 16 februari"]);
});

test("earlier invitations for a running series go out at the new time", async () => {
  const organiser = await running(app);

  await organiser.revise({ invitation: { daysBefore: 14, time: "12:00" } });
  await app.work();
  await app.at("2026-12-31T10:00:01Z");
  expect(invited()).toEqual(["torsdag 14 januari"]);
  await app.at("2027-01-07T07:00:01Z");
  expect(invited()).toHaveLength(1);
});

test("a series that has ended invites nobody more, and what was invited to stays", async () => {
  const organiser = await running(app);
  await app.at("2027-01-07T07:00:01Z");

  await organiser.end();
  await app.at("2027-02-10T07:00:01Z");
  expect(invited()).toEqual(["torsdag 14 januari"]);
  expect((await organiser.session(january)).state).toBe("over");
  await expect(organiser.session(february)).rejects.toThrow("unknownSession");
});

test("a session that was invited to long before is held, and said to be over, also when its series has ended", async () => {
  const organiser = await running(app);
  await organiser.invite(february);
  await app.work();
  await organiser.end();

  await app.at("2027-02-11T07:15:01Z");
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain("Träffen är över.");
});

test("an ended series that is removed takes its invitations with it, and brought back it does not send them again", async () => {
  const organiser = await running(app);
  await app.at("2027-01-07T07:00:01Z");
  await organiser.end();

  await organiser.ask("DELETE", `/coffee/series/${seriesId}`);
  await app.work();
  expect(textsOf(app.teams.updated.at(-1)?.card ?? { type: "AdaptiveCard" })).toContain(
    "Inställd: Kaffe med Uffe",
  );
  await organiser.ask("POST", `/coffee/series/${seriesId}/restoration`);
  await app.at("2027-01-12T07:00:01Z");
  expect((await organiser.session(january)).state).toBe("cancelled");
  expect(invited()).toEqual(["torsdag 14 januari"]);
});

test("an organiser can invite sooner, and more places later, and no place twice", async () => {
  const organiser = await running(app);
  await app.places.remember(otherChannel);

  await organiser.invite(january);
  await app.work();
  await organiser.invite(january, [channel.id, otherChannel.id]);
  await organiser.invite(january);
  await app.work();
  await app.at("2027-01-07T07:00:01Z");
  expect([invited(), invited(otherChannel)]).toEqual([["torsdag 14 januari"], ["torsdag 14 januari"]]);
});

test("the place of another tenant, or none, can't be invited", async () => {
  const organiser = await running(app);
  await app.places.remember({ ...otherChannel, tenantId: "another" });

  await expect(organiser.invite(january, [otherChannel.id])).rejects.toThrow("unknownPlace");
});

test("the work of each step may be done twice, and by two replicas at once", async () => {
  const organiser = await running(app, { capacity: 1 }, [channel], [anna, bo]);
  const again = await testApp("2026-12-24T08:00:00Z", app.store, app.keys);
  const both = [app, again];
  const one = { tenantId: anna.tenantId, seriesId, date: january };
  const movedTo = "2027-01-14T07:00:00.000Z";
  const steps = ["2027-01-14T06:30:00.000Z", movedTo].flatMap((startsAt): [string, object][] => [
    ["remind", { ...one, startsAt, kind: "dayBefore" }],
    ["remind", { ...one, startsAt, kind: "quarterBefore" }],
    ["recap", { ...one, startsAt }],
    ["news", { ...one, startsAt, what: "moved", sequence: 1 }],
    ...["plan", "invite", "changed", "revised", "seats", "redraw", "redrawAll", "tidy"].map(
      (job): [string, object] => [job, one],
    ),
  ]);
  async function twiceByBoth(time: string) {
    for (const run of both) run.setTime(time);
    for (const [job, work] of [...steps, ...steps])
      await Promise.all(
        both.map(async ({ jobs }) => {
          const step = jobs.get(`coffee/${job}`);
          // Whoever loses a race fails, and the queue brings it back.
          await step?.(work).catch(() => step(work));
        }),
      );
    await Promise.all(both.map((run) => run.work()));
  }
  const answer = (who: Person, said: "yes" | "no") =>
    app.press(who, "coffee/answer", { series: seriesId, date: january, answer: said, scope: "session" });

  await twiceByBoth("2027-01-07T07:00:01Z");
  const wishes = { dayBefore: true, quarterBefore: true, snoozedUntil: null, quiet: null };
  await app.ask(bo, [], "PUT", `/coffee/series/${seriesId}/reminders`, wishes);
  await answer(anna, "yes");
  await answer(bo, "yes");
  await answer(anna, "no");
  await twiceByBoth("2027-01-07T08:00:00Z");
  await organiser.change(january, { startsAt: movedTo });
  await twiceByBoth("2027-01-08T08:00:00Z");
  await twiceByBoth("2027-01-13T07:00:01Z");
  await twiceByBoth("2027-01-14T06:45:01Z");
  const { version } = await organiser.session(january);
  const themes = { sv: "Budgeten", fi: "Talousarvio", en: "The budget" };
  const recap = `/coffee/series/${seriesId}/sessions/${january}/recap`;
  await organiser.ask("PUT", recap, { version, themes });
  await twiceByBoth("2027-01-15T07:00:01Z");

  const titles = both.flatMap(({ teams }) => teams.sent.map(({ card }) => textsOf(card)[0]));
  expect(titles.toSorted()).toEqual([
    "Du fick en plats: Kaffe med Uffe",
    "Efter Kaffe med Uffe torsdag 14 januari 2027",
    "Efter kaffet: Kaffe med Uffe",
    "Kaffe med Uffe",
    "Ny tid: Kaffe med Uffe",
    "Påminnelse: Kaffe med Uffe",
    "Påminnelse: Kaffe med Uffe",
  ]);
});

test("a crash right after the start, before anything was planned, loses nothing", async () => {
  await app.places.remember(channel);
  const organiser = organiseCoffee(app);
  await organiser.write();
  const crashed = await testApp("2026-12-24T08:00:00Z", app.store);
  // Its queue is lost with the process: what was put off before the deed is all that is left.
  await crashed.ask(anna, ["Organiser"], "POST", `/coffee/series/${seriesId}/start`);
  await forgetQueue(crashed);

  await app.at("2026-12-24T08:00:06Z");
  await app.at("2027-01-07T07:00:01Z");
  expect(invited()).toEqual(["torsdag 14 januari"]);
});

test("a crash between noting the invitation and sending it sends it once", async () => {
  await running(app);
  await app.at("2027-01-07T06:00:00Z");
  const { plan } = app.sender;
  app.sender.plan = async () => {
    throw new Error("killed");
  };
  await expect(app.at("2027-01-07T07:00:01Z")).rejects.toThrow("killed");
  app.sender.plan = plan;

  // As the queue brings it back.
  await app.jobs.get("coffee/invite")?.({ tenantId: anna.tenantId, seriesId, date: january });
  app.failures.splice(0);
  await app.work();
  expect(invited()).toEqual(["torsdag 14 januari"]);
});

test("who is invited to a session of a series that another tenant has too is told apart", async () => {
  await running(app);
  const stranger = { ...bo, tenantId: "another" };
  const organiser = organiseCoffee(app, stranger);
  await organiser.write();

  expect((await organiser.series()).state).toBe("draft");
});

async function forgetQueue({ store }: TestApp) {
  const queue = store.queues.open("jobs");
  for (const message of await queue.take(10_000, 32)) await queue.remove(message);
}
