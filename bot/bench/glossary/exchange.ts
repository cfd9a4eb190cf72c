import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, ms, seconds, told } from "#bench/harness/figure.ts";
import type { Exchange, Exchanged, ExchangerSettings } from "./exchange-client.ts";

const concepts = 33_334;
const readBytes = 50 * 1024 * 1024;

/** A file of 50 MB into the glossary, and 100,000 terms out of it, each in a process of its own. */
export async function exchange(): Promise<Figure[]> {
  const read = await exchanged("read", 5_000);
  const written: [Exchange, Exchanged][] = [];
  for (const format of ["tbx", "csv", "xlsx"] as const)
    written.push([format, await exchanged(format, concepts)]);
  const longest = Math.max(read.blockedMs, ...written.map(([, { blockedMs }]) => blockedMs));
  return [
    told("A TBX file of 50 MB read", seconds(read.tookMs / 1000)),
    held("  memory of the process at most", read.memoryBytes, { most: 500 * 1024 * 1024 }, megabytes),
    ...written.map(([format, { tookMs, bytes, memoryBytes }]) =>
      told(
        `100,000 terms written as ${format}`,
        `${seconds(tookMs / 1000)} (${megabytes(bytes)}; memory at most ${megabytes(memoryBytes)})`,
      ),
    ),
    held("  longest that another request waits meanwhile", longest, { most: 250 }, ms),
  ];
}

async function exchanged(does: Exchange, count: number): Promise<Exchanged> {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const settings: ExchangerSettings = { does, concepts: count, readBytes };
  const child = startChild<Exchanged>(new URL("./exchange-client.ts", import.meta.url), settings, folder);
  try {
    return await child.said;
  } finally {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
