import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Reason, Unauthorised } from "#platform/auth/signed-in.ts";
import { createIssuer, type Issuer } from "#platform/local/issuer.ts";
import {
  anna,
  botId,
  channel,
  type FakeTeams,
  fakeTeams,
  group,
  personal,
  pressed,
  said,
} from "#test/harness/teams.ts";
import { createGate, type Gate } from "./gate.ts";

let teams: FakeTeams;
let gate: Gate;
let stranger: Issuer;

beforeAll(async () => {
  teams = await fakeTeams();
  gate = createGate(teams.settings);
  stranger = await createIssuer();
});
afterAll(() => teams.close());

const hour = 3_600;
const now = () => Math.floor(Date.now() / 1000);
const foreignTenant = "99999999-9999-4999-8999-999999999999";

test.for([personal, group, channel])("an activity that Teams has signed passes in $scope", async (where) => {
  const activity = teams.activity(said("hej"), anna, where);

  expect(await gate.check(await teams.authorization(), activity)).toMatchObject({ text: "hej" });
});

const badTokens: [string, () => Promise<string | undefined> | string | undefined][] = [
  ["no header", () => undefined],
  ["no token", () => "Bearer "],
  ["another scheme", () => "Basic YW5uYTphbm5h"],
  ["junk", () => "Bearer a.b.c"],
  ["alg none", () => `Bearer ${part({ alg: "none", kid: "k" })}.${part(claims())}.x`],
  ["HS256", () => hs256()],
  ["a key of somebody else", () => teams.authorization({}, stranger)],
  [
    "a known key id, signed by somebody else",
    async () => `Bearer ${await stranger.sign(claims(), { kid: await kid() })}`,
  ],
  ["another issuer", () => teams.authorization({ iss: "https://sts.windows.net/evil/" })],
  ["another audience", () => teams.authorization({ aud: foreignTenant })],
  ["several audiences", () => teams.authorization({ aud: [botId, foreignTenant] })],
  ["expired", () => teams.authorization({ exp: now() - hour })],
  ["no exp", () => teams.authorization({ exp: undefined })],
  ["no nbf", () => teams.authorization({ nbf: undefined })],
  ["not yet valid", () => teams.authorization({ nbf: now() + hour })],
  ["no serviceurl", () => teams.authorization({ serviceurl: undefined })],
  ["another serviceurl", () => teams.authorization({ serviceurl: "https://smba.trafficmanager.net/emea/" })],
  [
    "the emulator's way: a token of any tenant for and by the bot",
    () =>
      teams.authorization({
        iss: `https://login.microsoftonline.com/${foreignTenant}/v2.0`,
        tid: foreignTenant,
        azp: botId,
        ver: "2.0",
        serviceurl: undefined,
      }),
  ],
  ["6 KB of token", () => teams.authorization({ padding: "x".repeat(4_500) })],
];

test.for(badTokens)("a token is refused: %s", async ([, authorization]) => {
  await expect(gate.check(await authorization(), teams.activity(said("hej")))).rejects.toThrow(Unauthorised);
});

test.for<[string, Reason, (activity: ReturnType<FakeTeams["activity"]>) => object]>([
  ["another channel", "channel", (activity) => ({ ...activity, channelId: "webchat" })],
  ["no serviceUrl", "activity", ({ serviceUrl, ...activity }) => activity],
  [
    "another serviceUrl",
    "service address",
    (activity) => ({ ...activity, serviceUrl: "https://evil.example/" }),
  ],
  [
    "a foreign tenant",
    "tenant",
    (activity) => ({ ...activity, conversation: { ...activity.conversation, tenantId: foreignTenant } }),
  ],
  [
    "no tenant",
    "tenant",
    (activity) => ({
      ...activity,
      conversation: { id: "a:1", conversationType: "personal" },
      channelData: {},
    }),
  ],
  [
    "no tenant but a foreign one in its channel data",
    "tenant",
    (activity) => ({
      ...activity,
      conversation: { id: "a:1", conversationType: "personal" },
      channelData: { tenant: { id: foreignTenant } },
    }),
  ],
  ["two tenants", "tenant", (activity) => ({ ...activity, channelData: { tenant: { id: foreignTenant } } })],
  ["no person", "person", (activity) => ({ ...activity, from: { id: "29:anna" } })],
  [
    "a person that is no GUID",
    "person",
    (activity) => ({ ...activity, from: { id: "29:anna", aadObjectId: "anna" } }),
  ],
  ["no conversation", "activity", ({ conversation, ...activity }) => activity],
  ["a list", "activity", () => [1]],
])("an activity is refused although its token is good: %s", async ([, cause, spoil]) => {
  const activity = spoil(teams.activity(pressed("surveys/answer")));

  await expect(gate.check(await teams.authorization(), activity)).rejects.toThrow(new Unauthorised(cause));
});

