import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { Conflict, type Key } from "#platform/storage/table.ts";
import { openEmbedded } from "./embedded.ts";

type Count = Key & { n: number };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("what was written is there when the folder is opened again", async () => {
  const store = await openEmbedded(folder);
  await store.tables.open<Count>("counts").put({ partitionKey: "p", rowKey: "r", n: 1 });
  await store.queues.open("jobs").put("work");
  await store.close();

  const again = await openEmbedded(folder);
  expect(await again.tables.open<Count>("counts").get("p", "r")).toMatchObject({ n: 1 });
  expect(await again.queues.open("jobs").take(1000)).toMatchObject([{ body: "work" }]);
  await again.close();
});

test("the folder and its files are for their owner alone", async () => {
  const store = await openEmbedded(join(folder, "data"));
  await store.check();

  expect((await stat(join(folder, "data"))).mode & 0o777).toBe(0o700);
  for (const name of await readdir(join(folder, "data")))
    expect((await stat(join(folder, "data", name))).mode & 0o777).toBe(0o600);
  await store.close();
});

test("a write that conflicts fails alone, its neighbours in the same moment are done", async () => {
  const store = await openEmbedded(":memory:");
  const counts = store.tables.open<Count>("counts");

  const outcomes = await Promise.allSettled([
    counts.insert({ partitionKey: "p", rowKey: "a", n: 1 }),
    counts.insert({ partitionKey: "p", rowKey: "a", n: 2 }),
    counts.batch("p", [
      { put: { partitionKey: "p", rowKey: "b", n: 1 } },
      { insert: { partitionKey: "p", rowKey: "a", n: 3 } },
    ]),
    counts.insert({ partitionKey: "p", rowKey: "c", n: 1 }),
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(await Array.fromAsync(counts.list("p"))).toMatchObject([
    { rowKey: "a", n: 1 },
    { rowKey: "c", n: 1 },
  ]);
  await store.close();
});

test("more writes than one transaction takes are all done, in the order they came", async () => {
  const store = await openEmbedded(":memory:");
  const counts = store.tables.open<Count>("counts");

  const written = await Promise.all(
    Array.from({ length: 5000 }, (_, n) => counts.put({ partitionKey: "p", rowKey: String(n % 1000), n })),
  );
  expect(written).toHaveLength(5000);
  const kept = await Array.fromAsync(counts.list("p"));
  expect(kept.map(({ n }) => n).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 1000 }, (_, n) => 4000 + n),
  );
  await store.close();
});

test("a first start needs no file, and one that was cut off before it made one is no hindrance", async () => {
  await writeFile(join(folder, "kommunpuls.db.1-0.new"), "");

  const store = await openEmbedded(folder);
  await store.check();
  await store.close();
  expect((await readdir(folder)).filter((name) => name.endsWith(".new"))).toEqual(["kommunpuls.db.1-0.new"]);
});

test("two connections to one folder count in one row and lose nothing", async () => {
  const stores = await Promise.all([openEmbedded(folder), openEmbedded(folder)]);
  const tables = stores.map((store) => store.tables.open<Count>("counts"));
  await tables[0]?.insert({ partitionKey: "p", rowKey: "r", n: 0 });

  await Promise.all(
    [...tables, ...tables].map(async (counts) => {
      for (let done = 0; done < 25; ) {
        const row = await counts.get("p", "r");
        if (!row) throw new Error("The row is gone.");
        const written = await counts.replace({ ...row, n: row.n + 1 }).catch((error: unknown) => {
          if (!(error instanceof Conflict)) throw error;
        });
        if (written) done++;
      }
    }),
  );

  expect(await tables[1]?.get("p", "r")).toMatchObject({ n: 100 });
  await Promise.all(stores.map((store) => store.close()));
});

test("a write waits for another program that holds the file, and is done once", async () => {
  const store = await openEmbedded(folder);
  const counts = store.tables.open<Count>("counts");
  const other = new DatabaseSync(join(folder, "kommunpuls.db"));
  other.exec("BEGIN IMMEDIATE");

  const write = counts.insert({ partitionKey: "p", rowKey: "r", n: 1 });
  setTimeout(() => other.exec("COMMIT"), 200);
  const { etag } = await write;
  expect(await counts.get("p", "r")).toMatchObject({ n: 1, etag });
  other.close();
  await store.close();
});

