import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, ms, seconds, times, told } from "#bench/harness/figure.ts";
import type { Opened, Searched, SearcherSettings } from "./search-client.ts";

const many = 33_334;
const few = 3_334;
const languages = 3;

/** The terms of a large glossary in three languages, with definitions, indexed and searched as the server does it. */
export async function terms(): Promise<Figure[]> {
  const small = await searched(few);
  const large = await searched(many);
  const count = (concepts: number) => (concepts * languages).toLocaleString("en");
  const { built, loaded } = large;
  return [
    held(
      `Search among ${count(many)} terms, p99 of ${loaded.searches} mixed queries`,
      loaded.p99Ms,
      { most: 50 },
      ms,
    ),
    told("  median and worst", `${ms(loaded.medianMs)}, ${ms(loaded.worstMs)}`),
    ...Object.entries(loaded.p99MsByKind).map(([kind, p99Ms]) =>
      told(`  p99 of queries that are ${kind}`, ms(p99Ms)),
    ),
    told(
      `  times the p99 among ${count(few)} terms`,
      `${times(loaded.p99Ms / small.loaded.p99Ms)} (${ms(small.loaded.p99Ms)})`,
    ),
    held("  index built from all documents", built.openMs / 1000, { most: 10 }, seconds),
    told("  loaded from its snapshot at a start", seconds(loaded.openMs / 1000)),
    held(
      "  longest that another request waits meanwhile",
      Math.max(built.blockedMs, loaded.blockedMs),
      { most: 250 },
      ms,
    ),
    told("  snapshot in the store", megabytes(built.snapshotBytes)),
    told(
      "  memory with the index, of it documents and index",
      `${megabytes(loaded.memoryBytes)}, ${megabytes(loaded.indexBytes)}`,
    ),
    told("  a term that was changed, until it is found", ms(loaded.changeMs)),
  ];
}

/** Built by one process, and loaded by the next. */
async function searched(concepts: number): Promise<{ built: Opened; loaded: Searched }> {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const run = async <Said extends Opened>(does: SearcherSettings["does"]): Promise<Said> => {
    const settings: SearcherSettings = { folder, concepts, does };
    const child = startChild<Said>(new URL("./search-client.ts", import.meta.url), settings, folder);
    try {
      return await child.said;
    } finally {
      await child.stop();
    }
  };
  try {
    return { built: await run<Opened>("build"), loaded: await run<Searched>("search") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
