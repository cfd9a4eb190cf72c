import { beforeEach, expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { bo, channel, chat, otherChannel, recordedTeams, stranger } from "#test/harness/harness.ts";
import { createChats } from "./chats.ts";
import { createMemberships, type Memberships, rosterOf } from "./memberships.ts";
import { createPlaces, type Places } from "./places.ts";
import { threadIn } from "./thread-place.ts";
import type { Place } from "./turn.ts";

/* Who is where. Of each channel of one team: what Teams is asked, and how often. */

let teams: ReturnType<typeof recordedTeams>;
let places: Places;
let memberships: Memberships;
let chats: ReturnType<typeof createChats>;
let asked: string[];

const team = channel.teamId ?? "";
const own = (id: string, channelType?: Place["channelType"]): Place => {
  const { channelType: _, ...place } = channel;
  return { ...place, id: `19:${id}@thread.tacv2`, ...(channelType && { channelType }) };
};
const personOf = ({ id, name } = bo) => ({ id, userId: `29:${id}`, name });

beforeEach(async () => {
  const { tables } = await openEmbedded(":memory:");
  teams = recordedTeams();
  asked = [];
  const { isMember } = teams.messenger;
  const messenger = {
    ...teams.messenger,
    isMember: (...given: Parameters<typeof isMember>) => {
      asked.push(given[1]);
      return teams.messenger.isMember(...given);
    },
  };
  places = createPlaces(tables, { now: () => new Date("2027-01-14T06:30:00Z") });
  chats = createChats(tables, messenger, places);
  memberships = createMemberships({ messenger, places, chats });
});

test.for([
  ["standard", team],
  ["private", "19:secret@thread.tacv2"],
  ["shared", "19:secret@thread.tacv2"],
  [undefined, "19:secret@thread.tacv2"],
] as const)("who is in a channel whose type is %s is asked of %s", async ([type, roster]) => {
  const place = own("secret", type);

  expect(rosterOf(place)).toBe(roster);
  expect(rosterOf({ ...place, id: threadIn(place.id, "1700") })).toBe(roster);
});

test("who is in the team alone is in none of its private, shared and unknown channels", async () => {
  teams.members.set(team, [personOf()]);
  const all = [own("a", "private"), own("b", "shared"), own("c"), own("d", "standard")];
  for (const place of all) await places.remember(place);

  expect(await memberships.among(all, { ...bo })).toEqual([own("d", "standard")]);
  expect(await memberships.isInOne([own("a").id, own("b").id, own("c").id], { ...bo })).toBe(false);
});

test("who is in a shared channel and not in its team is in that channel", async () => {
  const place = own("shared", "shared");
  teams.members.set(place.id, [personOf()]);
  for (const each of [place, channel]) await places.remember(each);

  expect(await memberships.among([place, channel], { ...bo })).toEqual([place]);
});

test("a channel whose type is once told keeps it, and a new type is taken", async () => {
  await places.remember(own("x", "private"));
  await places.remember({ ...own("x"), name: "Nytt namn" });
  expect(await places.find(bo.tenantId, own("x").id)).toMatchObject({
    channelType: "private",
    name: "Nytt namn",
  });

  await places.remember(own("x", "shared"));
  expect(await places.find(bo.tenantId, own("x").id)).toMatchObject({ channelType: "shared" });
});

test("of a hundred standard channels of one team Teams is asked once, and again for the next request only", async () => {
  const all = Array.from({ length: 100 }, (_, at) => own(`s${at}`, "standard"));
  for (const place of all) await places.remember(place);
  const ids = all.map(({ id }) => id);
  const request = { ...bo };

  await Promise.all([memberships.isInOne(ids, request), memberships.among(all, request)]);
  await memberships.isInOne(ids.toReversed(), request);
  expect(asked).toEqual([team]);

  teams.members.set(team, [personOf()]);
  expect(await memberships.isInOne(ids, request)).toBe(false);
  expect(await memberships.isInOne(ids, { ...bo })).toBe(true);
  expect(asked).toEqual([team, team]);
});

test("each place is read once for a request, however many surveys or series lie there", async () => {
  const all = Array.from({ length: 30 }, (_, at) => own(`r${at}`, "private"));
  for (const place of all) await places.remember(place);
  let reads = 0;
  const counted = {
    find: (...of: Parameters<Places["find"]>) => {
      reads += 1;
      return places.find(...of);
    },
  };
  const counting = createMemberships({ messenger: teams.messenger, places: counted, chats });
  const request = { ...bo };

  for (let survey = 0; survey < 5; survey++)
    await counting.isInOne(
      all.map(({ id }) => id),
      request,
    );
  expect(reads).toBe(30);
});

test("the last of many conversations is found, eight of them asked at a time", async () => {
  const all = Array.from({ length: 60 }, (_, at) => own(`p${at}`, "private"));
  for (const place of all) await places.remember(place);
  teams.members.set(all.at(-1)?.id ?? "", [personOf()]);
  let underWay = 0;
  let most = 0;
  const { isMember } = teams.messenger;
  teams.messenger.isMember = async (...given) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay -= 1;
    return isMember(...given);
  };

  expect(
    await memberships.isInOne(
      all.map(({ id }) => id),
      { ...bo },
    ),
  ).toBe(true);
  expect(most).toBe(8);
});

test("what fails is a no, and what hangs is one in time, for all that one person wants to see", async () => {
  const all = Array.from({ length: 40 }, (_, at) => own(`h${at}`, "private"));
  for (const place of all) await places.remember(place);
  const ids = all.map(({ id }) => id);
  teams.messenger.isMember = () => Promise.reject(new Error("unreachable"));
  expect(await memberships.isInOne(ids, { ...bo })).toBe(false);

  teams.messenger.isMember = () => new Promise(() => undefined);
  const from = performance.now();
  const request = { ...bo };
  const many = Array.from({ length: 140 }, (_, at) => own(`m${at}`, "private"));
  for (const place of many) await places.remember(place);
  const answers = await Promise.all([
    memberships.isInOne(
      many.map(({ id }) => id),
      request,
    ),
    ...ids.map((id) => memberships.isInOne([id], request)),
    memberships.among(all, request).then((found) => found.length > 0),
  ]);
  expect(answers).toEqual(answers.map(() => false));
  expect(performance.now() - from).toBeLessThan(6_000);
});

test("a personal chat is its person's, and nobody else's", async () => {
  await chats.seen(bo, await places.remember(chat));
  const others = { ...chat, id: "a:another" };
  await places.remember(others);

  expect(await memberships.among([chat, others, otherChannel], { ...bo })).toEqual([chat]);
  expect(asked).toEqual([team]);
  expect(await memberships.isIn(chat, { ...bo })).toBe(true);
  expect(await memberships.isIn(others, { ...bo })).toBe(false);
  expect(await memberships.isIn(chat, stranger)).toBe(false);
});
