import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keyFiles } from "#platform/storage/keys/key-files.ts";
import type { Key } from "#platform/storage/table.ts";
import { backUp } from "./backup.ts";
import { openEmbedded } from "./embedded.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const script = join(import.meta.dirname, "../../../backup.ts");

test("a copy made while the store is written to is whole, has all that was acknowledged before, and can be started", async () => {
  const [data, copies] = [join(folder, "data å"), join(folder, "copies")];
  const store = await openEmbedded(data);
  const rows = store.tables.open<Key>("rows");
  const acknowledged: string[] = [];
  let isOver = false;
  const writing = Promise.all(
    Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; !isOver; n++) {
        const rowKey = `${writer}-${n}`;
        await rows.put({ partitionKey: "p", rowKey });
        acknowledged.push(rowKey);
        if (n % 3 === 2) await rows.put({ partitionKey: "p", rowKey: `${writer}-${n - 1}` });
      }
    }),
  );

  const copied: [folder: string, before: string[]][] = [];
  for (let copy = 0; copy < 5; copy++) {
    for (const from = acknowledged.length; acknowledged.length < from + 100; )
      await new Promise((resolve) => setTimeout(resolve, 5));
    const to = join(copies, String(copy));
    copied.push([to, [...acknowledged]]);
    backUp(data, to);
  }
  isOver = true;
  await writing;
  await store.close();

  for (const [to, before] of copied) {
    const file = new DatabaseSync(join(to, "kommunpuls.db"));
    expect(file.prepare("PRAGMA integrity_check").all()).toMatchObject([{ integrity_check: "ok" }]);
    file.close();
    const again = await openEmbedded(to);
    const kept = new Set(
      await Array.fromAsync(again.tables.open<Key>("rows").list("p"), ({ rowKey }) => rowKey),
    );
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter((rowKey) => !kept.has(rowKey))).toEqual([]);
    await again.close();
  }
});

test("the keys come along, for their owner alone, and nothing that is being made or destroyed", async () => {
  const data = join(folder, "data");
  await (await openEmbedded(data)).close();
  const secret = new Uint8Array(32).fill(7);
  await keyFiles(join(data, "keys")).create("tally-1", secret);
  await writeFile(join(data, "keys", "tally-2.doomed"), secret);

  const to = join(folder, "copy");
  execFileSync(process.execPath, [script, to, data]);

  expect(await readdir(join(to, "keys"))).toEqual(["tally-1"]);
  expect(new Uint8Array(await readFile(join(to, "keys", "tally-1")))).toEqual(secret);
  expect((await stat(to)).mode & 0o777).toBe(0o700);
  for (const name of ["kommunpuls.db", "keys/tally-1"])
    expect((await stat(join(to, name))).mode & 0o777).toBe(0o600);
});

test("what can't be copied is told in one sentence, and nothing is written over", async () => {
  const data = join(folder, "data");
  expect(() => backUp(data, join(folder, "copy"))).toThrow("There is no kommunpuls.db in");
  await (await openEmbedded(data)).close();
  await mkdir(join(folder, "full"));
  await writeFile(join(folder, "full", "mine"), "");
  expect(() => backUp(data, join(folder, "full"))).toThrow(
    "is not empty: name a folder for the copy that is new.",
  );
  expect(await readdir(join(folder, "full"))).toEqual(["mine"]);
  expect(() => execFileSync(process.execPath, [script], { stdio: "pipe" })).toThrow(
    "Name a folder for the copy",
  );
});
