import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Preview } from "#platform/teams/turn.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { anna, bo, channel, type FakeTeams, fakeTeams, group, personal, said } from "#test/harness/teams.ts";
import { createTeams, type Received } from "./adapter.ts";
import type { Incoming, Outgoing } from "./incoming/incoming.ts";
import type { Card } from "./turn.ts";

/*
 * The message extension, and what is said in channels, as Teams sends them: modelled on learn.microsoft.com ("Respond to
 * search command", "Create and send dialogs", "Link unfurling", "Receive all channel messages with RSC", "Update and
 * delete messages") and on captured activities.
 */

let teams: FakeTeams;
let logged: string[];
let seen: Incoming[];

beforeEach(async () => {
  teams = await fakeTeams();
  logged = [];
  seen = [];
});
afterEach(() => teams.close());

const card: Card = { type: "AdaptiveCard", version: "1.3", body: [] };
const attached = { contentType: "application/vnd.microsoft.card.adaptive", content: card };
const term: Preview = { title: "budgetmangling <sv>", text: 'fi: <b>budjettiriihi</b> & "riihi" &lt;', card };
const listed = {
  ...attached,
  preview: {
    contentType: "application/vnd.microsoft.card.thumbnail",
    content: {
      title: "budgetmangling <sv>",
      text: 'fi: &lt;b>budjettiriihi&lt;/b> & "riihi" &amp;lt;',
    },
  },
};
const list = (...attachments: object[]) => ({
  composeExtension: { type: "result", attachmentLayout: "list", attachments },
});

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
const silent = () => teamsThat(async () => ({}));

async function receive(
  { receive }: ReturnType<typeof createTeams>,
  name: string,
  change: (activity: Changing) => object = (activity) => activity,
): Promise<Received> {
  const file = new URL(`../../../test/activities/${name}.json`, import.meta.url);
  const activity = { ...JSON.parse(await readFile(file, "utf8")), serviceUrl: teams.serviceUrl };
  return receive(await teams.authorization(), { ...activity, ...change(activity) });
}
type Changing = { value: Record<string, unknown>; channelData: object };
const withValue = (more: object) => (activity: Changing) => ({ value: { ...activity.value, ...more } });

const asked = { person: { tenantId: anna.tenantId, id: anna.id, name: "Anna" }, localeTag: "sv-FI" };

test("a look-up lists what was found, a line and a card each", async () => {
  const bot = teamsThat(async () => ({ lookedUp: { results: [term] } }));

  expect(await receive(bot, "teams-look-up-chat")).toEqual({ status: 200, body: list(listed) });
  expect(seen).toMatchObject([
    {
      ...asked,
      kind: "lookUp",
      verb: "glossary/terms",
      text: "budjettiriihessä",
      page: { skip: 25, count: 25 },
      place: { scope: "group" },
    },
  ]);
  expect(JSON.parse(logged[0] ?? "")).toMatchObject({ name: "glossary/terms", outcome: "ok" });
  expect(logged.join()).not.toContain("riihe");
});

test("before anything is typed nothing is looked for", async () => {
  await receive(silent(), "teams-look-up-first-run");

  expect(seen).toMatchObject([{ kind: "lookUp", text: "", page: { skip: 0, count: 25 } }]);
});

test("a look-up can say why it lists nothing", async () => {
  const bot = teamsThat(async () => ({ lookedUp: { notice: "Inget hittades." } }));

  const { body } = await receive(bot, "teams-look-up-chat");

  expect(body).toEqual({ composeExtension: { type: "message", text: "Inget hittades." } });
});

test.for([
  [
    { skip: -1, count: 0 },
    { skip: 0, count: 25 },
  ],
  [
    { skip: 1e9, count: 1e9 },
    { skip: 10_000, count: 25 },
  ],
  [
    { skip: "x", count: null },
    { skip: 0, count: 25 },
  ],
  [
    { skip: 5, count: 10 },
    { skip: 5, count: 10 },
  ],
  [undefined, { skip: 0, count: 25 }],
] as const)("the page %j is read as %j", async ([queryOptions, page]) => {
  await receive(silent(), "teams-look-up-chat", withValue({ queryOptions }));

  expect(seen).toMatchObject([{ page }]);
});

test("what is typed is cut, and no more is listed than Teams shows", async () => {
  const long = { ...term, title: "t".repeat(900), text: "x".repeat(900) };
  const bot = teamsThat(async () => ({ lookedUp: { results: Array(40).fill(long) } }));

  const { body } = await receive(
    bot,
    "teams-look-up-chat",
    withValue({ parameters: [{ name: "text", value: "a".repeat(5_000) }] }),
  );

  expect(seen).toMatchObject([{ text: "a".repeat(500) }]);
  const { attachments } = (body as ReturnType<typeof list>).composeExtension;
  expect(attachments).toHaveLength(25);
  expect(attachments[0]).toMatchObject({
    preview: { content: { title: "t".repeat(200), text: "x".repeat(500) } },
  });
});

