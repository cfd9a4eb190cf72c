import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "#platform/telemetry/log.ts";
import {
  anna,
  asked,
  bo,
  botId,
  channel,
  type FakeTeams,
  fakeTeams,
  installed,
  personal,
  pressed,
  said,
  submitted,
  type Tester,
  type Where,
} from "#test/harness/teams.ts";
import { createTeams } from "./adapter.ts";
import type { Incoming, Outgoing } from "./incoming/incoming.ts";
import type { Card } from "./turn.ts";

let teams: FakeTeams;
let logged: string[];
let seen: Incoming[];

beforeEach(async () => {
  teams = await fakeTeams();
  logged = [];
  seen = [];
});
afterEach(() => teams.close());

const card: Card = { type: "AdaptiveCard", version: "1.5", body: [] };

function teamsThat(answer: (incoming: Incoming) => Promise<Outgoing>, patienceMs?: number) {
  return createTeams({
    ...teams.settings,
    answer: (incoming) => {
      seen.push(incoming);
      return answer(incoming);
    },
    log: createLog((line) => void logged.push(line)),
    notices: { slow: (tag) => `slow ${tag}`, broken: (tag, errorId) => `broken ${tag} ${errorId}` },
    ...(patienceMs !== undefined && { patienceMs }),
  });
}

const receive = async (
  { receive }: ReturnType<typeof createTeams>,
  activity: object,
  who: Tester = anna,
  where: Where = personal,
) => receive(await teams.authorization(), teams.activity(activity, who, where));

test("a pressed button is answered with a card in place of the person's own", async () => {
  const bot = teamsThat(async () => ({ reply: { card } }));

  const received = await receive(bot, pressed("surveys/answer", { choice: "soppa" }), bo, channel);

  expect(received).toEqual({
    status: 200,
    body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card },
  });
  expect(seen).toMatchObject([
    {
      kind: "action",
      verb: "surveys/answer",
      data: { choice: "soppa" },
      automatic: false,
      messageId: "1700000000000",
      person: { id: bo.id, name: "Bo", tenantId: bo.tenantId },
      userId: "29:bo",
      localeTag: "sv-FI",
      place: {
        id: channel.id,
        scope: "channel",
        name: "Allmänt",
        teamName: "Kommunnätverket",
        teamId: channel.id,
      },
    },
  ]);
});

test.for([
  ["standard", "standard"],
  ["private", "private"],
  ["shared", "shared"],
  ["Standard", undefined],
  [7, undefined],
  [undefined, undefined],
] as const)("of a channel whose type is sent as %s the place is %s", async ([type, taken]) => {
  const bot = teamsThat(async () => ({}));
  const renamed = { eventType: "channelRenamed", team: { id: channel.id }, tenant: { id: anna.tenantId } };
  const named = { id: "19:budget@thread.tacv2", name: "Budget", type };

  await receive(
    bot,
    { type: "conversationUpdate", channelData: { ...renamed, channel: named } },
    anna,
    channel,
  );
  await receive(
    bot,
    {
      ...installed,
      channelData: { ...renamed, eventType: undefined, settings: { selectedChannel: named } },
    },
    anna,
    channel,
  );

  expect(seen.map(({ place }) => [place.id, place.channelType])).toEqual([
    [named.id, taken],
    [named.id, taken],
  ]);
});

// Modelled on captured ones, and on learn.microsoft.com: "Apps for shared and private channels".
test.for(["guest-press-channel", "external-press-shared-channel"])(
  "%s is taken like anybody's, as done in the organisation whose channel it is",
  async (name) => {
    const bot = teamsThat(async () => ({ reply: { card } }));
    const file = new URL(`../../../test/activities/${name}.json`, import.meta.url);
    const activity = { ...JSON.parse(await readFile(file, "utf8")), serviceUrl: teams.serviceUrl };

    const received = await bot.receive(await teams.authorization(), activity);

    expect(received).toMatchObject({ status: 200, body: { value: card } });
    const { id, name: called, aadObjectId } = activity.from;
    expect(seen).toMatchObject([
      {
        kind: "action",
        verb: "coffee/answer",
        data: { answer: "yes" },
        person: { tenantId: anna.tenantId, id: aadObjectId, name: called },
        userId: id,
        place: { tenantId: anna.tenantId, id: "19:valmaende@thread.tacv2", scope: "channel" },
      },
    ]);
  },
);

