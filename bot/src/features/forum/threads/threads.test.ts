import { beforeEach, expect, test } from "vitest";
import type { Key } from "#platform/storage/table.ts";
import { askedByBo, cecilia, forumApp, question, topicId } from "#test/harness/forum.ts";
import { anna, channel, otherChannel, stranger, type TestApp, textsOf } from "#test/harness/harness.ts";
import { inNetwork, outsider } from "#test/harness/network.ts";

/* Bo's topic in the network's two channels, and what is said in its threads there. */

let app: TestApp;
let as: Awaited<ReturnType<typeof askedByBo>>;

beforeEach(async () => {
  app = await forumApp();
  for (const place of [channel, otherChannel]) await app.places.remember(place);
  await linked(channel, otherChannel);
  as = await askedByBo(app);
  app.teams.sent.length = 0;
});

/** The network's own channels are these. */
const linked = (...places: (typeof channel)[]) =>
  inNetwork(app, anna).ask("PUT", "/network/settings", {
    about: { sv: "", fi: "", en: "" },
    membersInvite: true,
    channelIds: places.map(({ id }) => id),
  });

/** A minute passes, and what is due is done. */
async function pass(): Promise<void> {
  for (let times = 0; times < 3; times++)
    await app.at(new Date(app.clock.now().getTime() + 20_000).toISOString());
}

/** The topic stands in channels; gives the threads' ids. */
async function posted(...places: (typeof channel)[]): Promise<string[]> {
  for (const { id } of places) await as.bo.deed("POST", "channels", { placeId: id });
  await pass();
  return places.map(({ id }) => app.teams.sent.find(({ place }) => place.id === id)?.messageId ?? "");
}

/** What was posted in channels and threads since the last look. */
const news = () =>
  app.teams.sent
    .splice(0)
    .filter(({ place }) => place.scope === "channel")
    .map(({ place, card }) =>
      [place.id.replace(/^19:|@thread\.tacv2/g, ""), ...textsOf(card).slice(0, 2)].join(" ← "),
    );

const updates = () =>
  app.teams.updated.splice(0).map(({ messageId, card }) => [messageId, ...textsOf(card)].join(" ← "));

async function say(text: string, threadId: string, more: object = {}): Promise<string> {
  const messageId = String(1_000 + Math.floor(Math.random() * 1e9));
  await app.overhear({ messageId, threadId, text, person: cecilia, ...more });
  await app.work();
  return messageId;
}

const texts = async () => (await as.bo.topic(topicId, "from=1")).page.map(({ text }) => text);

test("a topic stands in a channel once, with its title and beginning", async () => {
  const [thread] = await posted(channel);
  await posted(channel);
  expect(app.teams.sent).toHaveLength(1);
  const shown = textsOf(app.teams.sent[0]?.card ?? { type: "AdaptiveCard" });
  expect(shown).toEqual(
    expect.arrayContaining([question.title, "Jag har sett både samkommun och kommunförbund."]),
  );
  expect(shown).toEqual(expect.arrayContaining(["Öppna", "Följ"]));
  expect(await as.anna.topic()).toMatchObject({
    channels: [{ placeId: channel.id, name: "Allmänt", link: expect.stringContaining(`/${thread}`) }],
  });
});

test("what one answers in the thread is not unread to oneself, and is to others", async () => {
  const [thread = ""] = await posted(channel);
  await say("Samkommun.", thread);
  await say("Eller kommunalförbund.", thread);
  expect((await as.cecilia.list()).topics).toMatchObject([{ posts: 3, unread: 1 }]);
  expect((await as.bo.list()).topics).toMatchObject([{ unread: 2 }]);
});

test("only its author and coordinators post it, and only in the network's channels", async () => {
  await expect(as.cecilia.deed("POST", "channels", { placeId: channel.id })).rejects.toThrow("unknownTopic");
  await expect(as.anna.deed("POST", "channels", { placeId: "19:forged" })).rejects.toThrow("unknownPlace");
  expect(await as.cecilia.ask("GET", "/places")).toMatchObject({
    places: [{ id: otherChannel.id }, { id: channel.id }],
  });
  await as.anna.deed("POST", "channels", { placeId: channel.id });
});

test("what did not arrive is sent again when somebody asks", async () => {
  app.teams.next.push({ outcome: "blocked" });
  await posted(channel);
  expect(app.teams.sent).toEqual([]);
  await posted(channel);
  expect(app.teams.sent).toHaveLength(1);
  await say("Samkommun.", app.teams.sent[0]?.messageId ?? "");
  expect(await texts()).toHaveLength(2);
});

