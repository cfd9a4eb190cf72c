import { beforeEach, expect, test } from "vitest";
import { askedByBo, cecilia, forumApp, inForum, monday, question, topicId } from "#test/harness/forum.ts";
import { anna, bo, stranger, type TestApp } from "#test/harness/harness.ts";
import { inNetwork, outsider } from "#test/harness/network.ts";

/* Topics through the app's door: Bo's question, which Anna moderates and Cecilia reads. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;

beforeEach(async () => {
  app = await forumApp();
  as = await askedByBo(app);
});

test("a topic is told with its first post, as its reader sees it", async () => {
  expect(await as.cecilia.topic()).toMatchObject({
    id: topicId,
    title: question.title,
    tags: ["forvaltning"],
    author: { id: bo.id, name: "Bo", mine: false },
    posts: 1,
    unread: 1,
    isNew: true,
    readTo: 0,
    page: [{ number: 1, text: question.text, author: { name: "Bo" }, removed: null }],
    from: 1,
    to: 1,
    may: { reply: true, edit: false, pin: false, close: false, remove: false },
  });
  expect(await as.bo.topic()).toMatchObject({
    author: { mine: true },
    unread: 0,
    following: "watching",
    may: { edit: true, close: true, remove: true, pin: false },
  });
});

test("begun twice with one id it is one topic, and nobody else's", async () => {
  await as.bo.start({ title: "En annan rubrik" });
  expect((await as.bo.list()).topics).toMatchObject([{ id: topicId, title: question.title }]);
  await expect(as.cecilia.start()).rejects.toThrow("unknownTopic");
});

test("for whoever is no member, or of another tenant, there is no forum", async () => {
  await inNetwork(app, outsider).join();
  for (const who of [outsider, stranger]) {
    const other = inForum(app, who);
    const id = crypto.randomUUID();
    const tries = [
      other.list(),
      other.topic(),
      other.start({ id }),
      other.write("Hej"),
      other.edit(1, "Hej", ""),
      other.remove(1),
      other.restore(1),
      other.read(1),
      other.follow("watching"),
      other.ask("PUT", `/topics/${topicId}`, { version: "0", title: "Hej hej", tags: [], language: "sv" }),
      other.ask("DELETE", `/topics/${topicId}`),
      other.deed("POST", "restoration"),
      other.deed("PUT", "best", { number: 1 }),
      other.deed("POST", "pin"),
      other.deed("DELETE", "pin"),
      other.deed("POST", "closure", { reason: "Klart." }),
      other.deed("DELETE", "closure"),
      other.deed("GET", "posts/1/history"),
      other.deed("POST", "posts/1/report", { reason: "other", text: "" }),
      other.ask("GET", "/reports"),
      other.ask("POST", `/reports/${topicId}.1/judgement`, { judgement: "keep", reason: "" }),
      other.ask("GET", "/drafts"),
      other.ask("GET", "/wishes"),
      other.ask("PUT", "/wishes", { reads: ["sv"], tags: [], digest: true }),
      other.ask("GET", "/search?q=samkommun"),
      other.ask("GET", "/people?q=a"),
    ];
    const told = await Promise.allSettled(tries);
    expect(told.map((each) => (each.status === "rejected" ? String(each.reason.message) : "let in"))).toEqual(
      tries.map(() => "unknownTopic"),
    );
  }
});

test.for(["nothing", "", "../list", "f0f0f0f0-0000-4000-8000-00000000000g", crypto.randomUUID()])(
  "an id that was made up is not found: %s",
  async (id) => {
    await expect(as.bo.topic(encodeURIComponent(id) || "%20")).rejects.toThrow("unknownTopic");
  },
);

test("its author and moderators change its heading; whoever has seen an older one is told so", async () => {
  const heading = { title: "Vad är en kuntayhtymä?", tags: ["ekonomi"], language: "fi" };
  expect(await as.bo.ask("PUT", `/topics/${topicId}`, { version: "0", ...heading })).toMatchObject(heading);
  // The same once more is done already.
  await as.bo.ask("PUT", `/topics/${topicId}`, { version: "0", ...heading });
  await expect(
    as.anna.ask("PUT", `/topics/${topicId}`, { version: "0", ...heading, title: "Något annat" }),
  ).rejects.toThrow("changedMeanwhile");
  await expect(
    as.cecilia.ask("PUT", `/topics/${topicId}`, { version: "1", ...heading, title: "Något annat" }),
  ).rejects.toThrow("unknownTopic");

  expect((await as.anna.list("tag=ekonomi")).topics).toMatchObject([heading]);
  expect((await as.anna.list("tag=forvaltning")).topics).toEqual([]);
});

test("a topic that is closed with a reason takes no more posts, until it is opened again", async () => {
  await expect(as.cecilia.deed("POST", "closure", { reason: "Nog nu." })).rejects.toThrow("unknownTopic");
  const closed = await as.anna.deed("POST", "closure", { reason: "Frågan är besvarad." });
  await as.anna.deed("POST", "closure", { reason: "Frågan är besvarad." });
  expect(closed).toMatchObject({
    closedReason: "Frågan är besvarad.",
    closedBy: { name: "Anna" },
    may: { reply: false, reopen: true },
  });
  expect((await as.bo.list()).topics).toMatchObject([{ closedAt: monday.replace("Z", ".000Z") }]);

  await expect(as.cecilia.write("Ett sent svar")).rejects.toThrow("topicClosed");
  await expect(as.bo.deed("DELETE", "closure")).rejects.toThrow("unknownTopic");
  await as.anna.deed("DELETE", "closure");
  expect(await as.cecilia.write("Ett svar")).toMatchObject({ number: 2 });
});

test("the best answer is the author's or a coordinator's to mark, and shown wherever one reads", async () => {
  for (let number = 2; number <= 45; number++) await as.cecilia.write(`Svar ${number}`);
  await expect(as.cecilia.deed("PUT", "best", { number: 3 })).rejects.toThrow("unknownTopic");
  for (const number of [1, 46, 99])
    await expect(as.bo.deed("PUT", "best", { number })).rejects.toThrow("noAnswer");

  const marked = await as.bo.deed("PUT", "best?from=41", { number: 3 });
  expect(marked).toMatchObject({ isSolved: true, best: { number: 3, isBest: true }, from: 41, to: 45 });
  expect((await as.anna.list()).topics).toMatchObject([{ isSolved: true, posts: 45 }]);

  await as.anna.remove(3, "Fel i sak.");
  expect(await as.bo.topic()).toMatchObject({ isSolved: false, best: null });
  await as.anna.deed("PUT", "best", { number: 4 });
  expect(await as.anna.deed("PUT", "best", { number: null })).toMatchObject({ best: null });
});

test("pinned topics stand above the first page alone", async () => {
  await expect(as.bo.deed("POST", "pin")).rejects.toThrow("unknownTopic");
  await as.anna.deed("POST", "pin");
  app.setTime("2026-11-23T09:00:00Z");
  await as.bo.start({ id: crypto.randomUUID(), title: "En annan fråga" });

  const list = await as.cecilia.list();
  expect(list.pinned).toMatchObject([{ id: topicId, isPinned: true }]);
  expect(list.topics).toMatchObject([{ title: "En annan fråga" }]);
  expect(await as.cecilia.list("languages=fi")).toMatchObject({ pinned: [], topics: [] });
  expect((await as.cecilia.list("view=unread")).topics.map(({ id }) => id)).toContain(topicId);

  await as.anna.deed("DELETE", "pin");
  expect(await as.cecilia.list()).toMatchObject({ pinned: [], topics: [{}, { id: topicId }] });
});

test("its author removes a topic that nobody else has written in, and brings it back", async () => {
  await as.bo.ask("DELETE", `/topics/${topicId}`);
  await as.bo.ask("DELETE", `/topics/${topicId}`);
  expect((await as.cecilia.list()).topics).toEqual([]);
  await expect(as.cecilia.topic()).rejects.toThrow("unknownTopic");
  await expect(as.cecilia.write("Hej")).rejects.toThrow("unknownTopic");
  expect(await as.bo.topic()).toMatchObject({
    removedAt: expect.any(String),
    may: { restore: true, reply: false },
  });

  await as.bo.deed("POST", "restoration");
  await as.cecilia.write("Samkommun.");
  await expect(as.bo.ask("DELETE", `/topics/${topicId}`)).rejects.toThrow("unknownTopic");
});

test("what a moderator has removed its author can't bring back", async () => {
  await as.anna.ask("DELETE", `/topics/${topicId}`);
  await expect(as.bo.topic()).rejects.toThrow("unknownTopic");
  await expect(as.bo.deed("POST", "restoration")).rejects.toThrow("unknownTopic");
  await as.anna.deed("POST", "restoration");
  expect((await as.bo.list()).topics).toMatchObject([{ id: topicId }]);
});

test("whoever has left is nameless, and what they wrote stays", async () => {
  await as.cecilia.write("Samkommun.");
  await inNetwork(app, cecilia).leave();
  await app.at("2026-11-23T08:01:00Z");
  expect((await as.bo.topic(topicId, "from=1")).page).toMatchObject([
    { author: { name: "Bo" } },
    { author: { id: null, name: null }, text: "Samkommun." },
  ]);
  await expect(inForum(app, cecilia).topic()).rejects.toThrow("unknownTopic");
});

test("an administrator who is no member moderates in the tab, and joins before writing", async () => {
  const disa = { ...anna, id: outsider.id, name: "Disa" };
  const admin = inForum(app, disa, ["Admin"]);
  expect(await admin.topic()).toMatchObject({ may: { pin: true, remove: true } });

  await expect(admin.write("Samkommun.")).rejects.toThrow("joinFirst");
  await expect(admin.start({ id: crypto.randomUUID() })).rejects.toThrow("joinFirst");
  await inNetwork(app, disa, ["Admin"]).join();
  expect(await admin.write("Samkommun.")).toMatchObject({ author: { name: "Disa" } });
});
