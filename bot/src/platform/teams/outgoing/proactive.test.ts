import { afterEach, beforeEach, expect, test } from "vitest";
import type { Card, Place } from "#platform/teams/turn.ts";
import {
  anna,
  bo,
  botId,
  type Conduct,
  channel,
  type FakeTeams,
  fakeTeams,
  tenantId,
  unpaced,
} from "#test/harness/teams.ts";
import { connectors } from "./connector.ts";
import { createMessenger } from "./proactive.ts";
import { serviceUrlsFrom } from "./service-url.ts";

let teams: FakeTeams;
let time: number;

beforeEach(async () => {
  teams = await fakeTeams();
  time = Date.parse("2026-11-22T10:00:00Z");
});
afterEach(() => teams.close());

const card: Card = { type: "AdaptiveCard", version: "1.5", body: [] };
const waitMs = 150;

const messenger = (pace = teams.settings.pace, refused?: (answer: string) => void) =>
  createMessenger(
    connectors(teams.settings.credentials, waitMs),
    serviceUrlsFrom(teams.settings.serviceUrls),
    botId,
    pace,
    () => time,
    waitMs + 100,
    refused,
  );

const place = (): Place => ({
  tenantId,
  id: channel.id,
  scope: "channel",
  serviceUrl: teams.serviceUrl,
  name: "Allmänt",
});

test("a card is posted into the place, with its summary", async () => {
  const delivery = await messenger().send(place(), card, "En ny enkät");

  expect(delivery).toEqual({ outcome: "sent", messageId: "message-1" });
  expect(teams.posted()).toMatchObject([
    {
      method: "POST",
      authorization: "Bearer the-bots-token",
      body: { summary: "En ny enkät", attachments: [{ content: card }] },
    },
  ]);
});

test("whatever asks Teams looks at the clock where it leaves, and says when it has left", async () => {
  const told: string[] = [];
  const { send, update, members, isMember } = messenger({
    ...unpaced,
    leave: async (tenant) => () => void told.push(tenant),
  });

  await send(place(), card, "");
  await update(place(), "message-1", card, "");
  await members(place(), 10);
  await isMember(place(), place().id, anna.id);

  expect(teams.recorded).toHaveLength(4);
  expect(told).toEqual([tenantId, tenantId, tenantId, tenantId]);
});

test("a posted card is changed in place", async () => {
  const delivery = await messenger().update(place(), "17", card, "Enkäten är stängd");

  expect(delivery).toMatchObject({ outcome: "sent" });
  expect(teams.posted()).toMatchObject([{ method: "PUT", body: { id: "17", summary: "Enkäten är stängd" } }]);
});

test.for<[Conduct, object]>([
  [{ status: 200 }, { outcome: "sent", messageId: "message-1" }],
  [
    { status: 429, headers: { "retry-after": "7" } },
    { outcome: "later", afterMs: 7_000 },
  ],
  [{ status: 429 }, { outcome: "later", afterMs: 2_000 }],
  [{ status: 401 }, { outcome: "later", afterMs: 30_000, unreached: true }],
  [{ status: 403 }, { outcome: "blocked" }],
  [{ status: 400 }, { outcome: "blocked", reason: "notAccepted" }],
  [{ status: 413 }, { outcome: "blocked", reason: "tooBig" }],
  [{ status: 404 }, { outcome: "gone" }],
  [{ status: 408 }, { outcome: "unknown" }],
  [{ status: 412 }, { outcome: "later", afterMs: 2_000, unreached: true, busy: true }],
  [{ status: 500 }, { outcome: "unknown" }],
  [{ status: 502 }, { outcome: "unknown" }],
  [{ status: 503, headers: { "retry-after": "1" } }, { outcome: "unknown" }],
  [{ accept: "reset" }, { outcome: "unknown" }],
  [{ accept: "hang" }, { outcome: "unknown" }],
])("a connector that answers %o is asked once, and the outcome is %o", async ([conduct, outcome]) => {
  teams.next(conduct);

  expect(await messenger().send(place(), card, "En ny enkät")).toEqual(outcome);
  expect(teams.posted()).toHaveLength(1);
});

const codes = {
  BotNotInConversationRoster: "notInstalled",
  ForbiddenOperationException: "notInstalled",
  ConversationBlockedByUser: "blockedByUser",
  BotDisabledByAdmin: "disabledByAdmin",
  NotEnoughPermissions: "notPermitted",
  InvalidBotApiHost: "wrongAddress",
};

test.for(Object.entries(codes))(
  "Teams' code %s is the reason %s, and stands in the log",
  async ([code, reason]) => {
    const told: string[] = [];
    teams.next({ status: 403, error: { code, message: "No." } });

    expect(await messenger(unpaced, (answer) => void told.push(answer)).send(place(), card, "")).toEqual({
      outcome: "blocked",
      reason,
    });
    expect(told).toEqual([`403 ${code}`]);
  },
);

test("a subcode is read before its code, and what Teams says in words alone of an archived team", async () => {
  teams.next(
    {
      status: 403,
      error: { code: "Forbidden", message: "No.", innerHttpError: { code: "MessageWritesBlocked" } },
    },
    { status: 403, error: { code: "Forbidden", message: "The team is archived." } },
  );

  expect(await messenger().send(place(), card, "")).toEqual({ outcome: "blocked", reason: "blockedByUser" });
  expect(await messenger().send(place(), card, "")).toEqual({ outcome: "blocked", reason: "archived" });
});