test("a deed on a message opens a dialog, and knows what was written, by whom and when", async () => {
  const bot = teamsThat(async () => ({ dialog: { title: "Ny diskussion", card } }));

  const { body } = await receive(bot, "teams-act-on-message");

  expect(body).toMatchObject({
    task: { type: "continue", value: { title: "Ny diskussion", card: attached } },
  });
  expect(seen).toMatchObject([
    {
      ...asked,
      kind: "messageAction",
      verb: "forum/start",
      place: { id: "19:valmaende@thread.tacv2", scope: "channel" },
      message: {
        text: "Vad heter **budjettiriihi** på svenska? 🙂",
        author: "Bo",
        sentAt: new Date("2027-01-08T07:01:40.456Z"),
        link: expect.stringMatching(/^https:\/\/teams\.microsoft\.com\/l\/message\/19:valmaende/),
      },
    },
  ]);
});

test("from the compose box there is no message", async () => {
  await receive(silent(), "teams-act-on-message", () => ({
    value: { commandId: "glossary/check", commandContext: "compose", context: { theme: "dark" } },
  }));

  expect(seen).toMatchObject([{ kind: "messageAction", verb: "glossary/check", message: { text: "" } }]);
  expect(seen[0]).not.toHaveProperty("message.author");
});

test.for([
  "https://teams.microsoft.com.evil.example/l/message/1",
  "https://teams.microsoft.com@evil.example/",
  "javascript:alert(1)",
  "http://teams.microsoft.com/l/message/1",
  "",
])("the link %j is not taken for a message's", async (linkToMessage) => {
  const messagePayload = {
    linkToMessage,
    createdDateTime: "i går",
    body: { contentType: "text", content: "<b>*" },
  };

  await receive(silent(), "teams-act-on-message", withValue({ messagePayload }));

  expect(seen).toMatchObject([{ message: { text: "<b>*" } }]);
  expect(seen[0]).not.toHaveProperty("message.link");
  expect(seen[0]).not.toHaveProperty("message.sentAt");
});

test("a dialog's page that is sent in is answered by the next, by a line, or by a card in the message", async () => {
  const dialogs: Outgoing["dialog"][] = [
    { title: "Steg 2", card },
    { notice: "Tack!" },
    { insert: term },
    undefined,
  ];
  const bot = teamsThat(async () => {
    const dialog = dialogs[seen.length - 1];
    return dialog ? { dialog } : {};
  });

  const bodies = [];
  for (const _ of dialogs) bodies.push((await receive(bot, "teams-submit-dialog")).body);

  expect(bodies).toMatchObject([
    { task: { type: "continue", value: { title: "Steg 2", card: attached } } },
    { task: { type: "message", value: "Tack!" } },
    list(listed),
    undefined,
  ]);
  expect(seen[0]).toMatchObject({
    kind: "messageSubmit",
    verb: "forum/begin",
    data: { title: "Budjettiriihi" },
  });
  expect(seen[0]).not.toHaveProperty("data.msteams");
});

test("a pasted link is shown as a card", async () => {
  const bot = teamsThat(async () => ({ preview: term }));

  expect((await receive(bot, "teams-link-pasted")).body).toEqual(list(listed));
  expect(seen).toMatchObject([
    { ...asked, kind: "link", url: expect.stringContaining("puls.example/tab/terms/concepts/") },
  ]);
});

test("nobody is known where the link is pasted without the app", async () => {
  const bot = silent();

  expect((await receive(bot, "teams-link-pasted-anonymously")).body).toEqual(list());
  expect(seen).toMatchObject([{ kind: "link" }]);
  expect(seen[0]).not.toHaveProperty("person");
});

test("any other invoke by nobody is nobody's: the app has words for it", async () => {
  const from = { id: "29:anonymous" };
  const bot = teamsThat(async () => ({ lookedUp: { notice: "Logga in." } }));

  expect(await receive(bot, "teams-look-up-chat", () => ({ from }))).toMatchObject({ status: 200 });
  expect(seen).toMatchObject([{ kind: "lookUp", person: { id: "" } }]);
});

test.for([
  ["teams-look-up-chat", { value: { commandId: 7 } }],
  ["teams-look-up-chat", { value: null }],
  ["teams-act-on-message", { value: [] }],
  ["teams-link-pasted", { value: { url: `https://puls.example/${"x".repeat(5_000)}` } }],
  ["teams-submit-dialog", { value: { data: { title: "utan verb" } } }],
  ["teams-link-pasted", { name: "composeExtension/querySettingUrl" }],
  ["teams-link-pasted", { name: "constructor" }],
] as const)("%s with %j is none that the app knows", async ([name, change]) => {
  expect(await receive(silent(), name, () => change)).toEqual({ status: 501 });
  expect(seen).toEqual([]);
});

