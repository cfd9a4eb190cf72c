import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Key } from "#platform/storage/table.ts";
import { openEmbedded } from "./embedded.ts";

type Count = Key & { n: number };

const writer = `
  import { openEmbedded } from ${JSON.stringify(new URL("./embedded.ts", import.meta.url).href)};
  const store = await openEmbedded(process.argv[1]);
  const counts = store.tables.open("counts");
  const queue = store.queues.open("jobs");
  const name = process.argv[2];
  await Promise.all(Array.from({ length: 16 }, async (_, worker) => {
    for (let n = 0; ; n++) {
      const rowKey = [name, worker, n].join("-");
      await counts.batch(rowKey, [
        { insert: { partitionKey: rowKey, rowKey: "answer", n } },
        { insert: { partitionKey: rowKey, rowKey: "receipt", n } },
      ]);
      await queue.put(rowKey);
      process.stdout.write(rowKey + "\\n");
    }
  }));`;

test("of two processes that write and are killed, nothing that was acknowledged is lost, and no batch is half there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "store-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const acknowledged: string[] = [];
  const run = (name: string, count: number) =>
    acknowledgedBefore(
      spawn(process.execPath, ["--input-type=module", "-e", writer, folder, name], {
        stdio: ["ignore", "pipe", "inherit"],
      }),
      count,
    );
  // Two at a time: they also wait for each other's writes.
  for (const round of [1, 2, 3])
    acknowledged.push(
      ...(await Promise.all([run(`anna-${round}`, 100 * round), run(`bo-${round}`, 200 * round)])).flat(),
    );

  const store = await openEmbedded(folder);
  const counts = store.tables.open<Count>("counts");
  expect(acknowledged.length).toBeGreaterThan(1000);
  for (const partitionKey of acknowledged)
    expect((await Array.fromAsync(counts.list(partitionKey))).map((row) => row.rowKey)).toEqual([
      "answer",
      "receipt",
    ]);
  const queued = new Set<string>();
  const queue = store.queues.open("jobs");
  for (let taken = await queue.take(60_000, 32); taken.length > 0; taken = await queue.take(60_000, 32))
    for (const { body } of taken) queued.add(body);
  expect(acknowledged.filter((key) => !queued.has(key))).toEqual([]);
  await store.close();
}, 120_000);

/** Kills the process once it has acknowledged so many, and gives back all that it did. */
async function acknowledgedBefore(child: ChildProcess, count: number): Promise<string[]> {
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
    if (output.split("\n").length > count) child.kill("SIGKILL");
  });
  await once(child, "close");
  // The last line may be cut off.
  return output.split("\n").slice(0, -1);
}
