import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { StoreUnusable } from "#platform/storage/store-unusable.ts";
import { checkKeyName } from "./key-name.ts";
import type { Keys } from "./keys.ts";

/** Names of keys have no dot: a file with one of these endings is never taken for a key. */
const draftEnding = ".draft";
const doomedEnding = ".doomed";

/** Secrets as files of mode 0600 in a folder of mode 0700. Threads and processes may share the folder. */
export function keyFiles(folder: string): Keys {
  const pathOf = (name: string) => {
    checkKeyName(name);
    return join(folder, name);
  };

  return {
    create: (name, secret) =>
      told(async () => {
        const path = pathOf(name);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const draft = `${path}.${randomUUID()}${draftEnding}`;
        await writeDurably(draft, secret, "wx");
        // A link, since it fails where a rename would overwrite: of two that create a key, one wins.
        await link(draft, path).catch(unless("EEXIST"));
        await unlink(draft);
        await syncFolder(folder);
        return new Uint8Array(await readFile(path));
      }),

    get: (name) =>
      told(async () => {
        const secret = await readFile(pathOf(name)).catch(unless("ENOENT"));
        return secret && new Uint8Array(secret);
      }),

    destroy: (name) =>
      told(async () => {
        const path = pathOf(name);
        // First out of the way, so that nobody reads a half overwritten key; after a crash the rest is done again.
        await rename(path, `${path}${doomedEnding}`).catch(unless("ENOENT"));
        const all = (await readdir(folder).catch(unless("ENOENT"))) ?? [];
        // The doomed key, and drafts of it that a crash left behind: each of them holds the secret.
        const left = all.filter((file) => file.startsWith(`${name}.`));
        for (const file of left) await overwrite(join(folder, file));
        if (left.length > 0) await syncFolder(folder);
      }),
  };
}

async function overwrite(path: string): Promise<void> {
  const found = await stat(path).catch(unless("ENOENT"));
  if (!found) return;
  await writeDurably(path, randomBytes(found.size), "r+").catch(unless("ENOENT"));
  await unlink(path).catch(unless("ENOENT"));
}

async function writeDurably(path: string, content: Uint8Array, flags: "wx" | "r+"): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.write(content, 0, content.length, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new or removed name is on the disk only after its folder is; Windows keeps a journal of names and refuses to be asked. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Passes over one expected error. */
const unless = (code: string) => (error: unknown) => {
  if (error instanceof Error && "code" in error && error.code === code) return undefined;
  throw error;
};

/** What the file system refuses becomes a sentence for whoever runs the server. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new StoreUnusable(
      "The keys can't be read and written: check who owns their folder and its rights.",
      error,
    );
  }
}
