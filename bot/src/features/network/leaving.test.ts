import { expect, test } from "vitest";
import { createChats } from "#platform/teams/chats.ts";
import type { Person } from "#platform/teams/turn.ts";
import { anna, bo, testApp } from "#test/harness/harness.ts";
import { inNetwork, networked } from "#test/harness/network.ts";
import { networkJobs } from "./jobs.ts";
import { telling } from "./notifications.ts";
import { networkStore } from "./store.ts";

const monday = "2026-11-23T08:00:00Z";

/** The jobs, with whoever is forgotten written down. */
async function stage() {
  const app = await testApp(monday);
  await networked(app, [bo]);
  const { sender, clock } = app;
  const store = networkStore(app.store.tables);
  const forgotten: Person[] = [];
  const chats = createChats(app.store.tables, app.teams.messenger, app.places);
  const jobs = networkJobs({
    store,
    telling: telling({ store, chats, sender, jobs: { add: async () => undefined }, clock }),
    onLeave: async (person) => void forgotten.push(person),
  });
  const { requestId = "" } = (await store.find(bo.tenantId, bo.id)) ?? {};
  const left = () => jobs.left?.({ tenantId: bo.tenantId, personId: bo.id, requestId });
  return { app, left, forgotten };
}

test("what others keep of somebody goes once they have left, and never before", async () => {
  const { app, left, forgotten } = await stage();

  // A crash came between the plan and the leaving.
  await left();
  expect(forgotten).toEqual([]);

  await inNetwork(app, bo).leave();
  await left();
  expect(forgotten.map(({ id }) => id)).toEqual([bo.id]);
});

test("a removal is followed by the same", async () => {
  const { app, left, forgotten } = await stage();

  await inNetwork(app, anna).remove(bo.id);
  await left();

  expect(forgotten.map(({ id }) => id)).toEqual([bo.id]);
});

test("whoever is back before that keeps what is new", async () => {
  const { app, left, forgotten } = await stage();
  await inNetwork(app, bo).leave();
  await inNetwork(app, bo).join();

  // Asking is not being in: what was kept of the member they were goes.
  await left();
  expect(forgotten.map(({ id }) => id)).toEqual([bo.id]);

  for (const { id } of await inNetwork(app, anna).requests()) await inNetwork(app, anna).approve(id);
  await left();
  expect(forgotten).toHaveLength(1);
});