test.for([
  ["teams-look-up-chat", (words: string) => ({ composeExtension: { type: "message", text: words } })],
  ["teams-act-on-message", (words: string) => ({ task: { type: "message", value: words } })],
  ["teams-submit-dialog", (words: string) => ({ task: { type: "message", value: words } })],
  ["teams-link-pasted", () => list()],
] as const)(
  "%s that takes too long, or breaks, is told so in the way that it reads",
  async ([name, told]) => {
    const slow = teamsThat(() => new Promise(() => undefined), 10);
    const broken = teamsThat(async () => {
      throw new Error("secret words of Anna");
    });

    expect((await receive(slow, name)).body).toEqual(told("slow sv-FI"));
    const { body } = await receive(broken, name);
    const { errorId } = JSON.parse(logged[0] ?? "{}");
    expect(body).toEqual(told(`broken sv-FI ${errorId}`));
    expect(logged.join()).not.toContain("secret");
  },
);

test("what is said in a channel is heard, and not answered", async () => {
  expect(await receive(silent(), "teams-said-channel")).toEqual({ status: 200 });

  expect(seen).toMatchObject([
    {
      kind: "overheard",
      place: { id: "19:valmaende@thread.tacv2", scope: "channel" },
      said: {
        deed: "said",
        messageId: "1799391700456",
        threadId: "1799391600123",
        text: "Det heter **budgetmangling**, inte _budgetria_.",
        person: { tenantId: anna.tenantId, id: anna.id, name: "Anna" },
        sentAt: new Date("2027-01-08T07:12:41.207Z"),
      },
    },
  ]);
  expect(JSON.parse(logged[0] ?? "")).toMatchObject({ name: "turn/overheard", outcome: "ok" });
  expect(logged.join()).not.toContain("budget");
});

test("a message that begins a thread is its own thread, and its words are read where there is no HTML", async () => {
  const conversation = { id: channel.id, conversationType: "channel", tenantId: anna.tenantId };

  await receive(silent(), "teams-said-channel", () => ({ conversation, attachments: null }));

  expect(seen).toMatchObject([
    { said: { threadId: "1799391700456", text: "Det heter budgetmangling, inte budgetria." } },
  ]);
});

test.for([
  ["teams-edited-channel", {}, { deed: "edited", text: "Det heter budgetmangling." }],
  ["teams-edited-channel", { eventType: "undeleteMessage" }, { deed: "edited" }],
  ["teams-removed-channel", {}, { deed: "removed", text: "" }],
] as const)("%s %j is heard as %j", async ([name, change, said]) => {
  await receive(silent(), name, ({ channelData }) => ({ channelData: { ...channelData, ...change } }));

  expect(seen).toMatchObject([
    { kind: "overheard", said: { ...said, messageId: "1799391700456", threadId: "1799391600123" } },
  ]);
});

test("a card of the message extension that is sent to the bot itself asks for nothing", async () => {
  expect(await receive(silent(), "card-sent-to-bot")).toEqual({ status: 200 });
  expect(seen).toEqual([]);
});

test("what bots say is nothing to the app, whatever they say and to whom", async () => {
  const bot = silent();
  const entities = [
    { type: "mention", text: "<at>Kommunpuls</at>", mentioned: { id: `28:${teams.settings.botId}` } },
  ];

  expect(await receive(bot, "teams-said-by-bot")).toEqual({ status: 200 });
  expect(await receive(bot, "teams-said-by-bot", () => ({ entities }))).toEqual({ status: 200 });
  expect(seen).toEqual([]);
});

test.for([
  ["said in a group chat to others", { type: "message" }, group],
  ["changed in a group chat", { type: "messageUpdate", channelData: { eventType: "editMessage" } }, group],
  ["changed in the personal chat", { type: "messageUpdate" }, personal],
  ["removed from the personal chat", { type: "messageDelete" }, personal],
  ["told of a channel's message without a word of what happened", { type: "messageUpdate" }, channel],
] as const)("what is %s is taken and not acted upon", async ([, activity, where]) => {
  const { channelData, ...more } = { channelData: {}, ...activity };
  const whole = teams.activity({ ...said("enkäter"), ...more }, bo, where);
  const told = { ...whole, channelData: { ...whole.channelData, ...channelData } };

  expect(await silent().receive(await teams.authorization(), told)).toEqual({ status: 200 });
  expect(seen).toEqual([]);
});