test("a pressed button is answered with a line of text", async () => {
  const bot = teamsThat(async () => ({ reply: { notice: "Tack!" } }));

  expect(await receive(bot, pressed("surveys/answer"))).toEqual({
    status: 200,
    body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Tack!" },
  });
});

test("a card that refreshes itself is told apart from a pressed button", async () => {
  const bot = teamsThat(async () => ({ reply: { card } }));

  await receive(bot, pressed("surveys/refresh", {}, "automatic"));

  expect(seen).toMatchObject([{ automatic: true }]);
});

test("a dialog is opened with its page, and closed with a line of text", async () => {
  const bot = teamsThat(async ({ kind }) => ({
    dialog: kind === "fetch" ? { title: "Enkät", card } : { notice: "Tack!" },
  }));

  const opened = await receive(bot, asked("surveys/open", { id: "1" }));
  const closed = await receive(bot, submitted("surveys/send", { answer: "ja" }));

  expect(opened.body).toEqual({
    task: {
      type: "continue",
      value: {
        title: "Enkät",
        width: "medium",
        height: "large",
        card: { contentType: "application/vnd.microsoft.card.adaptive", content: card },
      },
    },
  });
  expect(closed.body).toEqual({ task: { type: "message", value: "Tack!" } });
  expect(seen).toMatchObject([
    { kind: "fetch", verb: "surveys/open", data: { id: "1" } },
    { kind: "submit", verb: "surveys/send", data: { answer: "ja" } },
  ]);
  expect(seen[0]).not.toHaveProperty("data.msteams");
});

test("a message is answered in its own thread", async () => {
  const bot = teamsThat(async () => ({ messages: [{ card, summary: "Hjälp" }] }));

  const received = await receive(
    bot,
    {
      ...said("<at>Kommunpuls</at>&nbsp;hjälp "),
      entities: [
        { type: "mention", text: "<at>Kommunpuls</at>", mentioned: { id: `28:${teams.settings.botId}` } },
      ],
    },
    anna,
    channel,
  );

  expect(received).toEqual({ status: 200 });
  expect(seen).toMatchObject([{ kind: "message", text: "hjälp", place: { id: channel.id } }]);
  expect(teams.posted()).toMatchObject([
    {
      method: "POST",
      authorization: "Bearer the-bots-token",
      body: { summary: "Hjälp", attachments: [{ content: card }] },
    },
  ]);
  expect(decodeURIComponent(teams.posted()[0]?.path ?? "")).toContain(
    `${channel.id};messageid=1700000000000/activities/`,
  );
});

test("being installed is said once, though Teams tells it twice", async () => {
  const bot = teamsThat(async () => ({}));
  const members = { type: "conversationUpdate", membersAdded: [{ id: `28:${teams.settings.botId}` }] };

  await receive(bot, installed);
  await receive(bot, members);

  expect(seen.map(({ kind }) => kind)).toEqual(["added", "seen"]);
});

test.for([
  ["installationUpdate", { action: "remove" }, "removed"],
  [
    "conversationUpdate",
    { channelData: { tenant: { id: anna.tenantId }, eventType: "channelDeleted" } },
    "removed",
  ],
  [
    "conversationUpdate",
    { channelData: { tenant: { id: anna.tenantId }, eventType: "teamRenamed" } },
    "seen",
  ],
] as const)("%s %o is %s", async ([type, more, kind]) => {
  const bot = teamsThat(async () => ({}));

  await receive(bot, { type, ...more }, anna, channel);

  expect(seen).toMatchObject([{ kind }]);
});

const theBot = [{ id: `28:${botId}` }];

