import { beforeEach, expect, test } from "vitest";
import type { TopicRow } from "#features/forum/contract.ts";
import { forumLists } from "#features/forum/topics/lists.ts";
import { newTopic } from "#features/forum/topics/topic.ts";
import { askedByBo, cecilia, forumApp, question, topicId } from "#test/harness/forum.ts";
import { bo, type TestApp, textsOf } from "#test/harness/harness.ts";
import { outsider } from "#test/harness/network.ts";

/* The forum in the compose box, below links, and from any message. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;

beforeEach(async () => {
  app = await forumApp();
  as = await askedByBo(app);
});

const message = {
  text: "Vad heter maakunta egentligen?\nOch vem bestämmer?",
  author: "Disa [x](https://x.example)",
  sentAt: new Date("2026-11-23T07:30:00Z"),
  link: "https://teams.microsoft.com/l/message/1/2",
};

type Node = { id?: string; value?: string; data?: Record<string, string> };
/** The form that is shown: what stands in its fields, and what its button sends. */
function formIn(card: object) {
  const fields: Record<string, string> = {};
  let data: Record<string, string> = {};
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { id, value, data: sent }: Node = node;
    if (id !== undefined) fields[id] = value ?? "";
    if (sent) data = sent;
    for (const part of Object.values(node)) visit(part);
  };
  visit(card);
  const { verb: _, ...rest } = data;
  return { fields, data: rest };
}

async function formFor(quoted: object = message, who = cecilia) {
  const page = await app.act(who, "forum/start", quoted);
  if (!("card" in page)) throw new Error("No form.");
  return formIn(page.card);
}

test("a topic is begun from a message: quoted with who said it, when and where", async () => {
  const { fields, data } = await formFor();
  expect(fields).toMatchObject({ title: "Vad heter maakunta egentligen?", language: "sv" });
  expect(fields.text).toBe(
    "> Vad heter maakunta egentligen?\n> Och vem bestämmer?\n>\n> Disa xhttps://x.example, måndag 23 november 2026 kl. 9.30 · [meddelandet i Teams](https://teams.microsoft.com/l/message/1/2)\n\n",
  );
  const sent = { ...data, ...fields, text: `${fields.text}Vet någon?` };
  for (let times = 0; times < 2; times++) {
    const done = await app.page(cecilia, "forum/start", sent);
    expect("card" in done && textsOf(done.card)).toEqual(["Diskussionen finns nu i forumet.", "Öppna"]);
  }
  const list = await as.bo.list();
  expect(list.topics.map(({ title }: TopicRow) => title).toSorted()).toEqual(
    [question.title, "Vad heter maakunta egentligen?"].toSorted(),
  );
});

test("from the compose box the form is empty, and what is missing is told beside what was written", async () => {
  const { fields, data } = await formFor({});
  expect(fields).toMatchObject({ title: "", text: "" });
  const again = await app.page(cecilia, "forum/start", {
    ...data,
    ...fields,
    title: "Hå",
    text: "Min fråga",
  });
  if (!("card" in again)) throw new Error("No form.");
  expect(textsOf(again.card)).toContain("Skriv en rubrik på 3–200 tecken.");
  expect(formIn(again.card)).toMatchObject({ fields: { title: "Hå", text: "Min fråga" }, data });
  const text = await app.page(cecilia, "forum/start", { ...data, ...fields, title: "Hur då?" });
  expect("card" in text && textsOf(text.card)).toContain("Skriv ett inlägg på högst 20 000 tecken.");
});

test("a form sent with somebody else's topic, or with what it never held, begins nothing", async () => {
  const { fields, data } = await formFor();
  const stolen = await app.page(cecilia, "forum/start", { ...data, ...fields, topic: topicId, text: "Hej" });
  expect("card" in stolen && textsOf(stolen.card)).toContain("Diskussionen finns inte.");
  expect(await app.page(cecilia, "forum/start", { ...fields, topic: "x" })).toMatchObject({
    notice: expect.stringContaining("för gammalt"),
  });
  expect((await as.bo.list()).topics).toHaveLength(1);
});

