import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { openEmbedded } from "./embedded.ts";
import { threadWriter } from "./embedded-writer.ts";
import { groupCommit } from "./group-commit.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a writing thread that ends by an error fails what it had in hand, and all that comes after", async () => {
  const path = join(folder, "a-file-and-no-folder");
  await writeFile(path, "");
  const write = groupCommit(threadWriter(path).commit);

  const outcomes = await Promise.allSettled([write([]), write([])]);

  const reason = new StoreUnusable("The thread that writes the store has ended: start the server again.");
  expect(outcomes).toEqual([
    { status: "rejected", reason },
    { status: "rejected", reason },
  ]);
  await expect(write([])).rejects.toThrow(StoreUnusable);
});

test("a writing thread that is ended fails what it had in hand", async () => {
  const writer = threadWriter(folder);
  const write = groupCommit(writer.commit);

  const failed = expect(write([])).rejects.toThrow(StoreUnusable);
  await writer.close();
  await failed;
});

test("closing waits for what is being written", async () => {
  const store = await openEmbedded(folder);
  const rows = store.tables.open("rows");
  const written = Promise.all(
    Array.from({ length: 100 }, (_, n) => rows.put({ partitionKey: "p", rowKey: String(n) })),
  );
  await store.close();
  expect(await written).toHaveLength(100);
});

test("a process that closes nothing ends by itself, behind its last write", async () => {
  const program = `
    import { openEmbedded } from ${JSON.stringify(new URL("./embedded.ts", import.meta.url).href)};
    const store = await openEmbedded(process.argv[1]);
    store.tables.open("rows").put({ partitionKey: "p", rowKey: "anna" });`;
  const args = ["--input-type=module", "-e", program, folder];
  await promisify(execFile)(process.execPath, args, { timeout: 20_000 });

  const store = await openEmbedded(folder);
  expect(await store.tables.open("rows").get("p", "anna")).toBeDefined();
  await store.close();
});
