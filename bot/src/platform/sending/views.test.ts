import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { createDirectory } from "#platform/teams/directory/directory.ts";
import { createPlaces } from "#platform/teams/places.ts";
import { recordedTeams } from "#test/harness/harness.ts";
import { broadcast, monday, placeOf, startSending, tenantId } from "./testing.ts";
import { sendingViews } from "./views.ts";

const { group, id } = broadcast;

test("of many places those that need a person come first, and the progress tells of all", async () => {
  const { engine, views } = await begin();
  engine.gone.add("place 7");
  engine.next.push({ outcome: "blocked" }, { outcome: "unknown" });
  await engine.plan(places(400));
  await engine.work();

  const { state, progress, targets } = await views.one(tenantId, group, id, "sv");

  expect([state, progress.sent, progress.gone, progress.blocked, progress.unknown]).toEqual([
    "done",
    397,
    1,
    1,
    1,
  ]);
  expect(targets).toHaveLength(300);
  expect(targets.map(({ mayRetry }) => mayRetry).lastIndexOf(true)).toBe(2);
});

test("a place is shown by its name and team, and its card by a link", async () => {
  const { engine, views, known } = await begin();
  await known.remember({ ...placeOf("place 0"), name: "Ekonomi", teamName: "Borgå", locale: "fi" });
  await engine.plan(places(2));
  await engine.work();

  const { targets } = await views.one(tenantId, group, id, "sv");

  expect(targets.find(({ place }) => place.id === "place 0")).toEqual({
    place: { id: "place 0", name: "Ekonomi", team: "Borgå", scope: "channel", locale: "fi" },
    outcome: "sent",
    at: monday.toISOString(),
    mayRetry: false,
    link: "https://teams.example/place 0/message-place 0",
  });
  // The bot has been removed from the other one.
  expect(targets.find(({ place }) => place.id === "place 1")).toMatchObject({
    place: { name: "Borttagen kanal eller chatt", team: null },
    link: null,
  });
});

test("a refusal says why, by Teams' code or because the team is archived", async () => {
  const { engine, views, known } = await begin();
  await known.remember({ ...placeOf("place 1"), isArchived: true });
  engine.next.push({ outcome: "blocked", reason: "tooBig" }, { outcome: "blocked" }, { outcome: "blocked" });
  await engine.plan(places(3));
  await engine.work();

  const { targets } = await views.one(tenantId, group, id, "sv");

  const reasons = targets.map(({ place, reason }) => [place.id, reason ?? ""]);
  expect(reasons.filter(([placeId]) => placeId === "place 1")).not.toEqual([["place 1", ""]]);
  expect(reasons.map(([, reason]) => reason).toSorted()).toContain("tooBig");
  expect(targets.every(({ outcome }) => outcome === "blocked")).toBe(true);
});

test("what may be done follows from how far a sending has come", async () => {
  const { engine, views } = await begin();
  const may = async () => (await views.one(tenantId, group, id, "sv")).may;
  await engine.plan(places(1), { at: new Date("2026-11-23T09:00:00Z") });
  expect(await may()).toEqual({ pause: false, resume: false, cancel: true, move: true });

  engine.setTime(new Date("2026-11-23T09:00:00Z"));
  expect(await may()).toEqual({ pause: true, resume: false, cancel: true, move: false });
  await engine.sender.pause(tenantId, id);
  expect(await may()).toEqual({ pause: false, resume: true, cancel: true, move: false });
  await engine.sender.cancel(tenantId, id);
  expect(await may()).toEqual({ pause: false, resume: false, cancel: false, move: false });
});

test("nothing of a cancelled sending may be sent again", async () => {
  const { engine, views } = await begin();
  engine.next.push({ outcome: "blocked" }, { outcome: "later", afterMs: 60_000 });
  await engine.plan(places(2));
  await engine.work();
  await engine.sender.cancel(tenantId, id);

  const { state, targets } = await views.one(tenantId, group, id, "sv");

  expect(state).toBe("cancelled");
  expect(targets.map(({ outcome, mayRetry }) => [outcome, mayRetry]).toSorted()).toEqual([
    ["blocked", false],
    ["cancelled", false],
  ]);
});

test("a sending of another group, or another tenant, is as if there were none", async () => {
  const { engine, views } = await begin();
  await engine.plan(places(1));

  await expect(views.one(tenantId, "surveys|1", id, "sv")).rejects.toThrow("unknownSending");
  await expect(views.one("another", group, id, "sv")).rejects.toThrow("unknownSending");
  expect(await views.list(tenantId, "surveys|1", "sv")).toEqual([]);
  expect(await views.list(tenantId, group, "sv")).toMatchObject([{ id, by: "Anna" }]);
});

const places = (count: number) => Array.from({ length: count }, (_, number) => `place ${number}`);

async function begin() {
  const engine = await startSending();
  const clock = { now: () => monday };
  const known = createPlaces((await openEmbedded(":memory:")).tables, clock);
  const messageLink = ({ id }: { id: string }, messageId: string) =>
    `https://teams.example/${id}/${messageId}`;
  const { messenger } = recordedTeams();
  const directory = createDirectory({ messenger, places: known, clock });
  return {
    engine,
    known,
    views: sendingViews({ sender: engine.sender, places: known, directory, messageLink, clock }),
  };
}
