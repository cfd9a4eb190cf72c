import type { Clock } from "#platform/jobs/clock.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { Index, IndexSettings, Search } from "./search.ts";

/** Search in memory over what lies in the tables. Stemmers and the rest are loaded when first used, not when the server starts. */
export function createSearch(room: { tables: Tables; clock: Clock }): Search {
  return {
    open<Document extends object>(settings: IndexSettings<Document>): Index<Document> {
      let opened: Promise<Index<Document>> | undefined;
      const index = () => {
        opened ??= import("./kept-search.ts").then(({ openKeptSearch }) => openKeptSearch(room, settings));
        return opened;
      };
      return {
        search: async (...asked) => (await index()).search(...asked),
        all: async (...asked) => (await index()).all(...asked),
        put: async (...change) => (await index()).put(...change),
      };
    },
  };
}
