import type { Clock } from "#platform/jobs/clock.ts";
import type { Tables } from "#platform/storage/table.ts";
import { openSnapshot, type PieceRow, type SnapshotRow } from "./replicas/snapshot.ts";
import type { Index, IndexSettings, Search } from "./search.ts";

type Opened = { isKept(tenantId: string): Promise<boolean>; load(tenantId: string): Promise<unknown> };

/** Search in memory over what lies in the tables. Stemmers and the rest are loaded when first used, not when the server starts. */
export function createSearch(room: { tables: Tables; clock: Clock }): Search & {
  /** Loads, one after the other, what was kept of these tenants' indexes, so that nobody waits for it later. */
  warm(tenantIds: readonly string[]): Promise<void>;
} {
  const { tables, clock } = room;
  const all: Opened[] = [];

  return {
    open<Document extends object>(settings: IndexSettings<Document>): Index<Document> {
      let opened: Promise<Index<Document>> | undefined;
      const index = () => {
        opened ??= import("./replicas/cached-search.ts").then(({ openKeptSearch }) =>
          openKeptSearch(room, settings),
        );
        return opened;
      };
      const rows = tables.open<SnapshotRow>("searchSnapshots");
      const snapshot = openSnapshot(rows, tables.open<PieceRow>("searchPieces"), { ...settings, clock });
      all.push({
        isKept: async (tenantId) => (await snapshot.told(tenantId)) !== undefined,
        load: async (tenantId) => (await index()).all(tenantId),
      });
      return {
        search: async (...asked) => (await index()).search(...asked),
        all: async (...asked) => (await index()).all(...asked),
        put: async (...change) => (await index()).put(...change),
      };
    },

    async warm(tenantIds) {
      for (const { isKept, load } of all)
        for (const tenantId of tenantIds) if (await isKept(tenantId)) await load(tenantId);
    },
  };
}
