import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { askedByBo, cecilia, forumApp, inForum, monday, topicId } from "#test/harness/forum.ts";
import { bo, type TestApp, testApp } from "#test/harness/harness.ts";
import { outsider } from "#test/harness/network.ts";

/* Posts in Bo's topic, which Anna moderates and Cecilia writes in. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;

beforeEach(async () => {
  app = await forumApp();
  as = await askedByBo(app);
});

const pageOf = async (query = "from=1") => (await as.bo.topic(topicId, query)).page;

test("a post sent twice is written once, and its id is nobody else's", async () => {
  const id = crypto.randomUUID();
  expect(await as.cecilia.write("Samkommun.", { id })).toMatchObject({ number: 2, text: "Samkommun." });
  expect(await as.cecilia.write("Något annat.", { id })).toMatchObject({ number: 2, text: "Samkommun." });
  await expect(as.anna.write("Min?", { id })).rejects.toThrow("unknownPost");
  expect((await as.bo.topic()).posts).toBe(2);
});

test("a post that was written is not refused when it comes again after the topic was closed", async () => {
  const id = crypto.randomUUID();
  await as.cecilia.write("Samkommun.", { id });
  await as.bo.deed("POST", "closure", { reason: "Besvarad." });
  expect(await as.cecilia.write("Samkommun.", { id })).toMatchObject({ number: 2 });
});

test("two replicas that write at once get numbers of their own", async () => {
  const replica = await testApp(monday, app.store, app.keys);
  const other = inForum(replica, cecilia);
  const written = await Promise.all(
    [1, 2, 3, 4, 5].flatMap((each) => [as.bo.write(`Bo ${each}`), other.write(`Cecilia ${each}`)]),
  );
  expect(written.map(({ number }) => number).toSorted((one, next) => one - next)).toEqual([
    2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
  expect((await as.anna.list()).topics).toMatchObject([{ posts: 11 }]);
});

test("an edit keeps the earlier text, and does not write over another", async () => {
  const { version } = await as.cecilia.write("Samkomun.");
  app.setTime("2026-11-23T08:05:00Z");
  const edited = await as.cecilia.edit(2, "Samkommun.", version);
  expect(edited).toMatchObject({ text: "Samkommun.", edits: 1, editedAt: "2026-11-23T08:05:00.000Z" });
  // Its answer was lost, and it comes again.
  expect(await as.cecilia.edit(2, "Samkommun.", version)).toMatchObject({ edits: 1 });
  await expect(as.cecilia.edit(2, "Kommunförbund.", version)).rejects.toThrow("changedMeanwhile");
  await as.cecilia.edit(2, "Samkommun!", edited.version);

  expect(await as.bo.deed("GET", "posts/2/history")).toEqual({
    versions: [
      { text: "Samkommun.", language: "sv", at: "2026-11-23T08:05:00.000Z" },
      { text: "Samkomun.", language: "sv", at: "2026-11-23T08:00:00.000Z" },
    ],
  });
});

test("nobody edits what another has written, and nobody in a closed topic", async () => {
  const { version } = await as.cecilia.write("Samkommun.");
  for (const other of [as.bo, as.anna])
    await expect(other.edit(2, "Hej", version)).rejects.toThrow("unknownPost");
  await as.anna.deed("POST", "closure", { reason: "Klart." });
  await expect(as.cecilia.edit(2, "Hej", version)).rejects.toThrow("topicClosed");
});

test("a removed post shows nothing of itself, nor where it was quoted, and comes back whole", async () => {
  await as.cecilia.write("Det heter samverkan.");
  await as.bo.write("Tack!", { quote: { number: 2, text: "heter samverkan" } });
  await as.cecilia.remove(2);
  await as.cecilia.remove(2);

  const [, removed, quoting] = await pageOf();
  expect(removed).toMatchObject({ text: "", removed: { by: "author", reason: "" }, may: { restore: false } });
  expect(quoting?.quote).toMatchObject({ number: 2, text: "" });
  expect(JSON.stringify(await pageOf())).not.toContain("samverkan");
  await expect(as.bo.deed("GET", "posts/2/history")).rejects.toThrow("unknownPost");
  await expect(as.bo.restore(2)).rejects.toThrow("unknownPost");

  await as.cecilia.restore(2);
  expect((await pageOf())[1]).toMatchObject({ text: "Det heter samverkan.", removed: null });
});

test("a moderator says why, and the author can't undo it", async () => {
  await as.cecilia.write("Köp bilar här.");
  await expect(as.bo.remove(2)).rejects.toThrow("unknownPost");
  await expect(as.anna.remove(2, " ")).rejects.toThrow("reasonMissing");
  await as.anna.remove(2, "Reklam.");

  expect((await pageOf())[1]).toMatchObject({ text: "", removed: { by: "moderator", reason: "Reklam." } });
  await expect(as.cecilia.restore(2)).rejects.toThrow("unknownPost");
  await expect(as.cecilia.edit(2, "Köp båtar.", "")).rejects.toThrow("unknownPost");
  await as.anna.restore(2);
  expect((await pageOf())[1]).toMatchObject({ text: "Köp bilar här." });
});

test.for([
  ["as it is written", "samkommun** och"],
  ["as it is read", "sett både samkommun och kommunförbund"],
  ["over several lines", "Jag har\n> sett"],
  ["nothing of it", ""],
])("a post is quoted %s", async ([, text]) => {
  expect(await as.cecilia.write("Samkommun.", { quote: { number: 1, text } })).toMatchObject({
    quote: { number: 1, author: { name: "Bo" }, text },
  });
});

test("nobody is quoted with what they did not write", async () => {
  for (const quote of [
    { number: 1, text: "Jag är dum." },
    { number: 7, text: "" },
  ])
    await expect(as.cecilia.write("Jaså?", { quote })).rejects.toThrow(/quoteUnknown|unknownPost/);
  await as.cecilia.write("Samkommun.");
  await as.cecilia.remove(2);
  await expect(as.bo.write("Tack", { quote: { number: 2, text: "Samkommun" } })).rejects.toThrow(
    "quoteUnknown",
  );
});

test.each([
  [
    "Avgiften är 1.5 procent, inte 15. Det gäller **inte** i år!",
    "1.5 procent, inte 15. Det gäller inte i år!",
  ],
  ["Avgiften är 1.5 procent, inte 15. Det gäller **inte** i år!", "gäller **inte** i år"],
  ["Avgiften är 1.5 procent, inte 15. Det gäller **inte** i år!", "> Det gäller _inte_ i år"],
  ["- ett\n- två\n\n| a | b |\n|---|---|\n| 1 | 2 |", "ett\ntvå\na\tb\n1\t2"],
  ["Se https://finlex.fi/_a_b/ och [lagen](https://finlex.fi)", "Se https://finlex.fi/_a_b/ och lagen"],
  ["`a * b` och 2\\*3", "a * b och 2*3"],
])("of %j one may quote %j", async (text, quoted) => {
  const { number } = await as.cecilia.write(text);
  expect(await as.bo.write("Jaså.", { quote: { number, text: quoted } })).toMatchObject({
    quote: { number, text: quoted },
  });
});

test.each([
  "1,5 procent",
  "15 procent",
  "procent inte 15",
  "gäller i år",
  "GÄLLER inte",
  "i år?",
  "!!!",
  "…",
])("what reads otherwise than it was written is no quote: %j", async (quoted) => {
  const { number } = await as.cecilia.write("Avgiften är 1.5 procent, inte 15. Det gäller **inte** i år!");
  await expect(as.bo.write("Jaså?", { quote: { number, text: quoted } })).rejects.toThrow("quoteUnknown");
});

test("only members are mentioned, and nobody by themselves", async () => {
  const mentions = [bo.id, outsider.id, cecilia.id];
  expect(await as.cecilia.write("@Bo, @Respondent 99", { mentions })).toMatchObject({
    mentions: [{ id: bo.id, name: "Bo" }],
  });
});

test("nobody is told of a name in code, in a quote or in an address, at an edit neither", async () => {
  const mentions = [bo.id];
  const written = await as.cecilia.write("`@Bo` och https://social.fi/@Bo\n\n> @Bo sade", { mentions });
  expect(written.mentions).toEqual([]);

  const { number } = written;
  expect(await as.cecilia.edit(number, "@Bo, hör du?", "0", { mentions })).toMatchObject({
    mentions: [{ name: "Bo" }],
  });
  expect((await as.cecilia.edit(number, "@Borgå hör", "1", { mentions })).mentions).toEqual([]);
  expect(
    (await as.bo.start({ id: crypto.randomUUID(), text: "`@Cecilia`", mentions: [cecilia.id] })).page,
  ).toMatchObject([{ mentions: [] }]);
});

test("what is hostile is kept as it was written, and harms nothing", async () => {
  const texts: string[] = JSON.parse(
    readFileSync(new URL("../../../../test/hostile.json", import.meta.url), "utf8"),
  );
  const written = texts.filter((text) => text.trim() !== "").slice(0, 60);
  for (const text of written) await as.cecilia.write(text);
  await app.work();
  const first = await pageOf("from=2");
  expect(first.map(({ text }) => text)).toEqual(written.slice(0, 20).map((text) => text.trim()));
  expect((await as.bo.list()).topics).toMatchObject([{ posts: written.length + 1 }]);
});

test("a page has twenty posts: from the one asked for, else the page of the first unread, else the last", async () => {
  for (let number = 2; number <= 45; number++) await as.cecilia.write(`Svar ${number}`);
  const numbers = async (query?: string) => {
    const { from, to, page } = await as.bo.topic(topicId, query);
    expect(page.map(({ number }) => number)).toEqual(
      Array.from({ length: to - from + 1 }, (_, at) => from + at),
    );
    return [from, to];
  };
  await as.bo.read(25);
  expect(await numbers()).toEqual([21, 40]);
  expect(await numbers("from=7")).toEqual([7, 26]);
  expect(await numbers("from=99")).toEqual([45, 45]);
  for (const forged of ["from=0", "from=-3", "from=x", "from=1e400"])
    expect(await numbers(forged)).toEqual([21, 40]);
  await as.bo.read(45);
  expect(await numbers()).toEqual([41, 45]);
});

test("what was read on one device stays read on all, and never goes back", async () => {
  await as.cecilia.write("Ett");
  await as.cecilia.write("Två");
  expect(await as.bo.read(2)).toEqual({ number: 2 });
  expect(await as.bo.read(1)).toEqual({ number: 2 });
  expect((await as.bo.list()).topics).toMatchObject([{ unread: 1, isNew: false }]);
  expect(await as.bo.read(99)).toEqual({ number: 3 });
  expect((await as.bo.list("view=unread")).topics).toEqual([]);
});

test("what others wrote meanwhile stays unread when one writes", async () => {
  await as.cecilia.write("Ett");
  await as.bo.write("Två");
  expect(await as.bo.topic()).toMatchObject({ readTo: 1, unread: 1 });
  expect((await as.cecilia.list("view=mine")).topics).toMatchObject([{ id: topicId }]);
});

test("one's own posts are never unread, in whatever order one writes and reads", async () => {
  const unread = async () => (await as.bo.topic(topicId, "from=1")).unread;
  await as.cecilia.write("Ett");
  await as.bo.write("Två");
  await as.bo.write("Tre");
  await as.cecilia.write("Fyra");
  await as.bo.write("Fem");
  expect(await unread()).toBe(2);

  // What follows at once on what one has read is one's own, and read.
  expect(await as.bo.read(2)).toEqual({ number: 4 });
  expect(await unread()).toBe(1);
  expect((await as.bo.list("view=unread")).topics).toMatchObject([{ unread: 1 }]);
  await as.bo.read(5);
  expect(await unread()).toBe(0);
  expect((await as.bo.list("view=unread")).topics).toEqual([]);
});

test("a removed post is not unread, and is again when it is back", async () => {
  await as.cecilia.write("Ett");
  expect((await as.bo.list("view=unread")).topics).toMatchObject([{ unread: 1 }]);

  await as.cecilia.remove(2);
  expect((await as.bo.list("view=unread")).topics).toEqual([]);
  expect(await as.bo.topic()).toMatchObject({ unread: 0 });
  await as.cecilia.write("Två");
  expect(await as.bo.topic()).toMatchObject({ unread: 1, readTo: 1 });

  await as.cecilia.restore(2);
  expect(await as.bo.topic()).toMatchObject({ unread: 2 });
});

test("a topic whose newest post was removed stands where the one before it puts it", async () => {
  const other = crypto.randomUUID();
  const order = async () => (await as.anna.list()).topics.map(({ id, lastBy }) => [id, lastBy.name]);
  app.setTime("2026-11-23T09:00:00Z");
  await as.bo.start({ id: other, title: "En annan fråga" });
  app.setTime("2026-11-23T10:00:00Z");
  await as.cecilia.write("Ett");
  expect(await order()).toEqual([
    [topicId, "Cecilia"],
    [other, "Bo"],
  ]);

  await as.cecilia.remove(2);
  expect(await order()).toEqual([
    [other, "Bo"],
    [topicId, "Bo"],
  ]);
  expect((await as.anna.topic()).lastAt).toBe((await as.anna.topic()).createdAt);

  await as.cecilia.restore(2);
  expect(await order()).toEqual([
    [topicId, "Cecilia"],
    [other, "Bo"],
  ]);
});

test("a member reports a post once; coordinators judge it", async () => {
  await as.cecilia.write("Köp bilar här.");
  const report = { reason: "offTopic", text: "Reklam" };
  for (let times = 0; times < 2; times++)
    expect(await as.bo.deed("POST", "posts/2/report", report)).toMatchObject({
      isReported: true,
      may: { report: false },
    });
  await expect(as.cecilia.deed("POST", "posts/2/report", report)).rejects.toThrow("unknownPost");
  await expect(as.bo.ask("GET", "/reports")).rejects.toThrow("unknownTopic");

  const id = `${topicId}.2`;
  expect(await as.anna.ask("GET", "/reports")).toMatchObject({
    reports: [
      { id, text: "Köp bilar här.", author: { name: "Cecilia" }, reports: [{ ...report, by: "Bo" }] },
    ],
  });
  expect((await as.anna.list()).reports).toBe(1);
  expect((await as.bo.list()).reports).toBe(0);
  const remove = { judgement: "remove", reason: "Reklam." };
  await expect(as.bo.ask("POST", `/reports/${id}/judgement`, remove)).rejects.toThrow("unknownTopic");
  for (let times = 0; times < 2; times++)
    expect(await as.anna.ask("POST", `/reports/${id}/judgement`, remove)).toEqual({ reports: [] });
  expect((await pageOf())[1]).toMatchObject({ removed: { by: "moderator", reason: "Reklam." } });
});

test("a report that is put aside is not made again by the same person", async () => {
  await as.cecilia.write("Samkommun.");
  const report = { reason: "wrong", text: "" };
  await as.bo.deed("POST", "posts/2/report", report);
  await as.anna.ask("POST", `/reports/${topicId}.2/judgement`, { judgement: "keep", reason: "" });
  await as.bo.deed("POST", "posts/2/report", report);
  expect(await as.anna.ask("GET", "/reports")).toEqual({ reports: [] });
  for (const forged of ["x", `${topicId}.9`, `${crypto.randomUUID()}.1`])
    await expect(
      as.anna.ask("POST", `/reports/${forged}/judgement`, { judgement: "keep", reason: "" }),
    ).rejects.toThrow(/unknown/);
});

test("a post that is removed meanwhile waits for no judgement", async () => {
  await as.cecilia.write("Köp bilar här.");
  await as.bo.deed("POST", "posts/2/report", { reason: "offTopic", text: "" });
  await as.cecilia.remove(2);
  await app.work();
  expect(await as.anna.ask("GET", "/reports")).toEqual({ reports: [] });
});
