import { beforeEach, expect, test } from "vitest";
import { createChats } from "#platform/teams/chats.ts";
import { createDirectory } from "#platform/teams/directory/directory.ts";
import { askedByBo, forumApp, question, topicId } from "#test/harness/forum.ts";
import { bo, recordedTeams, stranger, type TestApp } from "#test/harness/harness.ts";
import { outsider } from "#test/harness/network.ts";
import { type Forum, forum } from "./feature.ts";
import { forumStore } from "./topics/store.ts";
import { onAgenda } from "./topics/topic.ts";

/* What other features are handed of the forum, on the app's own store. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;
let doors: Forum;

beforeEach(async () => {
  app = await forumApp();
  as = await askedByBo(app);
  doors = forumOn(app);
});

/** Where Bo alone is a member. */
function forumOn({ store, clock, places, sender }: TestApp): Forum {
  const { messenger } = recordedTeams();
  const member = { id: bo.id, name: "Bo", profile: { municipality: "Raseborg", reads: ["sv" as const] } };
  return forum({
    tables: store.tables,
    keys: app.keys,
    clock,
    jobs: { add: async () => undefined },
    messenger,
    sender,
    places,
    search: {
      open: () => ({ search: async () => [], all: async () => new Map(), put: async () => undefined }),
    },
    tabLink: (page) => page,
    messageLink: (_, messageId) => messageId,
    openLink: (path) => path,
    apart: async () => undefined,
    chats: createChats(store.tables, messenger, places),
    directory: createDirectory({ messenger, places, clock }),
    languageOf: async () => null,
    network: {
      standingOf: async ({ id, tenantId }) => (id === bo.id && tenantId === bo.tenantId ? "member" : "none"),
      memberNames: async () => new Map([[bo.id, "Bo"]]),
      async *members() {
        yield member;
      },
      find: async () => member,
      channels: async () => [],
    },
    fields: async () => [],
    meetings: { upcoming: async () => [], addToAgenda: async () => undefined },
  });
}

test("a topic is begun for another feature once, in a member's name alone", async () => {
  const begun = { ...question, id: crypto.randomUUID(), title: "Remiss: samkommun" };
  for (let times = 0; times < 2; times++) expect(await doors.startTopic(bo, begun)).toBe(begun.id);
  expect((await as.bo.list()).topics.map(({ title }) => title).toSorted()).toEqual([
    begun.title,
    question.title,
  ]);
  for (const who of [outsider, stranger])
    await expect(doors.startTopic(who, begun)).rejects.toThrow("unknownTopic");
});

test("a post is told to another feature with its title, field and link, to members alone", async () => {
  expect(await doors.originOf(bo, topicId, 1)).toEqual({
    topicId,
    title: question.title,
    text: question.text,
    language: "sv",
    field: "forvaltning",
    link: `/forum/topics/${topicId}?post=1`,
  });
  for (const number of [0, 2, 1.5, Number.NaN])
    expect(await doors.originOf(bo, topicId, number)).toBeUndefined();
  for (const who of [outsider, stranger]) expect(await doors.originOf(who, topicId, 1)).toBeUndefined();
  expect(await doors.originOf(bo, "../x", 1)).toBeUndefined();
  await as.bo.remove(1);
  expect(await doors.originOf(bo, topicId, 1)).toBeUndefined();
});

test("what was noted at a session comes into each topic, also where one of them takes no more meetings", async () => {
  const other = { ...question, id: crypto.randomUUID(), title: "Vad är ett landskap?" };
  await as.bo.start(other);
  const title = { sv: "Kaffe", fi: "Kahvi", en: "Coffee" };
  const startsAt = new Date("2026-12-10T06:30:00Z");
  const store = forumStore(app.store.tables);
  for (let day = 10; day < 30; day++) {
    const earlier = { seriesId: "tidigare", date: `2026-01-${day}`, title, startsAt: "" };
    await store.change(await store.find(bo.tenantId, topicId), (topic) => onAgenda(topic, earlier));
  }
  const themes = { sv: "Vi enades.", fi: "", en: "" };
  const session = { tenantId: bo.tenantId, seriesId: "kaffe", date: "2026-12-10", title, startsAt };
  await doors.noted({ ...session, themes, topicIds: [topicId, crypto.randomUUID(), other.id] });
  expect((await as.bo.topic(topicId)).posts).toBe(1);
  expect((await as.bo.topic(other.id)).page.at(-1)?.text).toContain("Vi enades.");
});