test.for([
  ["installationUpdate", { action: "remove" }, "removed", true],
  ["installationUpdate", { action: "remove-upgrade" }, "removed", true],
  ["teamMemberRemoved", { membersRemoved: theBot }, "removed", true],
  ["teamDeleted", {}, "removed", true],
  ["teamHardDeleted", {}, "removed", true],
  ["teamRenamed", {}, "seen", true],
  ["teamRestored", {}, "seen", true],
  ["teamUnarchived", {}, "seen", true],
  ["channelMemberRemoved", { membersRemoved: theBot }, "removed", undefined],
  ["channelDeleted", {}, "removed", undefined],
  ["channelRestored", {}, "seen", undefined],
  ["channelMemberAdded", { membersAdded: theBot }, "seen", undefined],
] as const)("%s is of the whole team, or of one channel", async ([eventType, more, kind, isWholeTeam]) => {
  const bot = teamsThat(async () => ({}));
  const isInstallation = eventType === "installationUpdate";
  const channelData = {
    tenant: { id: anna.tenantId },
    ...(!isInstallation && { eventType }),
    team: { id: channel.id, name: "Kommunnätverket" },
    channel: { id: "19:tapahtumat@thread.tacv2", name: "Tapahtumat" },
  };
  const type = isInstallation ? eventType : "conversationUpdate";

  await receive(bot, { type, channelData, ...more }, anna, channel);

  expect(seen).toMatchObject([
    { kind, ...(isWholeTeam && { isWholeTeam }), place: { id: "19:tapahtumat@thread.tacv2" } },
  ]);
  expect(Object.hasOwn(seen[0] ?? {}, "isWholeTeam")).toBe(isWholeTeam ?? false);
});

test("a renamed channel is seen under its own id, which is not the conversation's", async () => {
  const bot = teamsThat(async () => ({}));
  const channelData = {
    tenant: { id: anna.tenantId },
    eventType: "channelRenamed",
    team: { id: channel.id, name: "Kommunnätverket" },
    channel: { id: "19:tapahtumat@thread.tacv2", name: "Tapahtumat" },
  };

  await receive(bot, { type: "conversationUpdate", channelData }, anna, channel);

  expect(seen).toMatchObject([
    { kind: "seen", place: { id: "19:tapahtumat@thread.tacv2", name: "Tapahtumat", scope: "channel" } },
  ]);
});

test.for([
  { type: "messageReaction" },
  { type: "typing" },
  { type: "conversationUpdate", membersAdded: [{ id: "29:bo" }] },
])("%o is taken and not acted upon", async (activity) => {
  const bot = teamsThat(async () => ({}));

  expect(await receive(bot, activity)).toEqual({ status: 200 });
  expect(seen).toEqual([]);
});

test("an invoke of a kind that the app does not know is not implemented", async () => {
  const bot = teamsThat(async () => ({}));

  expect(await receive(bot, { type: "invoke", name: "composeExtension/query", value: {} })).toEqual({
    status: 501,
  });
});

test("nobody of whom Teams knows no Entra id is heard in a channel", async () => {
  const bot = teamsThat(async () => ({}));
  const guest = { from: { id: "29:guest", name: "Gäst" } };

  expect(await receive(bot, { ...said("hej"), ...guest }, anna, channel)).toEqual({ status: 200 });
  expect(seen).toEqual([]);
});

test("an unsigned activity gets a constant 401", async () => {
  const bot = teamsThat(async () => ({}));

  const received = await bot.receive(undefined, teams.activity(said("hej")));

  expect(received).toEqual({ status: 401, body: { code: "unauthorised", message: "Unauthorised." } });
  expect(seen).toEqual([]);
});