test("a code that is none of Teams' stays out of the log", async () => {
  const told: string[] = [];
  teams.next({ status: 403, error: { code: "Anna wrote this", message: "No." } });

  await messenger(unpaced, (answer) => void told.push(answer)).send(place(), card, "");

  expect(told).toEqual(["403 other code"]);
});

test("a redirect is not followed", async () => {
  teams.next({ status: 307, headers: { location: `${teams.origin}/teams/elsewhere` } });

  expect(await messenger().send(place(), card, "En ny enkät")).toEqual({ outcome: "unknown" });
  expect(teams.posted()).toHaveLength(1);
});

test("a connector that nobody answers at has posted nothing", async () => {
  await teams.close();

  expect(await messenger().send(place(), card, "En ny enkät")).toEqual({
    outcome: "later",
    afterMs: 30_000,
    unreached: true,
  });
});

test("a stored address that is no longer allowed is not called", async () => {
  const elsewhere = { ...place(), serviceUrl: `${teams.origin}/other/` };

  expect(await messenger().send(elsewhere, card, "En ny enkät")).toEqual({ outcome: "blocked" });
  expect(await messenger().members(elsewhere, 10)).toBeUndefined();
  expect(teams.recorded).toEqual([]);
});

test("the members of a thread are its channel's", async () => {
  const thread = { ...place(), id: `${channel.id};messageid=1700000000000` };

  expect(await messenger().members(thread, 10)).toHaveLength(2);
  expect(decodeURIComponent(teams.recorded[0]?.path ?? "")).toContain(`${channel.id}/pagedmembers`);
});

test("members come page by page, no more than are wanted", async () => {
  teams.setMembers(
    Array.from({ length: 1_200 }, (_, n) => ({ id: `29:${n}`, objectId: `id-${n}`, name: `N${n}` })),
  );

  expect(await messenger().members(place(), 5_000)).toHaveLength(1_200);
  expect(await messenger().members(place(), 700)).toHaveLength(700);
  expect(teams.recorded).toHaveLength(3 + 2);
});

test("members are undefined where Teams does not tell", async () => {
  teams.next({ status: 403 });

  expect(await messenger().members(place(), 10)).toBeUndefined();
});

test("a membership is asked of Teams once in five minutes", async () => {
  const asking = messenger();

  expect(await asking.isMember(place(), channel.id, anna.id)).toBe(true);
  teams.setMembers([]);
  expect(await asking.isMember(place(), channel.id, anna.id)).toBe(true);
  time += 5 * 60_000;
  expect(await asking.isMember(place(), channel.id, anna.id)).toBe(false);
  expect(teams.recorded).toHaveLength(2);
});

test("a membership that can't be asked about is an error, and never a yes", async () => {
  teams.next({ status: 503 });

  await expect(messenger().isMember(place(), channel.id, bo.id)).rejects.toThrow();
});

test("a personal chat is made with somebody whom the bot has met", async () => {
  expect(await messenger().chat(place(), anna.userId)).toBe(`a:${anna.userId}`);

  expect(teams.posted()).toMatchObject([
    { body: { isGroup: false, bot: { id: `28:${botId}` }, members: [{ id: anna.userId }], tenantId } },
  ]);
});

test.for([400, 403, 404])("where Teams answers %i there is no chat", async (status) => {
  teams.next({ status });

  expect(await messenger().chat(place(), anna.userId)).toBeUndefined();
});

test("whether there is a chat is not known where Teams does not answer", async () => {
  teams.next({ status: 503 });

  await expect(messenger().chat(place(), anna.userId)).rejects.toThrow();
});

test.for([
  ["https://smba.trafficmanager.net/emea/", true],
  ["https://smba.trafficmanager.net/de/3c9d1f52-7a48-4a51-9d1e-5b0f8e6a2c10/", true],
  ["https://smba.trafficmanager.net", true],
  ["http://smba.trafficmanager.net/emea/", false],
  ["https://smba.trafficmanager.net.evil.example/", false],
  ["https://smba.trafficmanager.net@evil.example/", false],
  ["https://smba.trafficmanager.net:8443/emea/", false],
  ["https://SMBA.trafficmanager.net/emea/", false],
  ["https://smba.infra.gcc.teams.microsoft.com/other", false],
  ["https://smba.infra.gcc.teams.microsoft.com/gcc", true],
  ["https://smba.infra.gcc.teams.microsoft.com/gcc/../other", false],
  ["https://smba.infra.gcc.teams.microsoft.com/gcc-evil/", false],
  ["https://smba.trafficmanager.net/emea/?to=evil", false],
  ["http://169.254.169.254/metadata", false],
  ["http://127.0.0.1:3978/", false],
  ["smba.trafficmanager.net", false],
  ["", false],
] as const)("%s is an address of Teams: %s", ([serviceUrl, allowed]) => {
  const isServiceUrl = serviceUrlsFrom([
    "https://smba.trafficmanager.net/",
    "https://smba.infra.gcc.teams.microsoft.com/gcc",
  ]);

  expect(isServiceUrl(serviceUrl)).toBe(allowed);
});
