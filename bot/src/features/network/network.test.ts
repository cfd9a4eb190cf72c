import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key } from "#platform/storage/table.ts";
import {
  anna,
  bo,
  channel,
  memoryKeys,
  respondent,
  stranger,
  type TestApp,
  testApp,
} from "#test/harness/harness.ts";
import { admit, inNetwork, keyOf, networked, outsider, profile } from "#test/harness/network.ts";

const monday = "2026-11-23T08:00:00Z";
/** The store of a replica that is slow to read the row: something comes before. */
function beforeEachRead(store: Store, rowKey: string, run: () => Promise<void>): Store {
  return {
    ...store,
    tables: {
      open<R extends Key>(name: string) {
        const own = store.tables.open<R>(name);
        const get: typeof own.get = async (...key) => {
          if (key[1] === rowKey) await run();
          return own.get(...key);
        };
        return { ...own, get };
      },
    },
  };
}
const there = { name: "NotFound" };

test("who asks to join waits until a coordinator lets them in, and is then listed by name", async () => {
  const app = await testApp(monday);
  await networked(app, []);

  const asked = await inNetwork(app, bo).join({ municipality: "Pargas" });
  expect(asked.standing).toBe("asked");
  expect(asked.may).toEqual({ ask: false, leave: true, invite: false, coordinate: false });
  await expect(inNetwork(app, bo).members()).rejects.toMatchObject(there);

  const [request] = await inNetwork(app, anna).requests();
  expect(request).toMatchObject({ name: "Bo", profile: { municipality: "Pargas" } });
  expect(await inNetwork(app, anna).approve(request?.id ?? "")).toEqual({ requests: [] });

  expect((await inNetwork(app, bo).view()).standing).toBe("member");
  const members = await inNetwork(app, bo).members();
  expect(members.map(({ name, mine, isCoordinator }) => [name, mine, isCoordinator])).toEqual([
    ["Anna", false, true],
    ["Bo", true, false],
  ]);
});

test("asking again only changes what one tells, and neither makes a second request", async () => {
  const app = await testApp(monday);
  await networked(app, []);

  await inNetwork(app, bo).join();
  await inNetwork(app, bo).join({ municipality: "Ingå" });
  const requests = await inNetwork(app, anna).requests();
  expect(requests.map((request) => request.profile.municipality)).toEqual(["Ingå"]);

  await inNetwork(app, anna).approve(requests[0]?.id ?? "");
  const view = await inNetwork(app, bo).join({ municipality: "Sibbo" });
  expect(view).toMatchObject({ standing: "member", members: 2, profile: { municipality: "Sibbo" } });
  expect((await inNetwork(app, anna).view()).requests).toBe(0);
});

test("nothing is kept of whoever is refused, and they may ask again", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  await inNetwork(app, bo).join();
  const [request] = await inNetwork(app, anna).requests();
  const id = request?.id ?? "";

  expect(await inNetwork(app, anna).refuse(id)).toEqual({ requests: [] });
  expect(await inNetwork(app, anna).refuse(id)).toEqual({ requests: [] });
  await expect(inNetwork(app, anna).approve(id)).rejects.toMatchObject({ reason: "unknownRequest" });
  expect(await inNetwork(app, bo).view()).toMatchObject({ standing: "none", profile: null });

  await inNetwork(app, bo).join();
  const [again] = await inNetwork(app, anna).requests();
  expect(again?.id).not.toBe(id);
});

test("who is in can no longer be refused", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  await inNetwork(app, bo).join();
  const [request] = await inNetwork(app, anna).requests();
  await inNetwork(app, anna).approve(request?.id ?? "");

  await expect(inNetwork(app, anna).refuse(request?.id ?? "")).rejects.toMatchObject({
    reason: "alreadyMember",
    values: { name: "Bo" },
  });
});

test("two replicas that let the same person in at once let them in once", async () => {
  const store = await openEmbedded(":memory:");
  const keys = memoryKeys();
  const [one, other] = [await testApp(monday, store, keys), await testApp(monday, store, keys)];
  await networked(one, []);
  await inNetwork(one, bo).join();
  const [request] = await inNetwork(one, anna).requests();

  await Promise.all([one, other].map((app) => inNetwork(app, anna).approve(request?.id ?? "")));

  expect((await inNetwork(other, anna).view()).members).toBe(2);
});