test("a reply in the thread comes into the topic once, and does not go back", async () => {
  const [thread = ""] = await posted(channel);
  app.teams.sent.length = 0;
  const messageId = await say("Det **heter** samkommun.", thread);
  await app.overhear({ messageId, threadId: thread, text: "Det **heter** samkommun.", person: cecilia });
  await pass();
  expect((await as.bo.topic(topicId, "from=1")).page).toMatchObject([
    {},
    {
      text: "Det **heter** samkommun.",
      author: { name: "Cecilia" },
      teamsLink: expect.stringContaining(messageId),
    },
  ]);
  expect(news()).toEqual([]);
});

test("an answer from the tab is posted in the thread once, and what was written before is not", async () => {
  await as.anna.write("Före");
  const [thread] = await posted(channel);
  app.teams.sent.length = 0;
  await as.cecilia.write("Efter");
  await pass();
  await pass();
  expect(news()).toEqual([`natverk;messageid=${thread} ← Cecilia svarade i forumet ← Efter`]);
});

test("what is written before Teams has told the card's id is posted when it has", async () => {
  await as.bo.deed("POST", "channels", { placeId: channel.id });
  await as.cecilia.write("Genast");
  await pass();
  expect(news().map((each) => each.split(" ← ").at(-1))).toEqual([
    expect.stringContaining("Diskussion"),
    "Genast",
  ]);
});

test("in two channels a reply from one goes to the other once", async () => {
  const [one = "", other] = await posted(channel, otherChannel);
  app.teams.sent.length = 0;
  await say("Samkommun.", one);
  await pass();
  expect(news()).toEqual([`annan;messageid=${other} ← Cecilia svarade i forumet ← Samkommun.`]);
});

test("edits and removals follow, in both ways", async () => {
  const [one = ""] = await posted(channel, otherChannel);
  const messageId = await say("Samkomun.", one);
  await pass();
  const copy = app.teams.sent.findLast(({ place }) => place.scope === "channel")?.messageId;
  updates();

  await app.overhear({ messageId, threadId: one, deed: "edited", text: "Samkommun.", person: cecilia });
  await pass();
  expect(await texts()).toEqual([question.text, "Samkommun."]);
  expect(updates()).toEqual([`${copy} ← Cecilia svarade i forumet ← Ändrat efteråt ← Samkommun. ← Öppna`]);

  await app.overhear({ messageId, threadId: one, deed: "removed" });
  await app.overhear({ messageId, threadId: one, deed: "removed" });
  await pass();
  expect(await texts()).toEqual([question.text, ""]);
  expect(updates()).toEqual([`${copy} ← Inlägget har tagits bort.`]);

  // Undone in Teams.
  await app.overhear({ messageId, threadId: one, deed: "edited", text: "Samkommun.", person: cecilia });
  expect(await texts()).toEqual([question.text, "Samkommun."]);
});

test("what a coordinator has removed stays removed, whatever its author does in Teams", async () => {
  const [thread = ""] = await posted(channel);
  const messageId = await say("Köp bilar.", thread);
  await as.anna.remove(2, "Reklam.");
  await app.overhear({ messageId, threadId: thread, deed: "edited", text: "Köp båtar.", person: cecilia });
  expect(await texts()).toEqual([question.text, ""]);
});

test("what is written in Teams is edited in Teams", async () => {
  const [thread = ""] = await posted(channel);
  await say("Samkommun.", thread);
  expect((await as.cecilia.topic()).page[1]?.may).toMatchObject({ edit: false, remove: true });
  await expect(as.cecilia.edit(2, "Hej", "0")).rejects.toThrow("unknownPost");
});

test.for([
  ["by whoever is no member", { person: outsider }],
  ["by somebody of another tenant", { person: stranger }],
  ["by nobody that Teams names", { person: undefined }],
  ["without words", { text: " " }],
  ["in another thread", { threadId: "99" }],
  ["in the same thread of another channel", {}, otherChannel],
  ["as a removal of what was never heard", { deed: "removed" }],
] as const)("what is said %s is left alone", async ([, heard, place = channel]) => {
  const [thread = ""] = await posted(channel);
  await app.overhear(
    { messageId: "7", threadId: thread, text: "Samkommun.", person: cecilia, ...heard },
    place,
  );
  await app.work();
  expect(await texts()).toEqual([question.text]);
});

test("our own card is no reply, and in a closed topic nothing is taken in", async () => {
  const [thread = ""] = await posted(channel);
  await app.overhear({ messageId: thread, threadId: thread, text: "Kortet", person: cecilia });
  await as.anna.deed("POST", "closure", { reason: "Klart." });
  await say("För sent", thread);
  expect(await texts()).toEqual([question.text]);
});