test("whoever is no member is told how to become one, and begins nothing", async () => {
  const page = await app.act(outsider, "forum/start", message);
  expect("card" in page && textsOf(page.card).join("\n")).toMatch(/för medlemmar.*\nGå med/);
  const { fields, data } = await formFor();
  const sent = await app.page(outsider, "forum/start", { ...data, ...fields });
  expect("card" in sent && textsOf(sent.card).join("\n")).toContain("för medlemmar");
  expect(await app.lookUp(outsider, "forum/topics", "samkommun")).toMatchObject({
    notice: expect.stringContaining("för medlemmar"),
  });
  expect(await app.preview(outsider, `/forum/topics/${topicId}`)).toBeUndefined();
});

test("members look topics up by their posts, and put a card into the chat that tells none of them", async () => {
  await as.cecilia.write("Det heter landskap på svenska, säger Kotus.");
  await as.cecilia.write("Landskapet Nyland, till exempel.");
  const found = await app.lookUp(bo, "forum/topics", "landskap");
  if (!("results" in found)) throw new Error("Nothing was found.");
  expect(found.results).toMatchObject([{ title: question.title, text: expect.stringContaining("3 inlägg") }]);
  expect(JSON.stringify(found.results)).not.toMatch(/Kotus|samkommun\*|Nyland/);

  const newest = await app.lookUp(bo, "forum/topics", "");
  expect("results" in newest && newest.results).toHaveLength(1);
  expect(await app.lookUp(bo, "forum/topics", "xyzzy")).toEqual({ notice: "Inga diskussioner hittades." });
});

test("the next lines of a look-up are the topics that follow, and after the last there are none", async () => {
  for (const number of [1, 2, 3]) {
    app.setTime(`2026-11-23T09:0${number}:00Z`);
    await as.bo.start({ id: crypto.randomUUID(), title: `Fråga ${number}`, text: "Vad är ett landskap?" });
  }
  await app.work();
  const titles = async (text: string, skip: number) => {
    const found = await app.lookUp(bo, "forum/topics", text, { skip, count: 2 });
    return "results" in found ? found.results.map(({ title }) => title) : found.notice;
  };
  expect(await titles("", 0)).toEqual(["Fråga 3", "Fråga 2"]);
  expect(await titles("", 2)).toEqual(["Fråga 1", question.title]);
  const [first, second] = [await titles("landskap", 0), await titles("landskap", 2)];
  expect([...first, ...second].toSorted()).toEqual(["Fråga 1", "Fråga 2", "Fråga 3"]);
  for (const skip of [4, 9_000]) {
    expect(await titles("", skip)).toEqual([]);
    expect(await titles("landskap", skip)).toEqual([]);
  }
});

test("a look-up goes no further than the newest two hundred topics", async () => {
  const lists = forumLists(app.store.tables);
  const many = Array.from({ length: 230 }, (_, at) => new Date(Date.parse("2026-11-20T08:00:00Z") + at));
  await Promise.all(many.map((at) => lists.write(newTopic(bo, crypto.randomUUID(), question, at))));
  const shown = async (skip: number) => {
    const found = await app.lookUp(bo, "forum/topics", "", { skip, count: 20 });
    return "results" in found ? found.results.length : 0;
  };
  expect([await shown(0), await shown(180), await shown(200)]).toEqual([20, 20, 0]);
});

test("a link to a topic shows its title to members, and nothing of what is not there", async () => {
  expect(await app.preview(bo, `/forum/topics/${topicId}`)).toMatchObject({
    title: question.title,
    card: { version: "1.3" },
  });
  expect(await app.preview(bo, `/forum/topics/${crypto.randomUUID()}`)).toBeUndefined();
  await as.bo.ask("DELETE", `/topics/${topicId}`);
  expect(await app.preview(bo, `/forum/topics/${topicId}`)).toBeUndefined();
});
