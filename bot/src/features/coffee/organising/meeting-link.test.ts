import { afterAll, expect, test } from "vitest";
import type { SessionView } from "#features/coffee/contract.ts";
import { createMeetings } from "#platform/graph/graph-meetings.ts";
import { createIssuer, tabClaims } from "#platform/local/issuer.ts";
import { demoTabClientId } from "#platform/local/people.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { running, seriesId } from "#test/harness/coffee.ts";
import { fakeCloud, graphJoinUrl } from "#test/harness/graph.ts";
import { anna, bo, channel, memoryKeys, testApp, textsOf } from "#test/harness/harness.ts";

/* From the organiser's calendar in Graph to the card in the channel, and on from its button. */

const january = "2027-01-14";
const path = `/coffee/series/${seriesId}/sessions/${january}`;
const newTime = "2027-01-15T06:30:00.000Z";

const cloud = await fakeCloud();
afterAll(cloud.close);

/** The coffee of 14 January has been invited to, and has no meeting yet. */
async function invited() {
  const roles = ["Organiser"];
  const { sign } = await createIssuer();
  const token = await sign(tabClaims({ ...anna, roles }, demoTabClientId, "https://issuer.example"));
  const meetings = createMeetings({
    clientId: demoTabClientId,
    clientSecret: "secret of the tab",
    tenantIds: [anna.tenantId],
    log: createLog(() => undefined),
    graphUrl: cloud.graphUrl,
  });
  cloud.forget();
  const app = await testApp("2026-12-24T08:00:00Z", undefined, memoryKeys(), { meetings, token });
  const organiser = await running(app, { joinUrl: "" }, [channel], [anna, bo]);
  await app.at("2027-01-07T07:00:01Z");
  const newestCard = () => app.teams.updated.at(-1)?.card;
  return { app, organiser, newestCard };
}

const linkIn = (card: unknown) => /https:\/\/app\.example\/open([^"]+\/join)/.exec(JSON.stringify(card))?.[1];

test("a meeting made in the calendar is where the card leads, at the time that the session is moved to", async () => {
  const { app, organiser, newestCard } = await invited();
  expect(linkIn(app.teams.sent[0]?.card)).toBeUndefined();

  const made = await organiser.ask<SessionView>("POST", `${path}/meeting`);
  await organiser.ask("POST", `${path}/meeting`);
  await app.work();

  expect(made).toMatchObject({ hasMeeting: true, meetingIsStale: false });
  expect(cloud.ofGraph()).toMatchObject([
    {
      method: "POST",
      headers: { authorization: "Bearer token for Graph" },
      body: { subject: "Kaffe med Uffe", start: { dateTime: "2027-01-14T06:30:00.000", timeZone: "UTC" } },
    },
  ]);
  const link = linkIn(newestCard()) ?? "";
  expect(await app.open(link)).toEqual({ redirect: graphJoinUrl });

  const moved = await organiser.change(january, { startsAt: newTime });
  await app.work();

  expect(moved).toMatchObject({ startsAt: newTime, meetingIsStale: false });
  expect(cloud.ofGraph().slice(1)).toMatchObject([
    { method: "PATCH", body: { start: { dateTime: "2027-01-15T06:30:00.000", timeZone: "UTC" } } },
  ]);
  expect(textsOf(newestCard() ?? { type: "AdaptiveCard" }).join()).toContain("fredag 15 januari 2027");
  expect(linkIn(newestCard())).toBe(link);
  expect(await app.open(link)).toEqual({ redirect: graphJoinUrl });
});

test("a session that is cancelled takes its meeting along, and the card leads nowhere", async () => {
  const { app, organiser, newestCard } = await invited();
  await organiser.ask("POST", `${path}/meeting`);

  await organiser.cancel(january);
  await app.work();

  expect(cloud.events).toEqual([]);
  expect(linkIn(newestCard())).toBeUndefined();
});

test("meetings made for all sessions reach the cards that have been sent", async () => {
  const { app, organiser, newestCard } = await invited();

  await organiser.ask("POST", `/coffee/series/${seriesId}/meetings`);
  await app.work();

  expect(cloud.events).toHaveLength(11);
  expect(await app.open(linkIn(newestCard()) ?? "")).toEqual({ redirect: graphJoinUrl });
});

test("what Graph does not do now leaves the session and its card as they were", async () => {
  const { app, organiser } = await invited();
  cloud.next.push({ status: 403 });

  await expect(organiser.ask("POST", `${path}/meeting`)).rejects.toMatchObject({ reason: "meeting.consent" });
  await app.work();

  expect(await organiser.session(january)).toMatchObject({ hasMeeting: false, joinUrl: null });
  expect(linkIn(app.teams.updated)).toBeUndefined();
});
