import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "#platform/storage/open.ts";
import type { Store } from "#platform/storage/store.ts";
import { startAzurite } from "./azurite.ts";

export type Home = { store: Store; stop(): Promise<void> };

/** Every home of the storage port, for `describe.each`: what is promised is asked of each. */
export const homes: { home: string; start(): Promise<Home> }[] = [
  {
    home: "embedded, in a file",
    async start() {
      const folder = await mkdtemp(join(tmpdir(), "store-"));
      const store = await openStore({ kind: "embedded", folder });
      return { store, stop: () => store.close().finally(() => rm(folder, { recursive: true })) };
    },
  },
  {
    home: "embedded, in memory",
    async start() {
      const store = await openStore({ kind: "embedded", folder: ":memory:" });
      return { store, stop: () => store.close() };
    },
  },
  {
    home: "Azure, as Azurite",
    async start() {
      const { connectionString, stop } = await startAzurite();
      const store = await openStore({ kind: "azure", account: connectionString });
      return { store, stop: () => store.close().finally(stop) };
    },
  },
];
