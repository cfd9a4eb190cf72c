import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { say, settingsGiven } from "#bench/harness/child.ts";
import { median, must, percentile, until } from "#bench/harness/measure.ts";
import { wallClock } from "#platform/jobs/clock.ts";
import { createSearch } from "#platform/search/create-search.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Key } from "#platform/storage/table.ts";
import { type Concept, mixedQueries, municipalTerms } from "./municipal-terms.ts";

/* A process of the bench that opens an index of terms and searches it. */

export type SearcherSettings = { folder: string; concepts: number; does: "build" | "search" };
export type Opened = {
  openMs: number;
  /** The longest that the event loop stood still meanwhile. */
  blockedMs: number;
  /** Of what the index holds in memory, and of all that the process does. */
  indexBytes: number;
  memoryBytes: number;
  snapshotBytes: number;
};
export type Searched = Opened & {
  searches: number;
  medianMs: number;
  p99Ms: number;
  worstMs: number;
  p99MsByKind: Record<string, number>;
  /** From before it is put until it is found. */
  changeMs: number;
};

const tenantId = "bench";
const queriesOfAKind = 150;
const patienceMs = 60_000;

const { folder, concepts, does } = settingsGiven<SearcherSettings>();
const all = municipalTerms(concepts);
const store = await openEmbedded(folder);
const index = createSearch({ tables: store.tables, clock: wallClock }).open<Concept>({
  name: "terms",
  version: 1,
  wordsOf: ({ fi, sv, en, definitions }) => [
    { text: fi, language: "fi", as: "heading" },
    { text: sv, language: "sv", as: "heading" },
    { text: en, language: "en", as: "heading" },
    { text: definitions.fi, language: "fi", as: "body" },
    { text: definitions.sv, language: "sv", as: "body" },
  ],
  async *read() {
    must(does === "build", "The snapshot was not used.");
    for (const document of all) yield { id: document.id, document };
  },
});

const opened = await open();
say(does === "build" ? opened : { ...opened, ...(await search()) });
await store.close();

async function open(): Promise<Opened> {
  const heapBefore = heapUsed();
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const startedAt = performance.now();
  must((await index.all(tenantId)).size === concepts, "The index does not hold all concepts.");
  const openMs = performance.now() - startedAt;
  delays.disable();
  const snapshotBytes = await keptBytes();
  const memoryBytes = process.memoryUsage().rss;
  return {
    openMs,
    blockedMs: delays.max / 1e6,
    snapshotBytes,
    memoryBytes,
    indexBytes: heapUsed() - heapBefore,
  };
}

async function search() {
  const took: { kind: string; ms: number }[] = [];
  for (const { kind, query } of mixedQueries(all, queriesOfAKind)) {
    const startedAt = performance.now();
    const found = await index.search(tenantId, query, { limit: 20 });
    took.push({ kind, ms: performance.now() - startedAt });
    must((kind === "nothing") === (found.length === 0), `"${query}" (${kind}) found ${found.length}.`);
  }
  const msOf = (kind: string) => took.filter((one) => one.kind === kind).map(({ ms }) => ms);
  const each = took.map(({ ms }) => ms);
  return {
    searches: each.length,
    medianMs: median(each),
    p99Ms: percentile(each, 99),
    worstMs: Math.max(...each),
    p99MsByKind: Object.fromEntries(took.map(({ kind }) => [kind, percentile(msOf(kind), 99)])),
    changeMs: await change(),
  };
}

async function change(): Promise<number> {
  const startedAt = performance.now();
  const [first] = all;
  if (first) await index.put(tenantId, first.id, { ...first, sv: "nyordsprov" });
  must((await index.search(tenantId, "nyordsprov", { limit: 1 })).length === 1, "The change was not found.");
  return performance.now() - startedAt;
}

/** Once it is kept. */
async function keptBytes(): Promise<number> {
  const rows = store.tables.open<Key & { generation: string }>("searchSnapshots");
  const pieces = store.tables.open<Key & { documents: Uint8Array }>("searchPieces");
  const ask = async () => (await rows.get(`${tenantId}|terms`, "snapshot"))?.generation || undefined;
  const generation = await until("the snapshot", ask, patienceMs);
  let bytes = 0;
  for await (const { documents } of pieces.list(`${tenantId}|terms|${generation}`))
    bytes += documents.byteLength;
  return bytes;
}

/** What is in use, and not what waits to be collected. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}
