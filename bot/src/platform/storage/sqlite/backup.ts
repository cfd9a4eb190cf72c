import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { fileName } from "./sqlite.ts";

/** Beside the store, in the data folder. */
const keysFolder = "keys";

/**
 * Copies a data folder into a new one while servers write to it: the store as it is at one moment, whole, and the keys.
 * Throws StoreUnusable with a sentence to print. A file that is copied byte by byte meanwhile is damaged now and then.
 */
export function backUp(from: string, to: string): void {
  const store = join(from, fileName);
  if (!existsSync(store))
    throw new StoreUnusable(`There is no ${fileName} in ${from}: name the data folder.`);
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new StoreUnusable(`${to} is not empty: name a folder for the copy that is new.`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  // Before, for the surveys that are counted meanwhile, and after, for those that are opened.
  copyKeys(join(from, keysFolder), join(to, keysFolder));
  copyStore(store, join(to, fileName));
  copyKeys(join(from, keysFolder), join(to, keysFolder));
}

function copyStore(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
  try {
    database.prepare("VACUUM INTO ?").run(to);
  } catch (error) {
    throw new StoreUnusable(
      `The store can't be copied to ${to}: see that there is room and that it is whole.`,
      error,
    );
  } finally {
    database.close();
  }
  chmodSync(to, 0o600);
}

function copyKeys(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  // What has a dot in its name is being made or destroyed.
  for (const name of readdirSync(from).filter((name) => !name.includes("."))) {
    const key = join(from, name);
    if (!existsSync(key) || !statSync(key).isFile()) continue;
    try {
      copyFileSync(key, join(to, name));
    } catch (error) {
      // Destroyed just now: its survey has been counted.
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
}