test("a refused activity leaves its reason in the log, once a minute, and nothing of what it was", async () => {
  const bot = teamsThat(async () => ({}));
  const wrong: [string, () => Promise<string | undefined>, object?][] = [
    ["header", async () => undefined],
    ["malformed", async () => "Bearer YW5uYQ.YW5uYQ.YW5uYQ"],
    ["issuer", () => teams.authorization({ iss: "https://evil.example/anna" })],
    ["audience", () => teams.authorization({ aud: "anna" })],
    ["expired", () => teams.authorization({ exp: 1_700_000_000 })],
    ["not yet valid", () => teams.authorization({ nbf: 9_700_000_000 })],
    ["service address", () => teams.authorization(), { serviceUrl: "https://anna.example/" }],
    ["tenant", () => teams.authorization(), { conversation: { id: "anna", tenantId: "anna" } }],
  ];

  for (const [, authorization, more] of [...wrong, ...wrong])
    await bot.receive(await authorization(), { ...teams.activity(said("Anna")), ...more });

  expect(logged.map((line) => JSON.parse(line))).toEqual(
    wrong.map(([reason]) =>
      expect.objectContaining({ name: "turn/gate", outcome: "refused", reason, count: 1 }),
    ),
  );
  expect(logged.join()).not.toMatch(/anna|evil/i);
});

test("a token is weighed before what comes with it is read", async () => {
  const bot = teamsThat(async () => ({}));

  expect(await bot.admits(await teams.authorization())).toBe(true);
  expect(await bot.admits(await teams.authorization({ aud: "another" }))).toBe(false);
  expect(await bot.admits(undefined)).toBe(false);
});

test("a bug becomes words with an id that finds it in the log, and nothing of what was written", async () => {
  const bot = teamsThat(async () => {
    throw new Error("secret words of Anna");
  });

  const received = await receive(bot, pressed("surveys/answer"));

  const { errorId } = JSON.parse(logged[0] ?? "{}");
  expect(received).toEqual({
    status: 200,
    body: {
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: `broken sv-FI ${errorId}`,
    },
  });
  expect(logged).toHaveLength(1);
  expect(logged.join()).not.toContain("secret");
});

test("an invoke that takes too long is answered in words, and the work goes on", async () => {
  const finish = Promise.withResolvers<Outgoing>();
  const bot = teamsThat(() => finish.promise, 10);

  const received = await receive(bot, pressed("surveys/answer"));

  expect(received.body).toMatchObject({ value: "slow sv-FI" });
  finish.resolve({ reply: { notice: "Tack!" } });
  await expect.poll(() => logged.length).toBe(1);
  expect(JSON.parse(logged[0] ?? "{}")).toMatchObject({ name: "surveys/answer", outcome: "ok" });
});

test("a message that takes too long is acknowledged, so that Teams does not send it again", async () => {
  const bot = teamsThat(() => new Promise(() => undefined), 10);

  expect(await receive(bot, said("hjälp"))).toEqual({ status: 200 });
});

test("a message that Teams will not take is logged once, and Teams is not asked to try again", async () => {
  const bot = teamsThat(async () => ({ messages: [{ card, summary: "Hjälp" }] }));
  teams.next({ status: 502 });

  expect(await receive(bot, said("hjälp"))).toEqual({ status: 200 });
  expect(teams.posted()).toHaveLength(1);
  expect(logged).toHaveLength(1);
});

test.each([
  ["429", { status: 429, headers: { "retry-after": "0.2" } }],
  ["429 without a word", { status: 429, headers: { "retry-after": "0" } }],
])("a reply that Teams refuses (%s) is tried once more, and arrives once", async (_, refusal) => {
  const bot = teamsThat(async () => ({ messages: [{ card, summary: "Hjälp" }] }));
  teams.next(refusal);

  expect(await receive(bot, said("hjälp"))).toEqual({ status: 200 });
  expect(teams.posted()).toHaveLength(2);
  expect(logged).toEqual([expect.stringContaining('"outcome":"ok"')]);
});

test("a reply that Teams refuses twice is given up, and logged once", async () => {
  const bot = teamsThat(async () => ({ messages: [{ card, summary: "Hjälp" }] }));
  const refusal = { status: 429, headers: { "retry-after": "0" } };
  teams.next(refusal, refusal);

  expect(await receive(bot, said("hjälp"))).toEqual({ status: 200 });
  expect(teams.posted()).toHaveLength(2);
  expect(logged).toHaveLength(1);
});