test("who is let in while another replica reads is counted once", async () => {
  const store = await openEmbedded(":memory:");
  const keys = memoryKeys();
  const first = await testApp(monday, store, keys);
  await networked(first, []);
  await inNetwork(first, bo).join();
  const [request] = await inNetwork(first, anna).requests();
  const approve = (app: TestApp) => inNetwork(app, anna).approve(request?.id ?? "");
  let isFirst = true;
  const other = await testApp(
    monday,
    beforeEachRead(store, "counts", async () => {
      if (isFirst) {
        isFirst = false;
        await approve(first);
      }
    }),
    keys,
  );

  await approve(other);

  expect(isFirst).toBe(false);
  const { members, requests } = await inNetwork(first, anna).view();
  expect({ members, requests }).toEqual({ members: 2, requests: 0 });
});

test("of a coordinator's yes and another's no at once, one holds and the counts agree with it", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  await inNetwork(app, anna).setRole(bo.id, true);
  await inNetwork(app, outsider).join();
  const [request] = await inNetwork(app, anna).requests();
  const id = request?.id ?? "";

  await Promise.allSettled([inNetwork(app, anna).approve(id), inNetwork(app, bo).refuse(id)]);

  const { standing } = await inNetwork(app, outsider).view();
  expect(["member", "none"]).toContain(standing);
  const { members, requests } = await inNetwork(app, anna).view();
  expect({ members, requests }).toEqual({ members: standing === "member" ? 3 : 2, requests: 0 });
});

test("an invitation lets ten in and no eleventh, however many come at once", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const key = keyOf(await inNetwork(app, anna).invite());
  const guests = Array.from({ length: 14 }, (_, number) => respondent(number + 1));

  const came = await Promise.allSettled(guests.map((guest) => inNetwork(app, guest).join({}, key)));

  const refused = came.filter(({ status }) => status === "rejected");
  expect(refused.length).toBe(4);
  for (const one of refused) expect(one).toMatchObject({ reason: { reason: "invitationOver" } });
  expect((await inNetwork(app, anna).view()).members).toBe(11);
  expect(await inNetwork(app, bo).ask("GET", `/network/invitations/${key}`)).toEqual({
    valid: false,
    by: null,
  });
});

test("an invitation says who invites, holds for two weeks, and counts nobody twice", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const invitation = await inNetwork(app, anna).invite();
  const key = keyOf(invitation);
  expect(invitation).toMatchObject({ expiresAt: "2026-12-07T08:00:00.000Z", usesLeft: 10 });
  expect(await inNetwork(app, bo).ask("GET", `/network/invitations/${key}`)).toEqual({
    valid: true,
    by: "Anna",
  });
  for (let time = 0; time < 12; time++) await inNetwork(app, bo).join({}, key);
  expect((await inNetwork(app, outsider).join({}, key)).standing).toBe("member");

  await app.at("2026-12-07T08:00:00Z");
  await expect(inNetwork(app, respondent(7)).join({}, key)).rejects.toMatchObject({
    reason: "invitationOver",
  });
});

test("an invitation in another organisation, or an invented one, is none", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const key = keyOf(await inNetwork(app, anna).invite());

  for (const [who, one] of [
    [stranger, key],
    [bo, "x".repeat(100)],
    [bo, "..|#?/\\"],
  ] as const) {
    await expect(inNetwork(app, who).join({}, one)).rejects.toMatchObject({ reason: "invitationOver" });
  }
  expect((await inNetwork(app, stranger).view()).standing).toBe("none");
});

test("who has asked and then gets an invitation is in at once", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const key = keyOf(await inNetwork(app, anna).invite());
  await inNetwork(app, bo).join();

  expect((await inNetwork(app, bo).join({}, key)).standing).toBe("member");
  expect(await inNetwork(app, anna).requests()).toEqual([]);
});

