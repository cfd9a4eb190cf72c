import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { later, minutes } from "#platform/jobs/clock.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { anna, bo, memoryKeys, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { inNetwork, networked, ownChat } from "#test/harness/network.ts";
import { networkStore } from "./store.ts";

/* A process that is gone before each single write of a deed; another goes on with what was stored. */

const monday = "2026-11-23T08:00:00Z";
type Deed = (app: TestApp) => Promise<unknown>;

async function atEachWrite(
  before: Deed,
  deed: Deed,
  check: (app: TestApp, titles: string[]) => Promise<void>,
) {
  let writes = 0;
  for (let isCut = true; isCut; writes++) {
    const store = await openEmbedded(":memory:");
    const keys = memoryKeys();
    const first = await testApp(monday, store, keys);
    await networked(first, []);
    await ownChat(first, anna);
    await ownChat(first, bo);
    await before(first);
    await first.work();

    const process = untilWrite(writes + 1, store);
    const doomed = await testApp(monday, process.store, keys, { sleep: process.sleep });
    const ended = deed(doomed)
      .then(() => doomed.work())
      .catch(() => undefined);
    await Promise.race([ended, process.gone]);
    await setImmediate();
    isCut = process.isGone();

    const next = await testApp(monday, store, keys);
    for (const minute of [1, 2, 5, 10]) await next.at(later(new Date(monday), minutes(minute)).toISOString());
    const posts = [doomed, next].flatMap(({ teams }) => teams.sent);
    await check(
      next,
      posts.map(({ card }) => textsOf(card)[0] ?? ""),
    );
    await store.close();
  }
  expect(writes).toBeGreaterThan(4);
}

/** Never twice; and where it was not told, a post was cut off that nobody knows of, and is not made again. */
async function isToldOnce(app: TestApp, isTold: boolean, told: string[]): Promise<void> {
  const { requestId } = (await networkStore(app.store.tables).find(bo.tenantId, bo.id)) ?? {};
  const sendings = await app.sender.list(anna.tenantId, `network|${requestId}`);
  const unknown = sendings.reduce((sum, { progress }) => sum + progress.unknown, 0);
  expect(told.length).toBeLessThanOrEqual(isTold ? 1 : 0);
  expect(told.length + unknown).toBeGreaterThanOrEqual(isTold ? 1 : 0);
}

test("an asking that is cut off at any write is made whole, with its coordinator told, or not at all", async () => {
  await atEachWrite(
    async () => undefined,
    (app) => inNetwork(app, bo).join(),
    async (app, titles) => {
      const { standing } = await inNetwork(app, bo).view();
      const { requests, members } = await inNetwork(app, anna).view();
      expect({ requests, members }).toEqual({ requests: standing === "asked" ? 1 : 0, members: 1 });
      await isToldOnce(app, standing === "asked", titles);
    },
  );
});

test("a yes that is cut off at any write lets in and tells once, or does neither", async () => {
  await atEachWrite(
    (app) => inNetwork(app, bo).join(),
    async (app) => {
      const [request] = await inNetwork(app, anna).requests();
      await inNetwork(app, anna).approve(request?.id ?? "");
    },
    async (app, titles) => {
      const { standing } = await inNetwork(app, bo).view();
      const { requests, members } = await inNetwork(app, anna).view();
      const isIn = standing === "member";
      expect({ requests, members }).toEqual(isIn ? { requests: 0, members: 2 } : { requests: 1, members: 1 });
      const welcomes = titles.filter((title) => title.startsWith("Välkommen"));
      await isToldOnce(app, isIn, welcomes);
    },
  );
});