test.for([group, channel])(
  "somebody of another organisation may act in our $scope, and nobody in theirs",
  async (where) => {
    const ours = {
      ...teams.activity(said("hej"), anna, where),
      channelData: { tenant: { id: foreignTenant } },
    };
    const theirs = { ...ours, conversation: { ...ours.conversation, tenantId: foreignTenant } };

    expect(await gate.check(await teams.authorization(), ours)).toMatchObject({ text: "hej" });
    await expect(gate.check(await teams.authorization(), theirs)).rejects.toThrow(new Unauthorised("tenant"));
  },
);

test("a personal chat may leave the tenant out of its channel data; a team may not", async () => {
  const { channelData, ...inPerson } = teams.activity(said("hej"));
  const { channelData: _, ...inTeam } = teams.activity(said("hej"), anna, channel);

  expect(await gate.check(await teams.authorization(), inPerson)).toMatchObject({ text: "hej" });
  await expect(gate.check(await teams.authorization(), inTeam)).rejects.toThrow(Unauthorised);
});

test("a tenant that only the channel data gives is the conversation's", async () => {
  const { conversation, ...rest } = teams.activity(said("hej"));
  const { tenantId, ...withoutTenant } = conversation;

  expect(
    await gate.check(await teams.authorization(), { ...rest, conversation: withoutTenant }),
  ).toMatchObject({
    conversation: { tenantId },
  });
});

test("a serviceUrl that is not on the list is refused even when the token vouches for it, and is never called", async () => {
  let calls = 0;
  const elsewhere = createServer(() => {
    calls += 1;
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const serviceUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  const authorization = await teams.authorization({ serviceurl: serviceUrl });

  await expect(gate.check(authorization, { ...teams.activity(said("hej")), serviceUrl })).rejects.toThrow(
    Unauthorised,
  );

  expect(calls).toBe(0);
  elsewhere.close();
});

test("a token that was verified once is still bound to its serviceUrl", async () => {
  const authorization = await teams.authorization();
  await gate.check(authorization, teams.activity(said("hej")));

  const moved = { ...teams.activity(said("hej")), serviceUrl: `${teams.serviceUrl}other/` };

  await expect(gate.check(authorization, moved)).rejects.toThrow(Unauthorised);
});

test("a verified token stops being good when it expires", async () => {
  let time = Date.now();
  const aged = createGate(teams.settings, () => time);
  const authorization = await teams.authorization();
  await aged.check(authorization, teams.activity(said("hej")));

  time += 2 * hour * 1000;

  await expect(aged.check(authorization, teams.activity(said("hej")))).rejects.toThrow(Unauthorised);
});

test("forged key ids cause one request to the issuer a minute", async () => {
  let time = Date.now();
  const watched = createGate(teams.settings, () => time);
  await watched.check(await teams.authorization(), teams.activity(said("hej")));
  const before = teams.metadataReads();

  for (let n = 0; n < 20; n += 1)
    await watched.check(await forged(n), teams.activity(said("hej"))).catch(() => undefined);
  expect(teams.metadataReads()).toBe(before);

  time += 61_000;
  for (let n = 0; n < 20; n += 1)
    await watched.check(await forged(n), teams.activity(said("hej"))).catch(() => undefined);
  expect(teams.metadataReads()).toBe(before + 1);
});

test("known keys go on serving while the issuer is down", async () => {
  let time = Date.now();
  const other = await fakeTeams();
  const kept = createGate(other.settings, () => time);
  await kept.check(await other.authorization(), other.activity(said("hej")));

  await other.close();
  time += 25 * hour * 1000;

  const later = await other.authorization({
    nbf: Math.floor(time / 1000),
    exp: Math.floor(time / 1000) + hour,
  });
  expect(await kept.check(later, other.activity(said("hej")))).toMatchObject({ text: "hej" });
});

const claims = () => ({
  iss: teams.issuerName,
  aud: botId,
  serviceurl: teams.serviceUrl,
  nbf: now(),
  exp: now() + hour,
});
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const forged = (n: number) => stranger.sign(claims(), { kid: `key-${n}` }).then((token) => `Bearer ${token}`);

/** The classic: the public key, which everybody knows, used as an HMAC secret. */
async function hs256(): Promise<string> {
  const signed = `${part({ alg: "HS256", kid: await kid() })}.${part(claims())}`;
  const secret = JSON.stringify(teams.issuer.keys());
  return `Bearer ${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

async function kid(): Promise<string> {
  const { keys } = teams.issuer.keys() as { keys: { kid: string }[] };
  return keys[0]?.kid ?? "";
}