test("members invite only where the settings let them, and their invitations end with their membership", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  await expect(inNetwork(app, bo).invite()).rejects.toMatchObject(there);

  const settings = { about: { sv: "Hej", fi: "Hei", en: "Hi" }, membersInvite: true, channelIds: [] };
  await inNetwork(app, anna).ask("PUT", "/network/settings", settings);
  expect((await inNetwork(app, bo).view()).may.invite).toBe(true);
  const key = keyOf(await inNetwork(app, bo).invite());

  await inNetwork(app, bo).leave();
  await expect(inNetwork(app, outsider).join({}, key)).rejects.toMatchObject({ reason: "invitationOver" });
});

test("an invitation holds only while whoever made it may invite", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  const about = { sv: "", fi: "", en: "" };
  const membersInvite = (yes: boolean) =>
    inNetwork(app, anna).ask("PUT", "/network/settings", { about, membersInvite: yes, channelIds: [] });
  const holds = async (key: string) =>
    (await inNetwork(app, outsider).ask<{ valid: boolean }>("GET", `/network/invitations/${key}`)).valid;
  await membersInvite(true);
  const key = keyOf(await inNetwork(app, bo).invite());
  expect(await holds(key)).toBe(true);

  await membersInvite(false);
  expect(await holds(key)).toBe(false);
  await expect(inNetwork(app, outsider).join({}, key)).rejects.toMatchObject({ reason: "invitationOver" });
  await inNetwork(app, anna).setRole(bo.id, true);
  expect(await holds(key)).toBe(true);
  await inNetwork(app, anna).setRole(bo.id, false);
  expect(await holds(key)).toBe(false);
});

test("a group chat has no threads: it can get the card, but is no channel of the network", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  const group = { ...channel, id: "19:grupp@thread.v2", scope: "group" as const, name: "Grupp" };
  for (const place of [channel, group]) await app.places.remember(place);
  const own = (channelIds: string[]) =>
    inNetwork(app, anna).ask("PUT", "/network/settings", {
      about: { sv: "", fi: "", en: "" },
      membersInvite: true,
      channelIds,
    });
  await expect(own([channel.id, group.id])).rejects.toMatchObject({ reason: "unknownPlace" });
  expect(await own([channel.id])).toMatchObject({ channels: [{ id: channel.id }] });
  const card = { id: crypto.randomUUID(), placeIds: [group.id] };
  await inNetwork(app, anna).ask("POST", "/network/card", card);
  await app.work();
  expect(app.teams.sent.map(({ place }) => place.id)).toContain(group.id);
});

test("the last coordinator stays one, unless an administrator says otherwise", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);

  await expect(inNetwork(app, anna).setRole(anna.id, false)).rejects.toMatchObject({
    reason: "lastCoordinator",
  });
  await inNetwork(app, anna).setRole(bo.id, true);
  await inNetwork(app, anna).setRole(anna.id, false);
  expect((await inNetwork(app, anna).view()).standing).toBe("member");
  await inNetwork(app, anna, ["Admin"]).setRole(bo.id, false);
  expect((await inNetwork(app, anna, ["Admin"]).view()).standing).toBe("coordinator");
});

test("of two last coordinators who step down at once, one stays", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  await inNetwork(app, anna).setRole(bo.id, true);

  const stepped = await Promise.allSettled([
    inNetwork(app, anna).setRole(anna.id, false),
    inNetwork(app, bo).setRole(bo.id, false),
  ]);

  expect(stepped.filter(({ status }) => status === "fulfilled").length).toBe(1);
});

test("who leaves is gone, and may come back", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);

  const left = await inNetwork(app, bo).leave();
  expect(left).toMatchObject({ standing: "none", profile: null, members: 1 });
  expect((await inNetwork(app, bo).leave()).members).toBe(1);
  await app.work();
  expect((await inNetwork(app, anna).members()).map(({ name }) => name)).toEqual(["Anna"]);

  await admit(app, bo);
  expect((await inNetwork(app, bo).view()).standing).toBe("member");
});

test("a member whom a coordinator removes is gone, and who only asks is not removed that way", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  await inNetwork(app, outsider).join();

  await inNetwork(app, anna).remove(bo.id);
  await inNetwork(app, anna).remove(bo.id);
  await inNetwork(app, anna).remove(outsider.id);

  expect((await inNetwork(app, bo).view()).standing).toBe("none");
  expect((await inNetwork(app, outsider).view()).standing).toBe("asked");
  expect((await inNetwork(app, anna).view()).members).toBe(1);
});

