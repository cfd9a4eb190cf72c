import { expect, test, vi } from "vitest";
import { later, minutes, seconds } from "#platform/jobs/clock.ts";
import { createSearch } from "#platform/search/create-search.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Key } from "#platform/storage/table.ts";
import { untilWrite } from "#test/harness/crash-store.ts";

type Note = { title: string };
const tenantId = "kommun";
const noon = new Date("2027-01-14T12:00:00Z");

test("what one replica puts, another finds two seconds later, and a removal too", async () => {
  const { replica } = await notes();
  const [anna, bo] = [replica(), replica()];
  expect(await anna.found("avtal")).toEqual([]);
  expect(await bo.found("avtal")).toEqual([]);

  await anna.write("one", "avtal");
  expect(await anna.found("avtal")).toEqual(["avtal"]);
  bo.wait(seconds(2));
  expect(await bo.found("avtal")).toEqual(["avtal"]);

  await bo.write("one", undefined);
  expect(await bo.found("avtal")).toEqual([]);
  anna.wait(seconds(2));
  expect(await anna.found("avtal")).toEqual([]);
});

test.each([50, -50])(
  "a replica whose clock is %i seconds off loses nothing and overwrites nothing newer",
  async (off) => {
    const { replica } = await notes();
    const [right, wrong] = [replica(), replica(off)];
    await Promise.all([right.found("avtal"), wrong.found("avtal")]);
    for (const step of [1, 2, 3]) {
      for (const each of [right, wrong]) each.wait(seconds(2));
      await right.write("both", `avtal ${step}`);
      await wrong.write("both", `beslut ${step}`);
      await wrong.write(`wrong-${step}`, `möte ${step}`);
      await right.write(`right-${step}`, `möte ${step}`);
      for (const each of [right, wrong]) each.wait(seconds(2));
      for (const each of [right, wrong]) {
        expect(await each.found("möte")).toHaveLength(2 * step);
        expect(await each.found("avtal")).toEqual([]);
        expect(await each.found("beslut")).toEqual([`beslut ${step}`]);
      }
    }
  },
);

test("a change that comes into the log behind others is found all the same", async () => {
  const { replica, store } = await notes();
  const anna = replica();
  await anna.found("avtal");
  await anna.write("one", "avtal");
  expect(await anna.found("avtal")).toEqual(["avtal"]);

  const changes = store.tables.open<Key & Record<string, string>>("searchChanges");
  const [change] = await Array.fromAsync(changes.list(`${tenantId}|notes`));
  if (!change) throw new Error("Nothing was written.");
  const { etag, ...row } = change;
  const [, time] = row.rowKey.split("|");
  const late = `log|${String(Number(time) - seconds(30)).padStart(15, "0")}|late`;
  await changes.insert({ ...row, rowKey: late, id: "two" });

  anna.wait(seconds(2));
  expect(await anna.found("avtal")).toEqual(["avtal", "avtal"]);
});

test("a restart goes on with what was kept and changed, and does not read the feature's rows", async () => {
  const { replica, written, store } = await notes(600);
  const anna = replica();
  expect(await anna.found("nummer")).toHaveLength(600);
  await kept(store);
  await anna.write("one", "avtal");
  await anna.write("note-1", undefined);

  // Would be found if it was read.
  written.set("unseen", { title: "avtal, oläst" });
  const bo = replica();
  expect(await bo.found("avtal")).toEqual(["avtal"]);
  expect(await bo.found("nummer")).toHaveLength(599);
});

test.each([
  ["damaged", (piece: Uint8Array) => piece.fill(7, 20, 60)],
  ["empty", () => new Uint8Array()],
  ["gone", () => undefined],
])("a snapshot with a piece that is %s is read from the feature's rows and kept anew", async (_, change) => {
  const { replica, store } = await notes(3);
  await replica().found("nummer");
  const generation = await kept(store);
  const pieces = store.tables.open<Key & { documents: Uint8Array }>("searchPieces");
  for await (const piece of pieces.list(`${tenantId}|notes|${generation}`)) {
    const documents = change(piece.documents);
    await (documents ? pieces.put({ ...piece, documents }) : pieces.remove(piece));
  }

  expect(await replica().found("nummer")).toHaveLength(3);
  await vi.waitUntil(async () => (await kept(store)) !== generation);
  expect(await replica().found("nummer")).toHaveLength(3);
});

