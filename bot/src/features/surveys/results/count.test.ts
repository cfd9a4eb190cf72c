import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "#platform/storage/open.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key, Table } from "#platform/storage/table.ts";
import { findsIn } from "#platform/storage/testing.ts";
import { anna, bo, respondent, testApp } from "#test/harness/harness.ts";
import { monday, organise, posted, pulse } from "#test/harness/surveys.ts";

const answer = "surveys/answer";

test("a vote that arrives when all has been counted is not acknowledged, and leaves nothing behind", async () => {
  const late = { isHeldUp: false };
  const app = await testApp(
    monday,
    await storeWith("ballots", (ballots) => ({
      async put(row) {
        if (late.isHeldUp) {
          late.isHeldUp = false;
          await organise(app).close(id);
          await app.work();
        }
        return ballots.put(row);
      },
    })),
  );
  const id = await posted(app, pulse);
  await app.press(anna, answer, { survey: id, question: "vecka", value: "3" });

  late.isHeldUp = true;
  const said = await app.read(bo, answer, { survey: id, question: "vecka", value: "3" });

  // Whether it was found is not known here: the word must not say more than that.
  expect(said).toContain(
    "Enkäten är stängd. Ditt svar kom just när den stängdes, så det är inte säkert att det räknas.",
  );
  const ballots = app.store.tables.open("ballots");
  for (const bucket of "0123456789abcdef")
    expect(await Array.fromAsync(ballots.list(`${anna.tenantId}|${id}|${bucket}`))).toEqual([]);
});

test("an interim count that takes the round does not stand in for the final one", async () => {
  let isFirst = true;
  const app = await testApp(
    monday,
    await storeWith<Key & { final?: boolean }>("releases", (releases) => ({
      async insert(row) {
        if (row.final && isFirst) {
          isFirst = false;
          await releases.insert({ ...row, final: false });
        }
        return releases.insert(row);
      },
    })),
  );
  const id = await posted(app, { ...pulse, kind: "live" });
  for (let number = 0; number < 8; number++)
    await app.press(respondent(number), answer, { survey: id, question: "vecka", value: "3" });

  await organise(app).close(id);
  await app.work();

  expect((await organise(app).results(id)).release).toMatchObject({ final: true, round: 2, respondents: 8 });
});

/** A store in memory, one of whose tables does something else in between. */
async function storeWith<R extends Key = Key>(name: string, changed: (own: Table<R>) => Partial<Table<R>>) {
  const store = await openEmbedded(":memory:");
  const { open } = store.tables;
  const own = open<R>(name);
  const table = { ...own, ...changed(own) };
  // The tables of a store have no type of their own: each is opened with the type that it is used with.
  return { ...store, tables: { open: (each: string) => (each === name ? table : open(each)) as never } };
}

describe("what a count has destroyed is in no file of the store", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "store-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    ["once it is counted", async () => undefined],
    ["when the store is closed", (store: Store) => store.close()],
  ] as const)("%s", async (_, end) => {
    const app = await testApp(monday, await openStore({ kind: "embedded", folder }));
    const id = await posted(app, pulse);
    for (let number = 0; number < 40; number++)
      await app.press(respondent(number), answer, { survey: id, question: "vecka", value: "3" });
    const ballots = app.store.tables.open<Key & { box: Uint8Array }>("ballots");
    const partitions = [..."0123456789abcdef"].map((bucket) => `${anna.tenantId}|${id}|${bucket}`);
    const rows = (await Promise.all(partitions.map((each) => Array.fromAsync(ballots.list(each))))).flat();
    const traces = rows.flatMap(({ rowKey, box }) => [
      rowKey,
      Buffer.from(box).toString("base64").slice(80, 140),
    ]);
    expect(traces.filter(findsIn(folder))).toHaveLength(80);

    await organise(app).close(id);
    await app.work();
    await end(app.store);

    expect(traces.filter(findsIn(folder))).toEqual([]);
    if (end.length === 0) await app.store.close();
  });
});
