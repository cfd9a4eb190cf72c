import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HttpApp, httpApp } from "#test/e2e/harness/http-app.ts";
import { anna, channel, group, said, type Where } from "#test/harness/teams.ts";

/* The message extension, and what is said in channels, from Teams' request to the answer that it gets, with the real features. */

let app: HttpApp;
beforeAll(async () => {
  app = await httpApp();
});
afterAll(() => app.close());

async function send(name: string, change: object = {}) {
  const text = await readFile(new URL(`../../activities/${name}.json`, import.meta.url), "utf8");
  const { status, text: body } = await app.post({
    ...JSON.parse(text),
    serviceUrl: app.teams.serviceUrl,
    ...change,
  });
  return { status, body: body ? JSON.parse(body) : undefined };
}

const asking = (commandId: string, typed: string) => ({
  value: { commandId, parameters: [{ name: "text", value: typed }], queryOptions: { skip: 0, count: 25 } },
});
const nothing = { composeExtension: { type: "result", attachmentLayout: "list", attachments: [] } };

async function placeIds(): Promise<string[]> {
  const rows = await Array.fromAsync(app.store.tables.open("places").list(anna.tenantId));
  return rows.map(({ rowKey }) => rowKey);
}

test.for([
  ["sv-FI", "Det här känner jag inte till."],
  ["fi-FI", "Tätä en tunne."],
  ["en-GB", "I do not know this."],
])("a command that nobody knows is told so in %s", async ([locale, words = ""]) => {
  const text = expect.stringContaining(words);

  const lookedUp = await send("teams-look-up-chat", { locale, ...asking("glossary/constructor", "x") });
  const acted = await send("teams-act-on-message", { locale, value: { commandId: "others/start" } });

  expect(lookedUp).toEqual({ status: 200, body: { composeExtension: { type: "message", text } } });
  expect(acted).toEqual({ status: 200, body: { task: { type: "message", value: text } } });
});

test("what nobody has written is found by nobody, and said so; the chat is not one that the bot may write to", async () => {
  for (const typed of ["", "budjettiriihessä", "x".repeat(5_000), "<script>alert(1)</script>", "*(("]) {
    const { status, body } = await send("teams-look-up-chat", asking("glossary/terms", typed));

    expect(status).toBe(200);
    expect(body).toMatchObject({ composeExtension: { type: "message", text: expect.stringMatching(/\S/) } });
  }
  expect(await placeIds()).toEqual([]);
});

test.for([
  "https://teams.example/tab/terms/concepts/0b9f0c52-0e2a-4a53-8f7d-6b8d1f3c2a10",
  "https://teams.example/tab/forum/topics/0b9f0c52-0e2a-4a53-8f7d-6b8d1f3c2a10",
  "https://teams.example/tab/forum/topics/..%2F..%2Fhead",
  "https://evil.example/tab/terms/concepts/0b9f0c52-0e2a-4a53-8f7d-6b8d1f3c2a10",
])("below %s nothing is shown, whoever pastes it", async (url) => {
  expect(await send("teams-link-pasted", { value: { url } })).toEqual({ status: 200, body: nothing });
  expect(await send("teams-link-pasted-anonymously", { value: { url } })).toEqual({
    status: 200,
    body: nothing,
  });
});

test("a dialog sent in from a chat leaves no trace of it, as if the bot could write there", async () => {
  const { conversation } = JSON.parse(
    await readFile(new URL("../../activities/teams-look-up-chat.json", import.meta.url), "utf8"),
  );
  const before = await placeIds();

  const { body } = await send("teams-submit-dialog", {
    // Teams calls a chat of two people personal, too.
    conversation: { ...conversation, conversationType: "personal", isGroup: false },
    channelData: { tenant: { id: anna.tenantId } },
    value: { commandId: "glossary/check", data: { verb: "glossary/check", text: "Hej" } },
  });

  expect(body).toMatchObject({ task: { type: "continue" } });
  expect(await placeIds()).toEqual(before);
  expect(await Array.fromAsync(app.store.tables.open("chats").list(anna.tenantId))).toEqual([]);
});

test("a message whose terms are checked, and one that a topic is to begin with, open a dialog in any chat", async () => {
  for (const commandId of ["glossary/check", "forum/start"]) {
    const { body } = await send("teams-act-on-message", {
      value: {
        commandId,
        messagePayload: { body: { contentType: "html", content: "<p>Hej <b>alla</b></p>" } },
      },
    });

    expect(body).toMatchObject({ task: { type: "continue", value: { title: expect.stringMatching(/\S/) } } });
  }
});

test("what is said in a channel is taken, and neither answered nor kept", async () => {
  app.written.length = 0;

  for (const name of ["teams-said-channel", "teams-edited-channel", "teams-removed-channel"])
    expect(await send(name)).toEqual({ status: 200, body: {} });
  expect(await send("teams-said-by-bot")).toEqual({ status: 200, body: {} });

  expect(app.teams.posted()).toEqual([]);
  expect(app.written).toEqual([]);
  expect(JSON.stringify(app.logged)).not.toContain("budget");
});

test.for([group, channel] as Where[])(
  "nobody who speaks to others in $scope scope is answered",
  async (where) => {
    const { status } = await app.post(app.teams.activity(said("hjälp"), anna, where));

    expect(status).toBe(200);
    expect(app.teams.posted()).toEqual([]);
  },
);

test("a message of a hundred kilobytes is read", async () => {
  const content = "<p>ord </p>".repeat(9_000);
  const messagePayload = { body: { contentType: "html", content } };

  const { body } = await send("teams-act-on-message", {
    value: { commandId: "glossary/check", messagePayload },
  });

  expect(body).toMatchObject({ task: { type: "continue" } });
});