test("an index of a newer version leaves aside what was kept, and one of an older leaves the newer be", async () => {
  const { replica, written, store } = await notes(3);
  await replica().found("nummer");
  const first = await kept(store);
  written.set("new", { title: "nummer, nytt" });

  expect(await replica(0, 2).found("nummer")).toHaveLength(4);
  await vi.waitUntil(async () => (await kept(store)) !== first);
  const second = await kept(store);
  written.set("newest", { title: "nummer, nyast" });
  expect(await replica(0, 1).found("nummer")).toHaveLength(5);
  expect(await replica(0, 2).found("nummer")).toHaveLength(4);
  expect(await kept(store)).toBe(second);
});

test("a change that cannot be read, being damaged, of another version or too large, is read from the feature's rows", async () => {
  const { replica, written, store } = await notes(3);
  const [anna, bo] = [replica(), replica(0, 2)];
  await Promise.all([anna.found("nummer"), bo.found("nummer")]);
  await anna.write("one", "avtal");
  bo.wait(seconds(2));
  expect(await bo.found("avtal")).toEqual(["avtal"]);

  await anna.write("two", "avtal, andra");
  const changes = store.tables.open<Key & { document: Uint8Array }>("searchChanges");
  for await (const change of changes.list(`${tenantId}|notes`))
    await changes.put({ ...change, document: new Uint8Array([1, 2, 3]) });
  expect(await anna.found("avtal")).toHaveLength(2);
  expect(await replica().found("avtal")).toHaveLength(2);
  // Once is enough.
  written.set("unseen", { title: "avtal, oläst" });
  anna.wait(seconds(2));
  expect(await anna.found("avtal")).toHaveLength(2);
  written.delete("unseen");

  const noise = Array.from({ length: 300_000 }, (_, at) => (at * 2_654_435_761) % 4_294_967_296).join();
  await anna.write("three", `avtal ${noise}`);
  expect(await anna.found("avtal")).toHaveLength(3);
});

test("a long log is folded into a new snapshot; who slept meanwhile loses nothing, and old changes and pieces go", async () => {
  const { replica, store } = await notes(3);
  const [anna, sleeper] = [replica(), replica()];
  await Promise.all([anna.found("nummer"), sleeper.found("nummer")]);
  const generations = new Set([await kept(store)]);
  for (const round of [1, 2, 3]) {
    await Promise.all(
      Array.from({ length: 201 }, (_, at) => anna.write(`note-${round}-${at}`, `avtal ${round}`)),
    );
    anna.wait(minutes(90));
    expect(await anna.found("avtal", 3000)).toHaveLength(201 * round);
    await vi.waitUntil(async () => !generations.has(await kept(store)));
    generations.add(await kept(store));
  }

  sleeper.wait(minutes(360));
  expect(await sleeper.found("avtal", 3000)).toHaveLength(603);
  const changes = store.tables.open("searchChanges");
  await vi.waitUntil(async () => (await Array.fromAsync(changes.list(`${tenantId}|notes`))).length <= 402);
  const pieces = store.tables.open("searchPieces");
  const left = await Promise.all(
    [...generations].map((generation) => Array.fromAsync(pieces.list(`${tenantId}|notes|${generation}`))),
  );
  expect(left.map((rows) => rows.length)).toEqual([0, 0, 1, 1]);
});