describe("a store that can't be used says so in one sentence", () => {
  test("a file that is no database", async () => {
    await writeFile(
      join(folder, "kommunpuls.db"),
      "not a database, and long enough to be looked at ".repeat(100),
    );
    await expect(openEmbedded(folder)).rejects.toThrow(StoreUnusable);
    await expect(openEmbedded(folder)).rejects.toThrow(
      "The store file kommunpuls.db is damaged: put back a copy, or move it and the files beside it away to begin empty.",
    );
  });

  test("a file whose rows were overwritten", async () => {
    const store = await openEmbedded(folder);
    await store.tables.open<Count>("counts").put({ partitionKey: "p", rowKey: "r", n: 1 });
    await store.close();
    // The first page says what is in the file and stays.
    const file = await open(join(folder, "kommunpuls.db"), "r+");
    await file.write(Buffer.alloc((await file.stat()).size - 4096, 0xff), 0, undefined, 4096);
    await file.close();

    const damaged = await openEmbedded(folder);
    await expect(damaged.tables.open<Count>("counts").get("p", "r")).rejects.toThrow(StoreUnusable);
    await expect(damaged.check()).rejects.toThrow(StoreUnusable);
    await damaged.close();
  });

  test("a file that has become empty, alone and with what lies beside it", async () => {
    const store = await openEmbedded(folder);
    await store.tables.open<Count>("counts").put({ partitionKey: "p", rowKey: "r", n: 1 });
    const beside = await readFile(join(folder, "kommunpuls.db-wal"));
    await store.close();
    await truncate(join(folder, "kommunpuls.db"));

    const isEmpty =
      "The store file kommunpuls.db is empty, and was not when it was made: put back a copy, or move it and the files beside it away to begin empty.";
    await expect(openEmbedded(folder)).rejects.toThrow(new StoreUnusable(isEmpty));
    await writeFile(join(folder, "kommunpuls.db-wal"), beside);
    await expect(openEmbedded(folder)).rejects.toThrow(new StoreUnusable(isEmpty));
    // It is still there for whoever mends it.
    expect((await stat(join(folder, "kommunpuls.db-wal"))).size).toBe(beside.length);
  });

  test("a file that is gone while what was written to it last is there", async () => {
    await writeFile(join(folder, "kommunpuls.db-wal"), "what was written last");

    await expect(openEmbedded(folder)).rejects.toThrow(
      "The store file kommunpuls.db is gone, though what was written to it last lies beside it: put back a copy",
    );
    expect(await readFile(join(folder, "kommunpuls.db-wal"), "utf8")).toBe("what was written last");
  });

  test.for(["emptied", "removed", "replaced"] as const)(
    "a file that is %s under a store that is open",
    async (how) => {
      const store = await openEmbedded(folder);
      const path = join(folder, "kommunpuls.db");
      await store.check();
      if (how === "emptied") await truncate(path);
      else await rm(path);
      if (how === "replaced") await writeFile(path, "another");

      await expect(store.check()).rejects.toThrow(
        "The store file kommunpuls.db is not the one that was opened: stop the server and put it back.",
      );
      await store.close().catch(() => undefined);
    },
  );

  test("a folder where the file can't be made", async () => {
    await mkdir(join(folder, "kommunpuls.db"));
    await expect(openEmbedded(folder)).rejects.toThrow(
      "The store file kommunpuls.db can't be read and written: check who owns the data folder and its rights.",
    );
  });
});

test("a clock that is set back hides no message that was to be taken at once, nor one that was held", async () => {
  const store = await openEmbedded(":memory:");
  const queue = store.queues.open("jobs");
  await queue.put("held");
  await queue.take(10_000);
  await queue.put("waits");
  await queue.put("for later", 60_000);

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 7_200_000 });
  const taken = await queue.take(10_000, 10);
  vi.useRealTimers();

  expect(taken.map(({ body }) => body).toSorted()).toEqual(["held", "waits"]);
  await store.close();
});
