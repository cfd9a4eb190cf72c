import { beforeEach, expect, test } from "vitest";
import { type organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { bo, channel, otherChannel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";

/* An organiser follows the invitation to 14 January 2027, and pauses, stops or repeats it while it is being posted. */

const january = "2027-01-14";

let app: TestApp;
let organiser: ReturnType<typeof organiseCoffee>;

beforeEach(async () => {
  app = await testApp("2026-12-24T08:00:00Z");
  organiser = await running(app, {}, [channel, otherChannel]);
});

async function sending() {
  const [first, ...others] = await organiser.sendings(january);
  if (!first || others.length > 0) throw new Error("Not one sending.");
  return first;
}

const outcomes = async () => (await sending()).targets.map(({ outcome }) => outcome).toSorted();

async function deed(method: "POST" | "DELETE", name: "pause" | "cancellation" | "retries", input?: object) {
  const { id } = await sending();
  const path = `/coffee/series/${seriesId}/sessions/${january}/sendings/${encodeURIComponent(id)}/${name}`;
  return organiser.ask(method, path, input);
}

/** The places where the invitation was posted. */
const invited = () =>
  app.teams.sent
    .filter(({ card }) => textsOf(card)[0] === "Kaffe med Uffe")
    .map(({ place }) => place.name)
    .toSorted();

/** Teams has taken the first post, and asked to come back with the second in a minute. */
async function halfPosted() {
  app.teams.next.push({ outcome: "sent", messageId: "1" }, { outcome: "later", afterMs: 60_000 });
  await organiser.invite(january);
  await app.work();
  expect(await outcomes()).toEqual(["queued", "sent"]);
}

test("an invitation that is paused before its first post is posted when it goes on, once in each place", async () => {
  await organiser.invite(january);
  await deed("POST", "pause");
  await app.at("2026-12-24T09:00:00Z");
  expect([invited(), (await sending()).state]).toEqual([[], "paused"]);

  await deed("DELETE", "pause");
  await app.work();
  await app.at("2027-01-07T07:00:01Z");
  expect([invited(), (await sending()).state]).toEqual([["Allmänt", "Ekonomi"], "done"]);
});

test("an invitation that is paused half-way stays so when its own time comes, and then posts the rest", async () => {
  await halfPosted();
  await deed("POST", "pause");
  await app.at("2027-01-07T07:00:01Z");
  expect([invited().length, await outcomes()]).toEqual([1, ["queued", "sent"]]);

  await deed("DELETE", "pause");
  await app.work();
  expect(invited()).toEqual(["Allmänt", "Ekonomi"]);
});

test("the rest of a cancelled invitation is never posted, and where it stands it can be answered", async () => {
  await halfPosted();
  await deed("POST", "cancellation");
  for (const time of ["2026-12-24T09:00:00Z", "2027-01-07T07:00:01Z", "2027-01-13T07:00:01Z"])
    await app.at(time);

  expect([invited().length, await outcomes()]).toEqual([1, ["cancelled", "sent"]]);
  const place = app.teams.sent[0]?.place;
  const yes = { series: seriesId, date: january, answer: "yes", scope: "session" };
  expect(await app.read(bo, "coffee/answer", yes, place)).toContain("✓ Du kommer.");
});

test("where nobody knows whether it was posted it is posted again only when an organiser says so, and once", async () => {
  app.teams.next.push({ outcome: "unknown" });
  await app.at("2027-01-07T07:00:01Z");
  await app.at("2027-01-08T07:00:00Z");
  expect([invited().length, await outcomes()]).toEqual([1, ["sent", "unknown"]]);

  const { targets } = await sending();
  const placeIds = targets.filter(({ mayRetry }) => mayRetry).map(({ place }) => place.id);
  await deed("POST", "retries", { placeIds });
  await app.work();
  expect([invited(), await outcomes()]).toEqual([
    ["Allmänt", "Ekonomi"],
    ["sent", "sent"],
  ]);
  await expect(deed("POST", "retries", { placeIds })).rejects.toThrow("nothingToRetry");
});

test("the sending of another session, and one that is not there, can't be paused", async () => {
  await organiser.invite(january);
  const { id } = await sending();
  const path = (date: string, one: string) =>
    `/coffee/series/${seriesId}/sessions/${date}/sendings/${encodeURIComponent(one)}/pause`;

  await expect(organiser.ask("POST", path("2027-02-11", id))).rejects.toThrow("unknownSending");
  await expect(organiser.ask("POST", path(january, `${id}x`))).rejects.toThrow("unknownSending");
});
