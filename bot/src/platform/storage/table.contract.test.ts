import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Home, homes } from "#test/harness/storage-backends.ts";
import { Conflict, type Key, type Stored, type Table, type Value } from "./table.ts";

/* What every home of the storage port promises about writing rows, one by one and in batches. */

type Vote = Key & Record<string, Value>;

const at = (rowKey: string, partitionKey: string) => ({ partitionKey, rowKey });

const keysOf = async (rows: AsyncIterable<Stored<Vote>>) =>
  (await Array.fromAsync(rows)).map((row) => row.rowKey);

describe.each(homes)("$home", ({ start }) => {
  let home: Home;
  let table: Table<Vote>;
  beforeAll(async () => {
    home = await start();
    table = home.store.tables.open<Vote>("votes");
  }, 120_000);
  afterAll(async () => {
    await home.stop();
  });

  test("a store that works says so", async () => {
    await expect(home.store.check()).resolves.toBeUndefined();
  });

  test("an insert repeated finds its own row; with other contents it is a conflict", async () => {
    const row = { ...at("anna", randomUUID()), answer: "yes", at: new Date(0) };

    const first = await table.insert(row);
    expect(await table.insert(row)).toEqual(first);
    await expect(table.insert({ ...row, answer: "no" })).rejects.toThrow(Conflict);
    expect(await table.get(row.partitionKey, "anna")).toEqual(first);
  });

  test("a put writes the row whole, whatever was there", async () => {
    const key = at("anna", randomUUID());

    const first = await table.put({ ...key, answer: "yes", comment: "because" });
    const second = await table.put({ ...key, answer: "no" });
    expect(second.etag).not.toBe(first.etag);
    expect(await table.get(key.partitionKey, "anna")).toEqual({ ...key, answer: "no", etag: second.etag });
  });

  test("a replace needs the newest etag, also after the row was removed and came back", async () => {
    const key = at("anna", randomUUID());
    const first = await table.insert({ ...key, n: 1 });
    const second = await table.replace({ ...first, n: 2 });

    await expect(table.replace({ ...first, n: 2 })).rejects.toThrow(Conflict);
    await table.remove(second);
    await expect(table.replace({ ...second, n: 3 })).rejects.toThrow(Conflict);
    await table.insert({ ...key, n: 1 });
    await expect(table.replace({ ...first, n: 4 })).rejects.toThrow(Conflict);
    expect(await table.get(key.partitionKey, "anna")).toMatchObject({ n: 1 });
  });

  test("removing what is gone is no error; removing what has changed is a conflict", async () => {
    const key = at("anna", randomUUID());
    const first = await table.insert({ ...key, n: 1 });
    const second = await table.replace({ ...first, n: 2 });

    await expect(table.remove(first)).rejects.toThrow(Conflict);
    await table.remove(second);
    await table.remove(second);
    await table.remove(key);
    expect(await table.get(key.partitionKey, "anna")).toBeUndefined();
  });

  test("a batch is done whole", async () => {
    const place = randomUUID();
    const same = await table.insert({ ...at("same", place), n: 1 });
    const old = await table.insert({ ...at("old", place), n: 1 });
    const doomed = await table.insert(at("doomed", place));

    await table.batch(place, [
      { insert: at("new", place) },
      { insert: { ...at("same", place), n: 1 } },
      { put: { ...at("put", place), n: 2 } },
      { replace: { ...old, n: 2 } },
      { remove: doomed },
      { remove: at("never was", place) },
    ]);

    expect(await keysOf(table.list(place))).toEqual(["new", "old", "put", "same"]);
    expect(await table.get(place, "old")).toMatchObject({ n: 2 });
    expect(await table.get(place, "same")).toMatchObject({ n: same.n });
  });

  test.each(["insert", "replace", "remove"] as const)(
    "a batch with one conflict (%s) is not done at all",
    async (kind) => {
      const place = randomUUID();
      const stale = await table.insert({ ...at("row", place), n: 1 });
      const row = await table.replace({ ...stale, n: 2 });
      const change = {
        insert: { insert: { ...at("row", place), n: 3 } },
        replace: { replace: { ...stale, n: 3 } },
        remove: { remove: stale },
      };

      const batch = [{ put: at("first", place) }, change[kind], { insert: at("last", place) }];
      await expect(table.batch(place, batch)).rejects.toThrow(Conflict);
      expect(await Array.fromAsync(table.list(place))).toEqual([row]);
    },
  );

  test("a batch of nothing is done; one too long, in two partitions or twice on a row is refused", async () => {
    const place = randomUUID();
    const changes = Array.from({ length: 101 }, (_, index) => ({ put: at(String(index), place) }));

    await table.batch(place, []);
    await expect(table.batch(place, changes)).rejects.toThrow(RangeError);
    await expect(table.batch(place, [{ put: at("a", "elsewhere") }])).rejects.toThrow(RangeError);
    await expect(table.batch(place, [{ put: at("a", place) }, { remove: at("a", place) }])).rejects.toThrow(
      RangeError,
    );
    expect(await keysOf(table.list(place))).toEqual([]);
  });

  test("of many that insert one key at once, one wins", async () => {
    const key = at("lease", randomUUID());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, owner) => table.insert({ ...key, owner })),
    );

    const won = outcomes.filter((outcome) => outcome.status === "fulfilled").map((outcome) => outcome.value);
    expect(won).toEqual([await table.get(key.partitionKey, "lease")]);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(Conflict);
  });

  test("of many that count in one row at once, each counts once", async () => {
    const key = at("count", randomUUID());
    await table.insert({ ...key, n: 0 });
    const count = async (): Promise<void> => {
      const row = await table.get(key.partitionKey, "count");
      if (!row) throw new Error("The row is gone.");
      await table.replace({ ...row, n: Number(row.n) + 1 }).catch(async (error: unknown) => {
        if (!(error instanceof Conflict)) throw error;
        await count();
      });
    };

    await Promise.all(Array.from({ length: 8 }, count));
    expect(await table.get(key.partitionKey, "count")).toMatchObject({ n: 8 });
  }, 120_000);
});
