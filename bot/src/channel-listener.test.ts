import { expect, test } from "vitest";
import { askedByBo, cecilia, forumApp, topicId } from "#test/harness/forum.ts";
import { anna, channel } from "#test/harness/harness.ts";
import { inNetwork } from "#test/harness/network.ts";
import { openEmbedded } from "./platform/storage/sqlite/embedded.ts";
import type { Store } from "./platform/storage/store.ts";
import type { Key, Table } from "./platform/storage/table.ts";

/** A store whose reads fail while it is told to. */
async function ailing() {
  const home = await openEmbedded(":memory:");
  const health = { fails: false };
  const open = <R extends Key>(name: string): Table<R> => {
    const table = home.tables.open<R>(name);
    const get: typeof table.get = async (...key) => {
      if (health.fails) throw new Error("The store is away.");
      return table.get(...key);
    };
    return { ...table, get };
  };
  const store: Store = { ...home, tables: { ...home.tables, open } };
  return { store, health };
}

/** Bo's topic stands in the channel; Cecilia answers in its thread while the store is away. */
async function answeredInVain() {
  const { store, health } = await ailing();
  const app = await forumApp(store);
  await app.places.remember(channel);
  const about = { sv: "", fi: "", en: "" };
  const settings = { about, membersInvite: true, channelIds: [channel.id] };
  await inNetwork(app, anna).ask("PUT", "/network/settings", settings);
  const { bo } = await askedByBo(app);
  await bo.deed("POST", "channels", { placeId: channel.id });
  for (const minute of ["01", "02", "03"]) await app.at(`2026-11-23T08:${minute}:00Z`);
  const threadId = app.teams.sent.find(({ place }) => place.id === channel.id)?.messageId ?? "";

  health.fails = true;
  const answer = { messageId: "77", threadId, text: "Samkommun.", person: cecilia };
  await expect(app.overhear(answer)).rejects.toThrow("away");
  health.fails = false;
  return { app, texts: async () => (await bo.topic(topicId, "from=1")).page.map(({ text }) => text) };
}

test("what is said while the store is away is heard when it is back", async () => {
  const { app, texts } = await answeredInVain();

  await app.work();

  expect((await texts()).at(-1)).toBe("Samkommun.");
});

test("what could not be heard for an hour is given up, and its words are kept nowhere", async () => {
  const { app, texts } = await answeredInVain();

  await app.at("2026-11-23T09:06:00Z");

  expect(await texts()).toHaveLength(1);
  expect(await Array.fromAsync(app.store.tables.open("parked").list("parked"))).toEqual([]);
});
