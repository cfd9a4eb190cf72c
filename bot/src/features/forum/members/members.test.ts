import { beforeEach, expect, test } from "vitest";
import type { DraftView, Hits } from "#features/forum/contract.ts";
import { askedByBo, cecilia, forumApp, question, topicId } from "#test/harness/forum.ts";
import { bo, type TestApp } from "#test/harness/harness.ts";
import { admit, inNetwork, ownChat } from "#test/harness/network.ts";

/* Drafts, wishes, search and lists of one's own; and what is kept of whoever leaves. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;

beforeEach(async () => {
  app = await forumApp();
  as = await askedByBo(app);
});

const draft = { version: "", title: "", tags: [], language: "sv", text: "Jag tror att" };
const save = (text: string, version = "", key: string = topicId) =>
  as.cecilia.ask<DraftView>("PUT", `/drafts/${key}`, { ...draft, text, version });

test("a draft is kept, and never written over by an older window", async () => {
  const { version } = await save("Jag tror");
  // Its answer was lost, and it comes again.
  expect(await save("Jag tror")).toMatchObject({ version });
  const newer = await save("Jag tror att", version);
  await expect(save("Något annat", version)).rejects.toThrow("changedMeanwhile");
  await save("En ny fråga", "", "new");

  expect(await as.cecilia.ask("GET", "/drafts")).toMatchObject({
    drafts: expect.arrayContaining([
      expect.objectContaining({
        key: topicId,
        topicTitle: question.title,
        text: "Jag tror att",
        version: newer.version,
      }),
      expect.objectContaining({ key: "new", topicTitle: "", text: "En ny fråga" }),
    ]),
  });
  expect(await as.bo.ask("GET", "/drafts")).toEqual({ drafts: [] });
  for (let times = 0; times < 2; times++) await as.cecilia.ask("DELETE", `/drafts/${topicId}`);
  expect(await as.cecilia.ask("GET", "/drafts")).toMatchObject({ drafts: [{ key: "new" }] });
});

test("a draft keeps what it quotes, and whose words they are is looked at when it is sent", async () => {
  const quote = { number: 1, text: "samkommun" };
  const saved = await as.cecilia.ask<DraftView>("PUT", `/drafts/${topicId}`, { ...draft, quote });
  expect(saved.quote).toEqual(quote);
  // A client that knows of no quotes saves without.
  expect(await save("Vidare", saved.version)).toMatchObject({ quote: null });

  const foreign = { ...draft, quote: { number: 1, text: "aldrig skrivet" } };
  await as.cecilia.ask("PUT", "/drafts/new", foreign);
  expect(await as.cecilia.ask("GET", "/drafts")).toMatchObject({
    drafts: expect.arrayContaining([expect.objectContaining({ key: "new", quote: foreign.quote })]),
  });
});

test("a word at the end of the longest post is found, and its excerpt shows it", async () => {
  const word = "sammanjämkningsförfarande";
  const filler = "Det här är **utfyllnad** av annat slag. ".repeat(600);
  const text = `${filler.slice(0, 20_000 - word.length - 1)} ${word}`;
  const { number } = await as.cecilia.write(text);
  await app.work();
  const { hits } = await as.bo.ask<Hits>("GET", `/search?q=${encodeURIComponent(word)}`);
  expect(hits).toMatchObject([{ number, excerpt: expect.stringContaining(word) }]);
});

test("no draft is kept of a topic that is not there", async () => {
  for (const key of [crypto.randomUUID(), "x", "..%2Fwishes"])
    await expect(save("Hej", "", key)).rejects.toThrow("unknownTopic");
});

test("a list is in the languages of one's profile, until one wishes for others", async () => {
  await as.bo.start({ id: crypto.randomUUID(), title: "What is a kuntayhtymä?", language: "en" });
  const titles = async (query = "") => (await as.bo.list(query)).topics.map(({ title }) => title);
  expect(await titles()).toEqual([question.title]);
  expect(await titles("languages=en,xx")).toEqual(["What is a kuntayhtymä?"]);

  const wishes = { reads: ["en"], tags: ["ekonomi"], digest: false };
  expect(await as.bo.ask("PUT", "/wishes", wishes)).toEqual({ ...wishes, hasChat: false });
  expect(await titles()).toEqual(["What is a kuntayhtymä?"]);
  await ownChat(app, bo);
  expect(await as.bo.ask("GET", "/wishes")).toEqual({ ...wishes, hasChat: true });
});

test("lists go on page by page, without a gap or a double, whatever is written meanwhile", async () => {
  for (let number = 1; number <= 50; number++) {
    app.setTime(new Date(Date.parse("2026-11-23T09:00:00Z") + number * 1000).toISOString());
    await as.bo.start({
      id: crypto.randomUUID(),
      title: `Fråga ${number}`,
      language: number % 3 === 0 ? "fi" : "sv",
      tags: number % 2 === 0 ? ["ekonomi"] : [],
    });
  }
  const pages = async (query: string) => {
    const titles: string[] = [];
    let next: string | null = "";
    for (let page = 0; next !== null && page < 9; page++) {
      const list = await as.cecilia.list(`${query}&after=${next}`);
      titles.push(...list.topics.map(({ title }) => title));
      next = list.next;
    }
    return titles;
  };
  const all = Array.from({ length: 50 }, (_, at) => `Fråga ${50 - at}`);
  expect(await pages("view=all")).toEqual([...all, question.title]);
  expect(await pages("view=unread")).toEqual([...all, question.title]);
  expect(await pages("tag=ekonomi")).toEqual(all.filter((_, at) => at % 2 === 0));
  expect((await as.bo.list("view=mine")).topics.map(({ title }) => title)).toEqual(
    all.filter((title) => title !== "").slice(0, 20),
  );
  // What waits for a moderator is told above the first page.
  await as.cecilia.deed("POST", "posts/1/report", { reason: "wrong", text: "Fel" });
  const first = await as.anna.list();
  expect([first.reports, (await as.anna.list(`after=${first.next}`)).reports]).toEqual([1, 0]);
  for (const forged of ["x", "000", "%00", "999999999999999|x"])
    expect((await as.cecilia.list(`after=${forged}`)).topics).toHaveLength(20);
});

test("posts are found by their words, with what stands around them; removed ones are not", async () => {
  const long = `${"Först något annat. ".repeat(40)}Ordet är gymnasieingenjör. ${"Sedan mer. ".repeat(40)}`;
  await as.cecilia.write(long);
  const search = (words: string, more = "") =>
    as.bo.ask<Hits>("GET", `/search?q=${encodeURIComponent(words)}${more}`);
  expect(await search("gymnasieingenjör")).toMatchObject({
    hits: [
      {
        topic: { id: topicId, title: question.title, isSolved: false },
        number: 2,
        author: { name: "Cecilia" },
        excerpt: expect.stringMatching(/^… .*gymnasieingenjör.* …$/),
      },
    ],
    next: null,
  });
  expect((await search("gymnasieingenjör", "&languages=fi")).hits).toEqual([]);
  expect((await search("gymnasieingenjör", "&tag=ekonomi")).hits).toEqual([]);
  expect((await search("gymnasieingenjör", "&tag=forvaltning&languages=sv")).hits).toHaveLength(1);
  expect((await search("")).hits).toEqual([]);

  await as.cecilia.remove(2);
  expect((await search("gymnasieingenjör")).hits).toEqual([]);
  await as.cecilia.restore(2);
  await as.bo.deed("PUT", "best", { number: 2 });
  expect((await search("gymnasieingenjör")).hits).toMatchObject([{ topic: { isSolved: true } }]);

  await as.anna.ask("DELETE", `/topics/${topicId}`);
  await app.work();
  expect((await search("gymnasieingenjör")).hits).toEqual([]);
});

test("what a topic is called now is what it is found by", async () => {
  const heading = { version: "0", title: "Vad är en maakunta?", tags: ["ekonomi"], language: "sv" };
  await as.bo.ask("PUT", `/topics/${topicId}`, heading);
  await app.work();
  const hits = await as.anna.ask<Hits>("GET", "/search?q=maakunta&tag=ekonomi");
  expect(hits.hits).toMatchObject([{ topic: { title: heading.title } }]);
});

test("a post is found by its words in other forms than it has them in", async () => {
  const text = "Kunnanvaltuustossa päätettiin asiasta.";
  await as.bo.start({ id: crypto.randomUUID(), title: "Kysymys", language: "fi", text });
  const { hits } = await as.anna.ask<Hits>("GET", "/search?q=kunnanvaltuuston");
  expect(hits).toMatchObject([{ topic: { title: "Kysymys" }, number: 1 }]);
});

test("members are found by the beginning of any of their names", async () => {
  const people = (words: string) => as.bo.ask("GET", `/people?q=${words}`);
  expect(await people("ce")).toEqual({
    people: [{ id: cecilia.id, name: "Cecilia", municipality: "Raseborg" }],
  });
  expect(await people("respondent")).toEqual({ people: [] });
  await inNetwork(app, cecilia).leave();
  expect(await people("ce")).toEqual({ people: [] });
});

test("whoever comes back does not watch what they began before they left", async () => {
  const following = async () => (await as.cecilia.list("view=following&languages=sv")).topics;
  const mine = { id: crypto.randomUUID(), title: "Cecilias fråga" };
  await as.cecilia.start(mine);
  await app.work();
  expect(await following()).toHaveLength(1);
  await inNetwork(app, cecilia).leave();
  await app.at("2026-11-23T09:00:00Z");
  await admit(app, cecilia);

  await as.anna.ask("POST", `/topics/${mine.id}/posts/1/removal`, { reason: "Personuppgifter" });
  await as.anna.ask("POST", `/topics/${mine.id}/posts/1/restoration`);
  await app.at("2026-11-23T09:01:00Z");
  expect(await following()).toEqual([]);
});

test("of whoever leaves nothing is kept but their posts, nameless", async () => {
  await as.cecilia.write("Samkommun.");
  await as.cecilia.follow("watching");
  await save("Jag tror");
  await as.cecilia.ask("PUT", "/wishes", { reads: ["sv"], tags: ["ekonomi"], digest: true });
  await as.cecilia.deed("POST", "posts/1/report", { reason: "wrong", text: "Fel" });
  await inNetwork(app, cecilia).leave();
  await app.at("2026-11-23T09:00:00Z");

  expect(await as.anna.ask("GET", "/reports")).toMatchObject({
    reports: [{ reports: [{ by: null, text: "Fel" }] }],
  });
  expect((await as.bo.topic(topicId, "from=2")).page).toMatchObject([
    { author: { name: null }, text: "Samkommun." },
  ]);
  for (const table of ["forumMarks", "forumDrafts", "forumWishes"])
    expect(
      await Array.fromAsync(app.store.tables.open(table).list(`${bo.tenantId}|person|${cecilia.id}`)),
      table,
    ).toEqual([]);
  for (const [table, partition] of [
    ["forumFollowers", `followers|${topicId}`],
    ["forumWishes", "digest"],
    ["forumWishes", "tag|ekonomi"],
    ["forumReports", `reported|${cecilia.id}`],
  ] as const) {
    const rows = await Array.fromAsync(app.store.tables.open(table).list(`${bo.tenantId}|${partition}`));
    expect(
      rows.filter(({ rowKey }) => rowKey === cecilia.id || table === "forumReports"),
      partition,
    ).toEqual([]);
  }
});