test("the card in the channel tells that the topic is solved, closed, or gone", async () => {
  await as.cecilia.write("Samkommun.");
  const [thread] = await posted(channel);
  await as.bo.deed("PUT", "best", { number: 2 });
  await pass();
  expect(updates()).toEqual([expect.stringContaining("Har ett bästa svar")]);
  await as.bo.deed("POST", "closure", { reason: "Besvarad." });
  await pass();
  expect(updates()).toEqual([expect.stringContaining("Stängd")]);
  await as.anna.ask("DELETE", `/topics/${topicId}`);
  await pass();
  expect(updates()).toEqual([`${thread} ← Diskussionen har tagits bort.`]);
});

test("a topic that is removed takes its posts in the thread along, and brings them back", async () => {
  await posted(channel);
  await as.cecilia.write("Samkommun.");
  await pass();
  await as.anna.ask("DELETE", `/topics/${topicId}`);
  await pass();
  expect(
    updates()
      .map((each) => each.split(" ← ").at(-1))
      .toSorted(),
  ).toEqual(["Diskussionen har tagits bort.", "Inlägget har tagits bort."]);
  await as.anna.deed("POST", "restoration");
  await pass();
  expect(updates()).toHaveLength(2);
});

test("a removed post that is brought back before it was posted in the thread is posted there after all", async () => {
  const [thread] = await posted(channel);
  app.teams.sent.length = 0;
  await as.cecilia.write("Samkommun.");
  await as.cecilia.remove(2);
  await pass();
  expect(news()).toEqual([]);
  await as.cecilia.restore(2);
  await pass();
  expect(news()).toEqual([`natverk;messageid=${thread} ← Cecilia svarade i forumet ← Samkommun.`]);
});

test("what was said is heard of late, and does not make the topic older", async () => {
  const [thread = ""] = await posted(channel);
  const { lastAt } = await as.bo.topic();
  await say("Sagt i går", thread, { sentAt: new Date("2026-11-22T08:00:00Z") });
  expect((await as.bo.topic()).lastAt).toBe(lastAt);
  await say("Sagt i morgon", thread, { sentAt: new Date("2027-11-22T08:00:00Z") });
  expect((await as.bo.topic()).lastAt).toBe(app.clock.now().toISOString());
});

test("in a channel that is the network's no more nothing is told or heard, but what is taken back goes", async () => {
  const [thread = ""] = await posted(channel);
  const messageId = await say("Samkommun.", thread);
  await as.cecilia.write("Före");
  await pass();
  await linked(otherChannel);
  app.teams.sent.length = 0;
  updates();

  await as.cecilia.write("Internt");
  await as.cecilia.edit(3, "Också internt", "0");
  await as.bo.deed("POST", "closure", { reason: "Klart." });
  await as.bo.deed("DELETE", "closure");
  await pass();
  expect(news()).toEqual([]);
  expect(updates()).toEqual([]);

  await say("Hörs detta?", thread);
  await app.overhear({ messageId, threadId: thread, deed: "edited", text: "Eller detta?", person: cecilia });
  expect(await texts()).toEqual([question.text, "Samkommun.", "Också internt", "Internt"]);

  await app.overhear({ messageId, threadId: thread, deed: "removed" });
  await as.cecilia.remove(3);
  await pass();
  expect(await texts()).toEqual([question.text, "", "", "Internt"]);
  expect(updates()).toEqual([expect.stringContaining("Inlägget har tagits bort.")]);
});

test("a topic that is given up by its channel before it was posted there is not posted", async () => {
  await as.bo.deed("POST", "channels", { placeId: channel.id });
  await linked();
  await pass();
  expect(news()).toEqual([]);
});

/** What Teams tells of one message in the thread, `at` seconds after the first of it. */
const heardInTurn = async (
  threadId: string,
  ...heard: { deed?: "edited" | "removed"; text?: string; at: number }[]
) => {
  const beganAt = app.clock.now().getTime() - 60_000;
  for (const { at, ...said } of heard) {
    const sentAt = new Date(beganAt + at * 1_000);
    await app.overhear({ messageId: "7", threadId, person: cecilia, sentAt, ...said });
  }
  await app.work();
};

const said = { text: "Ett", at: 0 };
const edited = { deed: "edited", text: "Två", at: 10 } as const;
const removed = { deed: "removed", at: 20 } as const;

test.for([
  ["removed before it is heard of", [removed, said], []],
  ["removed and edited before it is heard of", [removed, edited, said], []],
  ["edited before it is heard of", [edited, said], ["Två"]],
  ["edited, and then as it was edited before", [said, { ...edited, text: "Tre", at: 15 }, edited], ["Tre"]],
  ["removed, and then edited before that", [said, removed, edited], [""]],
  ["removed, and then edited at the same time", [said, removed, { ...edited, at: 20 }], [""]],
  [
    "removed, brought back, and removed before that",
    [said, removed, { ...edited, text: "Ett", at: 30 }, removed],
    ["Ett"],
  ],
] as const)("of a message that is told of as %s, the newest counts", async ([, heard, shown]) => {
  const [thread = ""] = await posted(channel);
  await heardInTurn(thread, ...heard);
  expect(await texts()).toEqual([question.text, ...shown]);
});

