import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, told } from "#bench/harness/figure.ts";
import type { Simulated } from "./simulate.ts";

const sizes = [100_000, 300_000, 1_000_000];
const limit = 50;

/** Broadcasts in virtual time, each in a process of its own: as large as they come, through the engine as it is. */
export async function broadcastMany(counts: readonly number[] = sizes): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  try {
    const ran: (Simulated & { targets: number })[] = [];
    for (const targets of counts) {
      const child = startChild<Simulated>(new URL("./simulate.ts", import.meta.url), { targets }, folder);
      ran.push({ targets, ...(await child.said) });
      await child.stop();
    }
    const last = ran.at(-1);
    if (!last) return [];
    const ideal = last.targets / limit;
    const microseconds = ran.map((each) => ((each.processorMs + each.planMs) / each.targets) * 1000);
    const most = Math.max(...last.heaps);
    return [
      held(
        `${last.targets.toLocaleString("en")} targets in virtual time, beyond the physical limit`,
        100 * (last.seconds / ideal - 1),
        { most: 2 },
        (value) => `${value.toFixed(2)} %`,
      ),
      told("  refused by Teams", String(last.refused)),
      held(
        "  processor time of a target, times that of the smallest broadcast",
        (microseconds.at(-1) ?? 0) / (microseconds[0] ?? 1),
        { most: 1.2 },
        (value) => `${value.toFixed(2)} times`,
      ),
      told(
        `  processor time of a target, at ${counts.map((count) => count.toLocaleString("en")).join(", ")}`,
        microseconds.map((each) => `${Math.round(each)} µs`).join(", "),
      ),
      held("  most heap in use while it is sent", most, { most: 100e6 }, megabytes),
      told("  heap at ten moments", last.heaps.map(megabytes).join(", ")),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
