import type { Queues } from "./queue.ts";
import type { Tables } from "./table.ts";

/** One storage home: tables and queues behind the same door. */
export type Store = {
  tables: Tables;
  queues: Queues;
  /** Proves that a row can be written and read; throws where it can't. */
  check(): Promise<void>;
  /**
   * Leaves nothing of what was removed in the home's own files; after it a raw look at them finds none of it. Where there
   * are no files of ours (Azure) it does nothing: what becomes of removed rows there is Azure's to keep.
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
};

/** Which home, as plain values that can be handed to a worker thread. */
export type StoreSettings = { kind: "embedded"; folder: string } | { kind: "azure"; account: string };
