import type { Clock } from "#platform/jobs/clock.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { Index, IndexSettings, Search } from "./search.ts";

/** Search in memory, read from the features' own rows when first asked. */
export function createSearch(_room: { tables: Tables; clock: Clock }): Search {
  return { open };
}

function open<Document extends object>({ wordsOf, read }: IndexSettings<Document>): Index<Document> {
  const tenants = new Map<string, Promise<Map<string, Document>>>();

  async function load(tenantId: string) {
    const documents = new Map<string, Document>();
    for await (const { id, document } of read(tenantId)) documents.set(id, document);
    return documents;
  }

  function all(tenantId: string): Promise<Map<string, Document>> {
    const known = tenants.get(tenantId) ?? load(tenantId);
    tenants.set(tenantId, known);
    return known;
  }

  return {
    all,
    async search(tenantId, query, { limit, skip = 0, isWanted = () => true }) {
      const sought = query.trim().toLowerCase();
      if (sought === "") return [];
      return [...(await all(tenantId)).values()]
        .filter((document) => isWanted(document))
        .filter((document) => wordsOf(document).some(({ text }) => text.toLowerCase().includes(sought)))
        .slice(skip, skip + limit)
        .map((document) => ({ document, score: 1, matched: [sought] }));
    },
    async put(tenantId, id, document) {
      const documents = await all(tenantId);
      if (document) documents.set(id, document);
      else documents.delete(id);
    },
  };
}