test("a process that is gone before any of its writes loses nothing that was put, and the next keeps a snapshot", async () => {
  let isCut = true;
  for (let write = 1; isCut; write++) {
    const { replica, store } = await notes(3);
    const process = untilWrite(write, store);
    const doomed = replica(0, 1, process.store);
    const acknowledged: string[] = [];
    const deeds = async () => {
      await doomed.found("nummer");
      for (const id of ["one", "two"]) {
        await doomed.write(id, `avtal ${id}`);
        acknowledged.push(`avtal ${id}`);
      }
      await kept(store);
    };
    await Promise.race([deeds().catch(() => undefined), process.gone]);
    isCut = process.isGone();

    // By then whoever was writing a snapshot has given it up.
    const next = replica();
    next.wait(minutes(20));
    expect(await next.found("avtal")).toEqual(expect.arrayContaining(acknowledged));
    await kept(store);
    expect(await replica(minutes(20) / 1000).found("avtal")).toEqual(expect.arrayContaining(acknowledged));
  }
});

test("those who ask while an index is loaded share one reading, and after a failure the next one reads again", async () => {
  let reads = 0;
  let fails = true;
  const { tables } = await openEmbedded(":memory:");
  const index = createSearch({ tables, clock: { now: () => noon } }).open<Note>({
    name: "notes",
    version: 1,
    wordsOf: ({ title }) => [{ text: title, language: "sv", as: "heading" }],
    async *read() {
      reads++;
      if (fails) throw new Error("The store is away.");
      yield { id: "one", document: { title: "avtal" } };
    },
  });
  await expect(index.all(tenantId)).rejects.toThrow("away");
  fails = false;
  const found = await Promise.all([1, 2, 3].map(() => index.search(tenantId, "avtal", { limit: 5 })));
  expect(found.map((each) => each.length)).toEqual([1, 1, 1]);
  expect(reads).toBe(2);
});

test("what was kept is loaded ahead, for those alone who have something", async () => {
  const { replica, store, written } = await notes(20);
  await replica().found("nummer");
  const generation = await kept(store);
  const after = replica();

  await after.warm(["other", tenantId]);

  const pieces = store.tables.open("searchPieces");
  for await (const { partitionKey, rowKey } of pieces.list(`${tenantId}|notes|${generation}`))
    await pieces.remove({ partitionKey, rowKey });
  written.clear();
  expect(await after.found("nummer")).toHaveLength(20);
  expect(after.reads).toEqual([]);
});

/** Notes in rows of their own, and processes that search them in one store. */
async function notes(count = 0) {
  const store = await openEmbedded(":memory:");
  const numbered = Array.from(
    { length: count },
    (_, at) => [`note-${at}`, { title: `nummer ${at}` }] as const,
  );
  const written = new Map<string, Note>(numbered);

  /** Its clock is so many seconds off. */
  function replica(off = 0, version = 1, own: Store = store) {
    let now = later(noon, seconds(off));
    const search = createSearch({ tables: own.tables, clock: { now: () => now } });
    const reads: string[] = [];
    const index = search.open<Note>({
      name: "notes",
      version,
      wordsOf: ({ title }) => [{ text: title.slice(0, 100), language: "sv", as: "heading" }],
      async *read(tenant) {
        reads.push(tenant);
        for (const [id, document] of written) yield { id, document };
      },
    });
    return {
      reads,
      warm: search.warm,
      wait(ms: number) {
        now = later(now, ms);
      },
      async write(id: string, title: string | undefined) {
        if (title === undefined) written.delete(id);
        else written.set(id, { title });
        await index.put(tenantId, id, title === undefined ? undefined : { title });
      },
      found: async (query: string, limit = 1000) =>
        (await index.search(tenantId, query, { limit })).map(({ document }) => document.title),
    };
  }

  return { store, written, replica };
}

/** The generation of the snapshot, once there is one. */
async function kept({ tables }: Store): Promise<string> {
  const rows = tables.open<Key & { generation: string }>("searchSnapshots");
  return vi.waitUntil(async () => (await rows.get(`${tenantId}|notes`, "snapshot"))?.generation || undefined);
}
