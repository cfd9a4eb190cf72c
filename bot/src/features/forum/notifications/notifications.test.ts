import { beforeEach, expect, test } from "vitest";
import { askedByBo, cecilia, forumApp, question, topicId } from "#test/harness/forum.ts";
import { anna, bo, type TestApp, textsOf } from "#test/harness/harness.ts";
import { inNetwork, ownChat } from "#test/harness/network.ts";

/* What people are told of in their own chats. Bo has begun the topic, and so watches it. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;

beforeEach(async () => {
  app = await forumApp();
  for (const who of [anna, bo, cecilia]) await ownChat(app, who);
  as = await askedByBo(app);
  app.teams.sent.length = 0;
});

/** Who got cards since the last look, and what they say below the title. */
async function told(): Promise<string[]> {
  await app.work();
  const names = new Map([anna, bo, cecilia].map(({ id, name }) => [`a:${id}`, name]));
  return app.teams.sent
    .splice(0)
    .map(({ place, card }) => `${names.get(place.id)} ← ${textsOf(card).slice(1, -1).join(": ")}`)
    .toSorted();
}

test("whoever is mentioned is told, once, in plain words and with a link to the post", async () => {
  const mentions = [anna.id];
  await as.cecilia.write("@Anna, är **samkommun** [rätt](https://kotus.example)?", { mentions });
  await app.work();
  const card = app.teams.sent.find(({ place }) => place.id === `a:${anna.id}`)?.card;
  expect(textsOf(card ?? { type: "AdaptiveCard" })[0]).toBe(question.title);
  expect(JSON.stringify(card)).toContain(`/forum/topics/${topicId}?post=2`);
  expect(await told()).toEqual([
    "Anna ← Cecilia nämnde dig: @Anna, är samkommun rätt?",
    "Bo ← Cecilia skrev ett nytt inlägg: @Anna, är samkommun rätt?",
  ]);
});

test("an edit tells those newly mentioned, and nobody else again", async () => {
  await as.cecilia.write("Samkommun.");
  expect(await told()).toEqual(["Bo ← Cecilia skrev ett nytt inlägg: Samkommun."]);
  await as.cecilia.edit(2, "Samkommun, @Anna", "0", { mentions: [anna.id] });
  expect(await told()).toEqual(["Anna ← Cecilia nämnde dig: Samkommun, @Anna"]);
  await as.cecilia.edit(2, "Samkommun, eller hur @Anna", "1", { mentions: [anna.id] });
  expect(await told()).toEqual([]);
});

test("a mention in what is edited months later is told of once", async () => {
  await app.at("2027-01-15T10:00:00Z");
  await told();
  await as.bo.edit(1, "Samkommun, @Cecilia?", "0", { mentions: [cecilia.id] });
  expect(await told()).toEqual(["Cecilia ← Bo nämnde dig: Samkommun, @Cecilia?"]);
  for (let times = 1; times <= 4; times++) {
    await app.at(new Date(app.clock.now().getTime() + 2_500).toISOString());
    expect(await told()).toEqual([]);
  }
});

test("whoever is quoted is told that they are", async () => {
  await as.bo.follow("normal");
  await as.cecilia.write("Just så.", { quote: { number: 1, text: "samkommun" } });
  expect(await told()).toEqual(["Bo ← Cecilia citerade dig: Just så."]);
});

test("whoever watches a topic is told of one new post, and of the next when they have read on", async () => {
  await as.cecilia.write("Ett");
  expect(await told()).toEqual(["Bo ← Cecilia skrev ett nytt inlägg: Ett"]);
  await as.anna.write("Två");
  await as.anna.write("Tre");
  expect(await told()).toEqual([]);

  await as.bo.read(4);
  await as.cecilia.write("Fyra");
  expect(await told()).toEqual(["Bo ← Cecilia skrev ett nytt inlägg: Fyra"]);
});

test("a mention is told of however much is unread", async () => {
  await as.cecilia.write("Ett");
  await told();
  await as.cecilia.write("Två, @Bo", { mentions: [bo.id] });
  expect(await told()).toEqual(["Bo ← Cecilia nämnde dig: Två, @Bo"]);
});

test.for([
  ["who has muted the topic", () => as.bo.follow("muted")],
  ["who has read it already", () => as.bo.read(2)],
  ["who has left the network", () => inNetwork(app, bo).leave()],
  ["of what is removed again", () => as.cecilia.remove(2)],
  ["of a topic that is removed", () => as.anna.ask("DELETE", `/topics/${topicId}`)],
] as const)("nobody is told %s", async ([, deed]) => {
  await as.cecilia.write("@Bo?", { mentions: [bo.id] });
  await deed();
  expect(await told()).toEqual([]);
});

test("nobody is told of what they wrote themselves", async () => {
  await as.bo.write("Jag svarar mig själv.", { mentions: [bo.id], quote: { number: 1, text: "" } });
  expect(await told()).toEqual([]);
});

test("who follows a tag is told of new topics in their languages", async () => {
  const wishes = { tags: ["ekonomi"], digest: false };
  await as.cecilia.ask("PUT", "/wishes", { reads: ["sv"], ...wishes });
  await as.anna.ask("PUT", "/wishes", { reads: ["fi"], ...wishes });
  const id = crypto.randomUUID();
  await as.bo.start({ id, title: "Vad heter talousarvio?", tags: ["ekonomi", "forvaltning"] });
  expect(await told()).toEqual([
    "Cecilia ← Bo startade en ny diskussion: Jag har sett både samkommun och kommunförbund.",
  ]);

  await as.cecilia.ask("PUT", "/wishes", { reads: ["sv"], tags: [], digest: false });
  await as.bo.start({ id: crypto.randomUUID(), title: "Och tilinpäätös?", tags: ["ekonomi"] });
  expect(await told()).toEqual([]);
});

test("a card in a channel lets a member follow the topic, and tells others how to join", async () => {
  expect(await app.read(cecilia, "forum/follow", { topic: topicId })).toContain("Du följer nu");
  expect(await as.cecilia.topic()).toMatchObject({ following: "watching" });
  expect((await as.cecilia.list("view=following")).topics).toMatchObject([{ id: topicId }]);
  await inNetwork(app, cecilia).leave();
  expect(await app.read(cecilia, "forum/follow", { topic: topicId })).toContain("för medlemmar");
  expect(await app.read(bo, "forum/follow", { topic: crypto.randomUUID() })).toBe("Diskussionen finns inte.");
  expect(await app.read(bo, "forum/follow", { topic: "x" })).toContain("för gammalt");
});

test("the job that follows a post tells nobody a second time", async () => {
  const postId = crypto.randomUUID();
  await as.cecilia.write("Ett", { id: postId });
  await told();
  const work = { tenantId: bo.tenantId, topicId, postId };
  await app.jobs.get("forum/after")?.(work);
  expect(await told()).toEqual([]);
  await app.jobs.get("forum/after")?.({ ...work, postId: crypto.randomUUID() });
  await app.jobs.get("forum/after")?.({ ...work, topicId: crypto.randomUUID() });
  expect(await told()).toEqual([]);
});
