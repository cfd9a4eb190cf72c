import { beforeEach, expect, test } from "vitest";
import { type organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { channel, otherChannel, type TestApp, testApp } from "#test/harness/harness.ts";

/* Invitations that an organiser stops and sends again. The one to 14 January 2027 goes out a week before. */

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;
const january = "2027-01-14";
const path = `/coffee/series/${seriesId}/sessions/${january}`;

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  organiser = await running(app, {}, [channel, otherChannel]);
});

const sentTo = () => app.teams.sent.map(({ place }) => place.id).toSorted();
const both = [channel.id, otherChannel.id].toSorted();

/** Before anything of it is posted. */
async function sendAndCancel(placeIds?: string[]) {
  await organiser.invite(january, placeIds);
  await cancelSending();
  await app.work();
}

async function cancelSending() {
  const [sending] = await organiser.sendings(january);
  return organiser.ask("POST", `${path}/sendings/${sending?.id}/cancellation`);
}

test("an invitation whose sending was cancelled is sent when the organiser sends it again, once to each place", async () => {
  await sendAndCancel();
  expect(sentTo()).toEqual([]);

  await organiser.invite(january, [channel.id]);
  await app.work();
  expect(sentTo()).toEqual([channel.id]);
  await organiser.invite(january);
  await app.work();
  expect(sentTo()).toEqual(both);
});

test("what an organiser has cancelled does not go out by itself", async () => {
  await sendAndCancel();
  await app.at("2027-01-07T07:00:01Z");
  expect(sentTo()).toEqual([]);
});

test("where only an early sending to other places was cancelled, the series' places are invited at their time", async () => {
  await sendAndCancel([otherChannel.id]);
  await app.at("2027-01-07T07:00:01Z");
  expect(sentTo()).toEqual([channel.id]);
});

test("cancelling an invitation that has gone out changes nothing: more places can be invited", async () => {
  await organiser.invite(january, [channel.id]);
  await app.work();

  expect(await cancelSending()).toMatchObject({ state: "done" });
  await organiser.invite(january, [otherChannel.id]);
  await app.work();
  expect(sentTo()).toEqual(both);
});

test("what was not posted because the session was cancelled is sent once it is on again", async () => {
  await organiser.invite(january);
  await organiser.cancel(january);
  await app.work();
  expect(sentTo()).toEqual([]);

  await organiser.reinstate(january);
  await organiser.invite(january);
  await app.work();
  expect(sentTo()).toEqual(both);
});

test("an invitation can be sent sixty days before the session at the earliest", async () => {
  const march = "2027-03-11";
  await expect(organiser.invite(march)).rejects.toThrow("tooFarAhead");
  expect((await organiser.session(march)).may.invite).toBe(false);

  await app.at("2027-01-10T08:00:00Z");
  expect((await organiser.session(march)).may.invite).toBe(true);
  await organiser.invite(march);
  await app.work();
  expect(sentTo()).toContain(channel.id);
});

test("to a session that was moved further ahead more places can be invited", async () => {
  await organiser.invite("2027-02-11", [channel.id]);
  await organiser.change("2027-02-11", { startsAt: "2027-04-08T05:30:00.000Z" });

  await organiser.invite("2027-02-11", [otherChannel.id]);
  await app.work();
  expect(sentTo()).toEqual(both);
});
