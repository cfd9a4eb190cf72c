import { beforeEach, expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { anna, bo, channel, chat, recordedTeams } from "#test/harness/harness.ts";
import { type Chats, createChats } from "./chats.ts";
import { createPlaces, type Places } from "./places.ts";

let teams: ReturnType<typeof recordedTeams>;
let places: Places;
let chats: Chats;
const { tenantId } = anna;
const userId = `29:${anna.id}`;

beforeEach(async () => {
  const { tables } = await openEmbedded(":memory:");
  teams = recordedTeams();
  places = createPlaces(tables, { now: () => new Date("2027-01-14T06:30:00Z") });
  chats = createChats(tables, teams.messenger, places);
});

test("the chat where somebody has written to the bot is theirs", async () => {
  await chats.seen(anna, await places.remember(chat));

  expect(await chats.chatWith(tenantId, channel, anna.id, userId)).toEqual(chat);
  expect(await chats.personIn(chat)).toBe(anna.id);
  expect(await chats.chatWith(tenantId, channel, bo.id, `29:${bo.id}`)).toMatchObject({
    id: `a:29:${bo.id}`,
  });
});

test("what is done in a channel, or by somebody of another tenant, makes no chat known", async () => {
  await chats.seen(anna, await places.remember(channel));
  await chats.seen({ ...anna, tenantId: "another" }, await places.remember(chat));

  expect(await chats.chatWith(tenantId, channel, anna.id, userId)).toMatchObject({ id: `a:${userId}` });
});

test("a chat that was made is a place to write to, and is made once", async () => {
  const made = await chats.chatWith(tenantId, channel, anna.id, userId);
  teams.chatless.add(userId);

  expect(await chats.chatWith(tenantId, channel, anna.id, userId)).toEqual(made);
  expect(await places.find(tenantId, made?.id ?? "")).toMatchObject({
    scope: "personal",
    serviceUrl: channel.serviceUrl,
  });
});

test("where Teams refuses there is no chat", async () => {
  teams.chatless.add(userId);

  expect(await chats.chatWith(tenantId, channel, anna.id, userId)).toBeUndefined();
});

test("a chat that the person has removed the bot from is asked for anew", async () => {
  await chats.seen(anna, await places.remember(chat));
  await places.forget(chat);
  teams.chatless.add(userId);

  expect(await chats.chatWith(tenantId, channel, anna.id, userId)).toBeUndefined();
});
