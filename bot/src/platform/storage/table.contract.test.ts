import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAzurite } from "../../../test/azurite.ts";
import { openStore } from "./open.ts";
import type { Store } from "./store.ts";
import { Conflict, type Key, type Stored, type Table, type Value } from "./table.ts";

/* What every home of the storage port promises about tables, told once and asked of each. */

const homes: { home: string; start(): Promise<{ store: Store; stop(): Promise<void> }> }[] = [
  {
    home: "embedded, in a file",
    async start() {
      const folder = await mkdtemp(join(tmpdir(), "store-"));
      const store = await openStore({ kind: "embedded", folder });
      return { store, stop: () => rm(folder, { recursive: true }) };
    },
  },
  {
    home: "embedded, in memory",
    async start() {
      return { store: await openStore({ kind: "embedded", folder: ":memory:" }), stop: async () => {} };
    },
  },
  {
    home: "Azure Tables, as Azurite",
    async start() {
      const { connectionString, stop } = await startAzurite();
      return { store: await openStore({ kind: "azure", account: connectionString }), stop };
    },
  },
];

type Vote = Key & Record<string, Value>;

describe.each(homes)("$home", ({ start }) => {
  let started: Awaited<ReturnType<typeof start>>;
  let table: Table<Vote>;
  /** A partition of its own for every test. */
  const at = (rowKey: string, partitionKey: string) => ({ partitionKey, rowKey });

  beforeAll(async () => {
    started = await start();
    table = started.store.tables.open<Vote>("votes");
  }, 60_000);
  afterAll(async () => {
    await started.store.close();
    await started.stop();
  });

  const keysOf = async (rows: AsyncIterable<Stored<Vote>>) =>
    (await Array.fromAsync(rows)).map((row) => row.rowKey);

  test("a store that works says so", async () => {
    await expect(started.store.check()).resolves.toBeUndefined();
  });

  test("a row comes back as it was written, and a missing one is undefined", async () => {
    const place = randomUUID();
    const row = {
      ...at("anna", place),
      text: 'Räksmörgås 😀 "quoted" <b>\n',
      empty: "",
      yes: true,
      no: false,
      zero: 0,
      negative: -2_147_483_648,
      large: 9_007_199_254_740_991,
      fraction: 0.1,
      at: new Date("2026-03-29T01:00:00.001Z"),
      early: new Date("1601-01-01T00:00:00.000Z"),
      bytes: new Uint8Array([0, 127, 128, 255]),
      partOfBytes: new Uint8Array([9, 1, 2, 9]).subarray(1, 3),
      noBytes: new Uint8Array(),
      long: `${"a".repeat(31_999)}😀${"b".repeat(300_000)}`,
      longBytes: new Uint8Array(200_000).map((_, index) => index),
      part_0: "as a name",
    };

    const inserted = await table.insert({ ...row, nothing: undefined });
    expect(await table.get(place, "anna")).toEqual({ ...row, etag: inserted.etag });
    expect(await table.get(place, "bo")).toBeUndefined();
  });

  test("any row of plain values comes back as it was written", async () => {
    const value = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.date({ min: new Date("1601-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      fc.uint8Array(),
    );
    const columns = fc.dictionary(fc.stringMatching(/^c[a-zA-Z0-9]{1,8}$/), value, { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(columns, async (row) => {
        const place = randomUUID();
        const { etag } = await table.put({ ...row, ...at("row", place) });
        expect(await table.get(place, "row")).toEqual({ ...row, ...at("row", place), etag });
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    "19:abc123@thread.tacv2",
    "19:abc@thread.tacv2;messageid=1700000000000",
    "a/b\\c#d?e%f",
    "%2F%252f",
    "O'Brien's",
    " åäö 日本 😀 ",
    "\u0000\u0001\u001f\u007f\u009f~",
    '"0"1$0[1<>|^`{}()=,&+',
  ])("%j may be a key", async (key) => {
    const partitionKey = `${randomUUID()}${key}`;
    const row = await table.insert({ ...at(key, partitionKey), n: 1 });
    const replaced = await table.replace({ ...row, n: 2 });
    await table.batch(partitionKey, [
      { insert: at(`${key}x`, partitionKey) },
      { replace: { ...replaced, n: 3 } },
    ]);

    expect(await Array.fromAsync(table.list(partitionKey, { from: key, before: `${key}x` }))).toEqual([
      { ...at(key, partitionKey), n: 3, etag: expect.any(String) },
    ]);
    await table.batch(partitionKey, [{ remove: at(key, partitionKey) }]);
    await table.remove(at(`${key}x`, partitionKey));
    expect(await keysOf(table.list(partitionKey))).toEqual([]);
  });

  test.each<[string, Vote]>([
    ["a key of 600 characters", at("x".repeat(600), "p")],
    ["half a character in a key", at("\ud83d", "p")],
    ["a number that is none", { ...at("r", "p"), n: Number.NaN }],
    ["a date that is none", { ...at("r", "p"), at: new Date(Number.NaN) }],
    ["more than 900 KiB", { ...at("r", "p"), text: "x".repeat(500_000) }],
    ["a column that Azure has taken", { ...at("r", "p"), timestamp: "now" }],
  ])("a row with %s is refused in both homes", async (_, row) => {
    await expect(table.put(row)).rejects.toThrow(RangeError);
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

  test("a range is told by from, after, before and limit", async () => {
    const place = randomUUID();
    const keys = ["a", "b", "b.", "b/", "b0", "c", "å", "😀", "Ａ"];
    await table.batch(place, keys.map((key) => ({ insert: at(key, place) })).reverse());
    await table.insert(at("a", `${place}x`));

    expect(await keysOf(table.list(place))).toEqual(keys);
    expect(await keysOf(table.list(place, { from: "b", before: "c" }))).toEqual(["b", "b.", "b/", "b0"]);
    expect(await keysOf(table.list(place, { after: "b", limit: 2 }))).toEqual(["b.", "b/"]);
    expect(await keysOf(table.list(place, { after: "a", from: "b/", before: "😀" }))).toEqual([
      "b/",
      "b0",
      "c",
      "å",
    ]);
    expect(await keysOf(table.list(place, { limit: 0 }))).toEqual([]);
    expect(await keysOf(table.list(randomUUID()))).toEqual([]);
  });

  test("more rows than a page holds are listed in order, each once", async () => {
    const place = randomUUID();
    const keys = Array.from({ length: 1050 }, (_, index) => String(index).padStart(5, "0"));
    for (let start = 0; start < keys.length; start += 100)
      await table.batch(
        place,
        keys.slice(start, start + 100).map((key) => ({ insert: at(key, place) })),
      );

    expect(await keysOf(table.list(place))).toEqual(keys);
    expect(await keysOf(table.list(place, { limit: 1010 }))).toEqual(keys.slice(0, 1010));
  }, 60_000);

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
  }, 30_000);
});
