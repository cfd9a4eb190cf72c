import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { later, minutes } from "#platform/jobs/clock.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { cecilia, forumApp, inForum, monday, question, topicId } from "#test/harness/forum.ts";
import { anna, bo, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { ownChat } from "#test/harness/network.ts";

/* A process that is gone before each single write of a deed, one after the other; another goes on with what was stored. */

type Doing = { app: TestApp; at: number };

async function atEachWrite(
  deed: (doing: Doing) => Promise<unknown>,
  check: (doing: Doing, told: string[]) => Promise<void>,
) {
  const first = await forumApp();
  await ownChat(first, bo);
  await inForum(first, bo).start();
  await first.work();
  const { store, keys } = first;
  const next = await testApp(monday, store, keys);
  let isCut = true;
  for (let write = 1; isCut; write++) {
    const now = later(new Date(monday), minutes(10 * write));
    const process = untilWrite(write, store);
    const doomed = await testApp(now.toISOString(), process.store, keys);
    const ended = deed({ app: doomed, at: write })
      .then(() => doomed.work())
      .catch(() => undefined);
    await Promise.race([ended, process.gone]);
    await setImmediate();
    isCut = process.isGone();

    for (const minute of [1, 2, 5]) await next.at(later(now, minutes(minute)).toISOString());
    const told = [doomed, next]
      .flatMap(({ teams }) => teams.sent.splice(0))
      .filter(({ card }) => textsOf(card)[0] === question.title)
      .map(({ card }) => textsOf(card)[2] ?? "");
    await check({ app: next, at: write }, told);
  }
}

test("a post that is cut off at any write is whole, in the lists and told once; or was never written", async () => {
  let written = 1;
  await atEachWrite(
    ({ app, at }) => inForum(app, cecilia).write(`Ordagrant ${at}`),
    async ({ app, at }, told) => {
      const reader = inForum(app, anna);
      const { posts, page } = await reader.topic(topicId, "from=99");
      expect((await reader.list()).topics).toMatchObject([{ posts }]);
      const { hits } = await reader.ask<{ hits: object[] }>("GET", "/search?q=ordagrant");
      expect(hits).toHaveLength(Math.min(posts - 1, 20));
      const isNew = posts > written;
      expect(posts).toBe(isNew ? written + 1 : written);
      if (isNew) expect(page.at(-1)?.text).toBe(`Ordagrant ${at}`);
      // What was begun to be posted when it was cut off may have been posted, and is not posted twice.
      expect(isNew ? [`Ordagrant ${at}`] : []).toEqual(expect.arrayContaining(told));
      expect(told.length).toBeLessThan(2);
      written = posts;
      await inForum(app, bo).read(posts);
    },
  );
  expect(written).toBeGreaterThan(3);
});

test("a topic that is cut off at any write is in the lists, or was never begun", async () => {
  const idOf = (at: number) => `f0f0f0f0-0000-4000-8000-0000000001${String(at).padStart(2, "0")}`;
  await atEachWrite(
    ({ app, at }) => inForum(app, cecilia).start({ id: idOf(at), title: `En ny fråga ${at}` }),
    async ({ app, at }) => {
      const [newest] = (await inForum(app, anna).list()).topics;
      const topic = await inForum(app, anna)
        .topic(idOf(at))
        .catch(() => undefined);
      expect(newest?.id === idOf(at)).toBe(topic !== undefined);
    },
  );
});

test("a heading that is cut off at any write is the same in the topic and in its lists", async () => {
  await atEachWrite(
    async ({ app, at }) => {
      const { version } = await inForum(app, bo).topic();
      const heading = { title: `Rubrik ${at}`, tags: [at % 2 ? "ekonomi" : "forvaltning"], language: "fi" };
      await inForum(app, bo).ask("PUT", `/topics/${topicId}`, { version, ...heading });
    },
    async ({ app }) => {
      const reader = inForum(app, anna);
      const { title, tags, language } = await reader.topic();
      expect((await reader.list(`tag=${tags[0]}`)).topics).toMatchObject([{ title, language }]);
      const [other] = ["ekonomi", "forvaltning"].filter((tag) => tag !== tags[0]);
      expect((await reader.list(`tag=${other}`)).topics).toEqual([]);
    },
  );
});
