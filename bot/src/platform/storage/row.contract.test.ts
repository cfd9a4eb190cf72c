import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Home, homes } from "#test/harness/storage-backends.ts";
import type { Key, Stored, Table, Value } from "./table.ts";

/* What every home of the storage port promises about what is in a row, and about finding rows. */

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
  }, 120_000);
});
