import { beforeEach, expect, test } from "vitest";
import { cecilia, forumApp, inForum, question } from "#test/harness/forum.ts";
import { anna, bo, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { inNetwork, ownChat } from "#test/harness/network.ts";

/* The weekly digest, on Mondays at 9.00 in Finland. It is Monday 23 November 2026 at 10.00. */

let app: TestApp;
const next = "2026-11-30T07:00:01Z";
const all = { reads: ["sv", "fi", "en"], tags: [], digest: true };

beforeEach(async () => {
  app = await forumApp();
  for (const who of [anna, bo, cecilia]) await ownChat(app, who);
});

const wish = (who: typeof bo, wishes: object) => inForum(app, who).ask("PUT", "/wishes", wishes);
const start = (title: string, changes: object = {}) =>
  inForum(app, bo).start({ ...question, id: crypto.randomUUID(), title, ...changes });
const digests = () =>
  app.teams.sent
    .map(({ place, card }) => [place.id, ...textsOf(card)])
    .filter(([, title]) => title === "Veckans nytt i forumet");

test("only whoever has asked for it gets it, with what is new in their languages", async () => {
  await wish(cecilia, { ...all, reads: ["sv"] });
  await start("Ny på svenska");
  await start("Uusi suomeksi", { language: "fi" });

  await app.at("2026-11-30T06:59:59Z");
  expect(digests()).toEqual([]);
  await app.at(next);
  const [digest, ...more] = digests();
  expect(more).toEqual([]);
  expect(digest?.[0]).toBe(`a:${cecilia.id}`);
  expect(digest?.join("\n")).toMatch(/Nya diskussioner\n\[Ny på svenska\]\(.+\) · 1 inlägg/);
  expect(digest?.join("\n")).not.toContain("Uusi");
});

test("it goes on every week, tells what is active, and nothing where nothing is new", async () => {
  await wish(cecilia, all);
  const { id } = await start("Gammal fråga");
  await app.at(next);
  await app.at("2026-12-07T07:00:01Z");
  expect(digests()).toHaveLength(1);

  await inForum(app, bo).write("Nytt svar", {}, id);
  await app.at("2026-12-14T07:00:01Z");
  expect(digests()).toHaveLength(2);
  expect(digests()[1]?.join("\n")).toMatch(/Nya inlägg\n\[Gammal fråga\]\(.+\) · 2 inlägg/);
});

test("neither one's own nor what was removed is news, nor does it bring an old topic up", async () => {
  await wish(cecilia, all);
  const [own, gone, old] = [await start("Egen"), await start("Borttaget"), await start("Gammal")];
  for (const { id } of [own, gone, old]) await inForum(app, cecilia).read(1, id);
  await inForum(app, cecilia).write("Mitt svar", {}, own.id);
  const { number } = await inForum(app, bo).write("Fel", {}, gone.id);
  await inForum(app, bo).ask("POST", `/topics/${gone.id}/posts/${number}/removal`, { reason: "" });
  await app.at(next);
  expect(digests()).toEqual([]);

  // Read by nobody since last week, and only a removed post is from this one.
  const late = await start("Förra veckans");
  await app.at("2026-12-07T07:00:01Z");
  expect(digests()).toHaveLength(1);
  await inForum(app, bo).write("Fel igen", {}, late.id);
  await inForum(app, bo).ask("POST", `/topics/${late.id}/posts/2/removal`, { reason: "" });
  await app.at("2026-12-14T07:00:01Z");
  expect(digests()).toHaveLength(1);
});

test("who follows tags hears of those, and what one has read is no news", async () => {
  await wish(cecilia, { ...all, tags: ["ekonomi"] });
  const { id } = await start("Läst", { tags: ["ekonomi"] });
  await inForum(app, cecilia).read(1, id);
  await start("Annat ämne");
  await app.at(next);
  expect(digests()).toEqual([]);
});

test.for([
  ["has pressed stop", () => app.read(cecilia, "forum/quiet", {})],
  ["has turned it off", () => wish(cecilia, { ...all, digest: false })],
  ["has left", () => inNetwork(app, cecilia).leave()],
] as const)("nobody gets it who %s, however late", async ([, deed]) => {
  await wish(cecilia, all);
  await start("Ny fråga");
  app.setTime(next);
  await deed();
  await app.work();
  expect(digests()).toEqual([]);
});

test("two replicas and repeats send one; wishes made twice make one", async () => {
  for (let times = 0; times < 3; times++) await wish(cecilia, all);
  await start("Ny fråga");
  const replica = await testApp(next, app.store, app.keys);
  app.setTime(next);
  await Promise.all([app.work(), replica.work()]);
  await app.jobs.get("forum/digest")?.({ tenantId: bo.tenantId, day: "2026-11-30" });
  await app.work();
  const sent = [...app.teams.sent, ...replica.teams.sent].filter(
    ({ card }) => textsOf(card)[0] === "Veckans nytt i forumet",
  );
  expect(sent).toHaveLength(1);
});

test("after a long stand the old ones are left out, and the next goes out", async () => {
  await wish(cecilia, all);
  await start("Ny fråga");
  await app.at("2026-12-16T12:00:00Z");
  expect(digests()).toEqual([]);
  await start("Nyare fråga");
  await app.at("2026-12-21T07:00:01Z");
  expect(digests()).toHaveLength(1);
});

test("asked for on a Monday morning it comes the same day", async () => {
  app.setTime("2026-11-30T06:00:00Z");
  await start("Ny fråga");
  await wish(cecilia, all);
  await app.at(next);
  expect(digests()).toHaveLength(1);
});