test("members are listed in pages, in the order of Swedish and Finnish", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const names = [
    "Öa",
    "Äsa",
    "Åke",
    "Zoe",
    "é Bea",
    "bo",
    ...Array.from({ length: 50 }, (_, at) => `M ${100 + at}`),
  ];
  for (const [at, name] of names.entries()) await admit(app, { ...respondent(at + 1), name });

  const seen: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page = await app.ask(anna, [], "GET", `/network/members?after=${encodeURIComponent(after)}`);
    const { members, next } = page as { members: { name: string }[]; next: string | null };
    expect(members.length).toBeLessThanOrEqual(50);
    seen.push(...members.map(({ name }) => name));
    after = next;
  }

  expect(seen.length).toBe(57);
  expect([...seen.slice(0, 4), ...seen.slice(-4)]).toEqual([
    "Anna",
    "bo",
    "é Bea",
    "M 100",
    "Zoe",
    "Åke",
    "Äsa",
    "Öa",
  ]);
});

test.for([
  ["GET", "/network/members"],
  ["POST", "/network/invitations"],
  ["GET", "/network/requests"],
  ["POST", "/network/requests/x/approval"],
  ["POST", "/network/requests/x/refusal"],
  ["DELETE", `/network/members/${bo.id}`],
  ["PUT", `/network/members/${bo.id}/role`],
  ["PUT", "/network/settings"],
  ["GET", "/network/places"],
  ["POST", "/network/card"],
  ["GET", "/network/card/sendings"],
] as const)("%s %s is for nobody outside, and members alone do nothing but look", async ([method, path]) => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  const inputs: Record<string, unknown> = {
    "/network/settings": { about: { sv: "", fi: "", en: "" }, membersInvite: false, channelIds: [] },
    "/network/card": { id: crypto.randomUUID(), placeIds: ["x"] },
  };
  const input = inputs[path] ?? { coordinator: true };
  await inNetwork(app, respondent(5)).join();

  for (const who of [outsider, respondent(5), stranger])
    await expect(inNetwork(app, who).ask(method, path, input)).rejects.toMatchObject(there);
  if (path !== "/network/members")
    await expect(inNetwork(app, bo).ask(method, path, input)).rejects.toMatchObject(there);
  expect((await inNetwork(app, bo).view()).standing).toBe("member");
});

test("a coordinator of one organisation has no say in another", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  await inNetwork(app, bo).join();
  const [request] = await inNetwork(app, anna).requests();
  const elsewhere = inNetwork(app, stranger, ["Admin"]);

  await expect(elsewhere.approve(request?.id ?? "")).rejects.toMatchObject({ reason: "unknownRequest" });
  await elsewhere.refuse(request?.id ?? "");
  expect(await elsewhere.members()).toEqual([]);
  expect(await inNetwork(app, anna).requests()).toHaveLength(1);
});

test("outside one reads what the network says of itself, and nothing of its people or channels", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  const about = { sv: "Vi översätter.", fi: "Me käännämme.", en: "We translate." };
  const unknown = { about, membersInvite: false, channelIds: ["19:x@thread.tacv2"] };
  await expect(inNetwork(app, anna).ask("PUT", "/network/settings", unknown)).rejects.toMatchObject({
    reason: "unknownPlace",
  });
  await inNetwork(app, anna).ask("PUT", "/network/settings", { ...unknown, channelIds: [] });

  expect(await inNetwork(app, outsider).view()).toEqual({
    standing: "none",
    profile: null,
    about,
    members: 2,
    requests: 0,
    channels: [],
    membersInvite: false,
    fields: expect.anything(),
    may: { ask: true, leave: false, invite: false, coordinate: false },
  });
});

test("what people tell of themselves has its limits", async () => {
  const app = await testApp(monday);
  for (const wrong of [
    { municipality: "  " },
    { reads: [] },
    { translates: [{ from: "sv", to: "sv" }] },
    { about: "x".repeat(501) },
  ] as const)
    await expect(
      inNetwork(app, bo).ask("PUT", "/network/membership", { profile: { ...profile, ...wrong } }),
    ).rejects.toThrow();
  expect((await inNetwork(app, bo).view()).standing).toBe("none");
});
