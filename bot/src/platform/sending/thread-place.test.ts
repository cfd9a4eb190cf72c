import { beforeEach, expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { createPlaces, type Places } from "#platform/teams/places.ts";
import { threadIn } from "#platform/teams/thread-place.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { Drawn } from "./sender.ts";
import { broadcast, engine, fakeTeams, monday, placeOf, tenantId } from "./testing.ts";

/* A card goes into a thread of a channel, as a topic's posts do. */

const channel: Place = { ...placeOf("19:natverk@thread.tacv2"), name: "Allmänt", locale: "fi" };
const thread = threadIn(channel.id, "1700000000000");

let places: Places;
let teams: ReturnType<typeof fakeTeams>;
let drawnFor: Place[];
let sending: ReturnType<typeof engine>["sending"];
let work: () => Promise<void>;

beforeEach(async () => {
  const home = await openEmbedded(":memory:");
  const clock = { now: () => monday };
  const failed = (error: unknown) => {
    throw error;
  };
  places = createPlaces(home.tables, clock);
  await places.remember(channel);
  teams = fakeTeams();
  drawnFor = [];
  const made = engine({
    ...home,
    clock,
    sleep: async () => undefined,
    places,
    messenger: teams.messenger,
    failed,
  });
  sending = made.sending;
  const draw = async (_: unknown, place: Place): Promise<Drawn> => {
    drawnFor.push(place);
    return { card: { type: "AdaptiveCard" }, summary: "Ett svar" };
  };
  const messages = new Map([[broadcast.message, draw]]);
  work = async () => {
    for (let isMore = true; isMore; ) {
      isMore = await made.jobs.tick(sending.jobs);
      isMore = (await sending.tick(messages)) || isMore;
    }
  };
});

test("a thread is its channel with an id of its own, and no place that is remembered", async () => {
  expect(await places.find(tenantId, thread)).toEqual({ ...channel, id: thread });
  expect((await places.all(tenantId)).map(({ id }) => id)).toEqual([channel.id]);
});

test.for([
  ["a channel that the bot is not in", threadIn("19:annan@thread.tacv2", "1")],
  ["a thread without its message", `${channel.id};messageid=`],
  ["more than one thread", `${thread};messageid=2`],
])("%s is no thread to post in", async ([, id = ""]) => {
  expect(await places.find(tenantId, id)).toBeUndefined();
});

test("a group chat has no threads", async () => {
  await places.remember({ ...channel, id: "19:lunch@thread.v2", scope: "group" });

  expect(await places.find(tenantId, threadIn("19:lunch@thread.v2", "1"))).toBeUndefined();
});

test("a card is posted into the thread once, however often it is planned, and changed there", async () => {
  for (let times = 0; times < 2; times++) {
    await sending.sender.plan(broadcast, [thread]);
    await work();
  }
  await sending.sender.update(tenantId, broadcast.id);
  await work();

  expect(teams.posted).toEqual({ [thread]: 1 });
  expect(teams.updated).toEqual({ [thread]: 1 });
  expect(await sending.sender.target(tenantId, broadcast.id, thread)).toMatchObject({
    outcome: "sent",
    messageId: `message-${thread}`,
  });
  expect(drawnFor).toEqual([
    { ...channel, id: thread },
    { ...channel, id: thread },
  ]);
});

test("threads of one channel share what Teams takes from a bot in it", async () => {
  await sending.sender.plan(
    broadcast,
    Array.from({ length: 20 }, (_, number) => threadIn(channel.id, `${number}`)),
  );

  await work();

  // Seven a second, and the clock stands still.
  expect(Object.keys(teams.posted)).toHaveLength(7);
});

test("where the channel has gone, so have its threads", async () => {
  await sending.sender.plan(broadcast, [thread]);
  await places.forget(channel);

  await work();

  expect(teams.posted).toEqual({});
  expect(await sending.sender.target(tenantId, broadcast.id, thread)).toMatchObject({ outcome: "gone" });
});
