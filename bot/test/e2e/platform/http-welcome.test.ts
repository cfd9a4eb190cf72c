import { afterEach, beforeEach, expect, test } from "vitest";
import { type HttpApp, httpApp } from "#test/e2e/harness/http-app.ts";
import { anna, channel, group, installed, personal, removed, type Where } from "#test/harness/teams.ts";

/* The bot comes and goes, as Teams tells of it. */

let app: HttpApp;
beforeEach(async () => {
  app = await httpApp();
});
afterEach(() => app.close());

const bot = { id: "28:5d2e8a34-1c6b-4f0a-8e57-90c4b1d7f3a6" };
const tell = (activity: object, where: Where) => app.post(app.teams.activity(activity, anna, where));
const inChannel = (id: string) => ({
  channelData: {
    tenant: { id: anna.tenantId },
    team: { id: channel.id, name: "Kommunnätverket" },
    channel: { id },
  },
});

async function placeIds(): Promise<string[]> {
  const rows = await Array.fromAsync(app.store.tables.open("places").list(anna.tenantId));
  return rows.map(({ rowKey }) => rowKey);
}

test.for([personal, group, channel])(
  "an install in $scope scope is welcomed once, and removed it is forgotten",
  async (where) => {
    // Teams tells of each arrival and departure twice.
    await tell({ type: "conversationUpdate", membersAdded: [bot] }, where);
    await tell(installed, where);

    expect(app.teams.posted()).toHaveLength(1);
    expect(JSON.stringify(app.teams.posted())).toContain("Tack för att du lade till mig.");
    expect(await placeIds()).toEqual([where.id]);

    await tell(removed, where);
    await tell({ type: "conversationUpdate", membersRemoved: [bot] }, where);
    expect(await placeIds()).toEqual([]);
    expect(app.teams.posted()).toHaveLength(1);
  },
);

test("a team is forgotten with all its channels, whichever of them is named; a deleted channel alone", async () => {
  await tell(installed, channel);
  for (const id of ["19:ekonomi@thread.tacv2", "19:skola@thread.tacv2"])
    await tell({ type: "conversationUpdate", ...inChannel(id), membersAdded: [bot] }, channel);
  await tell(installed, group);
  expect(await placeIds()).toHaveLength(4);

  const { channelData } = inChannel("19:skola@thread.tacv2");
  await tell(
    { type: "conversationUpdate", channelData: { ...channelData, eventType: "channelDeleted" } },
    channel,
  );
  expect(await placeIds()).toHaveLength(3);

  await tell({ ...removed, ...inChannel("19:ekonomi@thread.tacv2") }, channel);
  expect(await placeIds()).toEqual([group.id]);
});

test("another member who comes or goes changes nothing", async () => {
  await tell(installed, channel);
  await tell({ type: "conversationUpdate", membersAdded: [{ id: "29:bo" }] }, channel);
  await tell({ type: "conversationUpdate", membersRemoved: [{ id: "29:bo" }] }, channel);

  expect(app.teams.posted()).toHaveLength(1);
  expect(await placeIds()).toEqual([channel.id]);
});
