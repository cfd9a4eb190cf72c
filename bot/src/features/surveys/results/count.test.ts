import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Key, Table } from "#platform/storage/table.ts";
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

  expect(said).toContain("Enkäten är stängd.");
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