test("what is heard of all at once is taken in as it is by then", async () => {
  const [thread = ""] = await posted(channel);
  const hear = (messageId: string, deeds: readonly object[]) =>
    deeds.map((deed, at) => {
      const sentAt = new Date(app.clock.now().getTime() + at);
      return app.overhear({ messageId, threadId: thread, person: cecilia, text: messageId, sentAt, ...deed });
    });
  const news = { deed: "edited", text: "Nytt" } as const;
  const gone = { deed: "removed", text: "" } as const;
  const all = ["5", "6", "7", "8"].map((id) => hear(id, Number(id) % 2 ? [{}, news] : [{}, gone]));
  await Promise.all(all.flat());
  expect((await texts()).filter((text) => text !== "").toSorted()).toEqual(
    [question.text, "Nytt", "Nytt"].toSorted(),
  );
});

test("what is removed in the tab is not brought back by what Teams tells late", async () => {
  const [thread = ""] = await posted(channel);
  await heardInTurn(thread, said);
  await as.cecilia.remove(2);
  await heardInTurn(thread, edited);
  expect(await texts()).toEqual([question.text, ""]);
});

test("a topic that is removed meanwhile comes back without what was taken back in its thread", async () => {
  const [thread = ""] = await posted(channel);
  await heardInTurn(thread, said);
  await as.anna.ask("DELETE", `/topics/${topicId}`);
  await heardInTurn(thread, removed);
  await as.anna.deed("POST", "restoration");
  expect(await texts()).toEqual([question.text, ""]);
});

test("whoever has left the network changes nothing in it from Teams, but takes back what is theirs", async () => {
  const [thread = ""] = await posted(channel);
  await heardInTurn(thread, said);
  await inNetwork(app, cecilia).leave();
  await heardInTurn(thread, edited);
  expect(await texts()).toEqual([question.text, "Ett"]);
  await heardInTurn(thread, removed);
  expect(await texts()).toEqual([question.text, ""]);
});

/** As Teams names messages: the card's id is the moment when it was posted. */
async function postedNow(): Promise<string> {
  const thread = String(app.clock.now().getTime());
  app.teams.next.push({ outcome: "sent", messageId: thread });
  await as.bo.deed("POST", "channels", { placeId: channel.id });
  return thread;
}

const kept = async () => {
  const due = await Array.fromAsync(app.store.tables.open<Key & { job: string }>("due").list("due"));
  return due.filter(({ job }) => job === "forum/heard");
};

test("what members say before Teams has told the card's id is taken in when it has, and as it is by then", async () => {
  const thread = await postedNow();
  await heardInTurn(thread, said);
  await say("Två", thread);
  const messageId = await say("Samkommun.", thread);
  await app.overhear({ messageId, threadId: thread, deed: "edited", text: "Samkommunen.", person: cecilia });
  expect(await texts()).toEqual([question.text]);
  await pass();
  expect((await texts()).toSorted()).toEqual([question.text, "Ett", "Två", "Samkommunen."].toSorted());
  expect(await kept()).toEqual([]);
});

test("of threads that are nobody's topic nothing is kept for more than two minutes, and of others nothing", async () => {
  const thread = String(app.clock.now().getTime());
  await say("Något annat", thread);
  expect(await kept()).toHaveLength(1);
  for (let times = 0; times < 3; times++) await pass();
  expect(await kept()).toEqual([]);

  const young = String(app.clock.now().getTime());
  await app.overhear({ messageId: "1", threadId: young, text: "Hej", person: outsider });
  await app.overhear({ messageId: "2", threadId: thread, text: "Hej", person: cecilia });
  await linked(otherChannel);
  await app.overhear({ messageId: "3", threadId: young, text: "Hej", person: cecilia });
  expect(await kept()).toEqual([]);
});

test("what is hostile is plain on cards", async () => {
  await posted(channel);
  await as.cecilia.write("**[Klicka](javascript:alert(1))** <b>här</b> {{DATE(2026-01-01T00:00:00Z)}}");
  await pass();
  const texts = textsOf(app.teams.sent.at(-1)?.card ?? { type: "AdaptiveCard" }).join("\n");
  expect(texts).toContain("Klicka");
  expect(texts).not.toMatch(/\*\*|(?<!\\)\(javascript|(?<!\\)<b|\{\{DATE/);
});
