import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "#platform/storage/store.ts";
import type { Key } from "#platform/storage/table.ts";
import { findsIn } from "#platform/storage/testing.ts";
import { openEmbedded } from "./embedded.ts";

type Draft = Key & { text: string };

const partitionKey = "tenant";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Rows of many sizes, written over and removed in a mixed order; all that is to be gone says so. */
async function writeAndRemove({ tables, queues }: Store, count = 1_000): Promise<void> {
  const drafts = tables.open<Draft>("drafts");
  const text = (word: string, n: number) => `${word} ${n} `.repeat(1 + ((n * 37) % 83));
  const rowKey = (n: number) => `${(n * 7919) % count}-${n % 2 ? "goneKey" : "staysKey"}-${n}`;
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (const n of numbers.filter((n) => n % 10 === 0))
    await Promise.all(
      numbers
        .slice(n, n + 10)
        .map((n) => drafts.put({ partitionKey, rowKey: rowKey(n), text: text("goneText", n) })),
    );
  await Promise.all(
    numbers
      .filter((n) => n % 2 === 0)
      .map((n) => drafts.put({ partitionKey, rowKey: rowKey(n), text: text("staysText", n) })),
  );
  for (const n of numbers.filter((n) => n % 2 === 1))
    await drafts.remove({ partitionKey, rowKey: rowKey(n) });
  const queue = queues.open("work");
  await queue.put("goneMessage");
  for (const message of await queue.take(1_000)) await queue.remove(message);
}

const gone = ["goneText", "goneKey", "goneMessage"];
const found = () => gone.filter(findsIn(folder));

test("what was removed or written over is in no file after a scrub, while the store goes on", async () => {
  const [store, other] = await Promise.all([openEmbedded(folder), openEmbedded(folder)]);
  await writeAndRemove(store);

  expect(found()).not.toEqual([]);
  await store.scrub();

  expect(found()).toEqual([]);
  const stays = await Array.fromAsync(other.tables.open<Draft>("drafts").list(partitionKey));
  expect(stays).toHaveLength(500);
  expect(stays.every(({ text }) => text.startsWith("staysText"))).toBe(true);
  expect(findsIn(folder)("staysText")).toBe(true);
  await store.tables.open<Draft>("drafts").put({ partitionKey, rowKey: "more", text: "" });
  await Promise.all([store.close(), other.close()]);
});

test("what was removed is in no file after the store is closed", async () => {
  const store = await openEmbedded(folder);
  await writeAndRemove(store);
  await store.close();
  expect(found()).toEqual([]);
});

test("a scrub waits for another program that reads", async () => {
  const store = await openEmbedded(folder);
  await writeAndRemove(store, 10);
  const other = new DatabaseSync(join(folder, "kommunpuls.db"));
  other.exec("BEGIN");
  other.prepare("SELECT * FROM rows LIMIT 1").get();
  setTimeout(() => other.exec("COMMIT"), 300);

  await store.scrub();

  expect(found()).toEqual([]);
  other.close();
  await store.close();
});

test("a file made when removed rows were not overwritten is written afresh, once", async () => {
  await (await openEmbedded(folder)).close();
  const forget = (text: string) => {
    const old = new DatabaseSync(join(folder, "kommunpuls.db"));
    old.exec("PRAGMA secure_delete = OFF");
    const insert = old.prepare("INSERT INTO rows VALUES ('drafts', 'tenant', ?, '', ?)");
    for (let n = 0; n < 100; n++) insert.run(`${text}-${n}`, Buffer.from(text.repeat(50)));
    insert.run("stays", Buffer.from("{}"));
    old.exec("DELETE FROM rows WHERE row_key <> 'stays'");
    return old;
  };
  const old = forget("goneText");
  old.exec("PRAGMA user_version = 0");
  old.close();
  expect(found()).toEqual(["goneText"]);

  const store = await openEmbedded(folder);
  expect(found()).toEqual([]);
  expect(await store.tables.open<Draft>("drafts").get("tenant", "stays")).toBeDefined();
  await store.tables.open<Draft>("drafts").remove({ partitionKey, rowKey: "stays" });
  await store.close();

  // Once: a large file is not to be written afresh at each start.
  forget("goneMessage").close();
  const again = await openEmbedded(folder);
  expect(found()).toEqual(["goneMessage"]);
  await again.close();
});
