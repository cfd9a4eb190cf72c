import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openKeys } from "#platform/storage/open.ts";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import type { Keys } from "./keys.ts";

let base: string;
let folder: string;
let keys: Keys;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "keys-"));
  folder = join(base, "keys");
  keys = openKeys({ kind: "files", folder });
});
afterEach(async () => {
  await rm(base, { recursive: true });
});

const secret = (fill: number) => new Uint8Array(32).fill(fill);

test("a key is kept, and a second of the same name gives back the first", async () => {
  expect(await keys.get("survey-1")).toBeUndefined();
  expect(await keys.create("survey-1", secret(1))).toEqual(secret(1));
  expect(await keys.create("survey-1", secret(2))).toEqual(secret(1));
  expect(await keys.get("survey-1")).toEqual(secret(1));
});

test("keys are for their owner alone, and nothing else is left in the folder", async () => {
  await keys.create("survey-1", secret(1));

  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, "survey-1"))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["survey-1"]);
});

test("of many processes that create one key, one wins and all get its secret", async () => {
  const creator = `
    import { openKeys } from ${JSON.stringify(new URL("../open.ts", import.meta.url).href)};
    const keys = openKeys({ kind: "files", folder: process.argv[1] });
    const kept = await Promise.all(Array.from({ length: 5 }, () =>
      keys.create("survey-1", crypto.getRandomValues(new Uint8Array(32)))));
    process.stdout.write(kept.map((one) => Buffer.from(one).toString("hex")).join("\\n") + "\\n");`;
  const run = async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", creator, folder]);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    await once(child, "close");
    return output.trim().split("\n");
  };

  const kept = (await Promise.all([run(), run(), run()])).flat();
  expect(kept).toHaveLength(15);
  expect(new Set(kept)).toEqual(new Set([(await readFile(join(folder, "survey-1"))).toString("hex")]));
});

test("a destroyed key is gone; destroying it again is no error", async () => {
  await keys.create("survey-1", secret(1));

  await Promise.all([keys.destroy("survey-1"), keys.destroy("survey-1")]);
  await keys.destroy("survey-1");
  await keys.destroy("survey-2");
  expect(await keys.get("survey-1")).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test("a destruction that was cut short is finished by the next", async () => {
  await keys.create("survey-1", secret(1));
  await rename(join(folder, "survey-1"), join(folder, "survey-1.doomed"));

  expect(await keys.get("survey-1")).toBeUndefined();
  await keys.destroy("survey-1");
  expect(await readdir(folder)).toEqual([]);
});

test("a draft that a crash left behind goes with its key, and no other key does", async () => {
  await keys.create("survey-1", secret(1));
  await keys.create("survey-10", secret(2));
  await writeFile(join(folder, "survey-1.0b9f.draft"), secret(1));

  await keys.destroy("survey-1");
  expect(await readdir(folder)).toEqual(["survey-10"]);
});

test.each(["../survey", "survey/1", "Survey", "a.b", ""])("%j is no name for a key", async (name) => {
  await expect(keys.get(name)).rejects.toThrow(RangeError);
  await expect(keys.create(name, secret(1))).rejects.toThrow(RangeError);
  await expect(keys.destroy(name)).rejects.toThrow(RangeError);
});

test("a folder that can't be used says so in one sentence", async () => {
  await writeFile(folder, "a file where the folder should be");
  await expect(keys.create("survey-1", secret(1))).rejects.toThrow(StoreUnusable);
  await rm(folder);
  await mkdir(join(folder, "survey-1"), { recursive: true });
  await expect(keys.get("survey-1")).rejects.toThrow(
    "The keys can't be read and written: check who owns their folder and its rights.",
  );
});
