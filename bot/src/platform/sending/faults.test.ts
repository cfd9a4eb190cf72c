import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { broadcast, fakeTeams, startSending, tenantId } from "./testing.ts";

/*
 * A crash before each single write of a deed, one after the other: the process is gone from there on, another goes on with
 * what was stored. No place may get a card twice, and none may be forgotten.
 */

type App = Awaited<ReturnType<typeof startSending>>;
type Deed = (app: App) => Promise<unknown>;

const { id } = broadcast;
const nothing = async () => undefined;

test.for<[string, Deed, Deed]>([
  ["planned and sent", nothing, (app) => app.plan(["a", "b", "c"])],
  [
    "added to",
    async (app) => {
      await app.plan(["a"]);
      await app.work();
    },
    (app) => app.plan(["a", "b", "c"]),
  ],
  [
    "sent again",
    async (app) => {
      app.next.push({ outcome: "unknown" }, { outcome: "blocked" });
      await app.plan(["a", "b", "c"]);
      await app.work();
    },
    async (app) => {
      const again = Object.entries(await app.outcomes()).filter(([, outcome]) =>
        ["unknown", "blocked"].includes(outcome),
      );
      if (again.length > 0)
        await app.sender.retry(
          tenantId,
          id,
          again.map(([placeId]) => placeId),
        );
    },
  ],
  [
    "resumed",
    async (app) => {
      await app.plan(["a", "b", "c"], { at: new Date("2026-11-23T08:00:01Z") });
      await app.sender.pause(tenantId, id);
      await app.pass(2);
    },
    (app) => app.sender.resume(tenantId, id),
  ],
  [
    "planned anew",
    async (app) => {
      await app.plan(["a"]);
      await app.work();
      await app.plan(["b", "c"]);
      await app.sender.cancel(tenantId, id);
      await app.pass(60);
    },
    (app) => app.sender.planAnew(broadcast, ["a", "b", "c"]),
  ],
  [
    "put off by Teams",
    nothing,
    async (app) => {
      app.next.push({ outcome: "later", afterMs: 4_000 });
      await app.plan(["a", "b", "c"]);
    },
  ],
])(
  "a broadcast that is cut off at any write while it is %s posts each card once, or says that nobody knows",
  async ([, before, deed]) => {
    await atEachWrite(before, deed, async (app, isAnswered) => {
      const outcomes = await app.outcomes();
      for (const [placeId, count] of Object.entries(app.posted))
        expect([placeId, count]).toEqual([placeId, 1]);
      // Who got no answer knows that nothing may have been planned.
      if (isAnswered) expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(["a", "b", "c"]));
      for (const [placeId, outcome] of Object.entries(outcomes)) {
        if (outcome === "sent") expect([placeId, app.posted[placeId]]).toEqual([placeId, 1]);
        else if (isAnswered) expect(["unknown", "blocked"]).toContain(outcome);
      }
      if (isAnswered) expect(await app.state()).toBe("done");
    });
  },
);

test("cards whose replacement is cut off at any write are all replaced in the end", async () => {
  await atEachWrite(
    async (app) => {
      await app.plan(["a", "b", "c"]);
      await app.work();
    },
    (app) => app.sender.update(tenantId, id),
    async (app, isAnswered) => {
      expect(app.posted).toEqual({ a: 1, b: 1, c: 1 });
      if (isAnswered) expect(Object.keys(app.updated).toSorted()).toEqual(["a", "b", "c"]);
    },
  );
});

/** Runs the deed as often as it writes, and cuts it off before one write more each time; who got no answer asks again, or gives up. */
async function atEachWrite(
  before: Deed,
  deed: Deed,
  check: (app: App, isAnswered: boolean) => Promise<void>,
): Promise<void> {
  for (const isPatient of [true, false]) {
    let isCut = true;
    for (let write = 1; isCut; write++) {
      const store = await openEmbedded(":memory:");
      const teams = fakeTeams();
      await before(await startSending({ store, teams }));

      const process = untilWrite(write, store);
      const doomed = await startSending({ store: process.store, teams });
      let isAnswered = await succeeds(deed(doomed));
      await succeeds(doomed.work());
      isCut = process.isGone();

      const next = await startSending({ store, teams });
      await next.pass(10);
      if (!isAnswered && isPatient) isAnswered = await succeeds(deed(next));
      await next.pass(150);
      await check(next, isAnswered);
      await store.close();
    }
  }
}

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );
