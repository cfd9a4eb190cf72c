import type { Key, Tables } from "#platform/storage/table.ts";
import type { SessionName } from "./session.ts";

type OpeningRow = Key & { count: number };

const mostAtOnce = 99;
const sumKey = "sum";

/** How often the join links were opened: a row for each, under a random key, so that many at once wait for nobody. */
export function openings(tables: Tables) {
  const rows = tables.open<OpeningRow>("coffeeOpenings");

  return {
    /** One more opening. Nothing of who it was is kept. */
    async opened(session: SessionName): Promise<void> {
      await rows.put({ partitionKey: partitionOf(session), rowKey: `one|${crypto.randomUUID()}`, count: 1 });
    },

    async openings(session: SessionName): Promise<number> {
      let sum = 0;
      for await (const { count } of rows.list(partitionOf(session))) sum += count;
      return sum;
    },

    /** Of a session that there is no longer. */
    async forgetOpenings(session: SessionName): Promise<void> {
      const partitionKey = partitionOf(session);
      for await (const { rowKey } of rows.list(partitionKey)) await rows.remove({ partitionKey, rowKey });
    },

    /** Adds single rows to the sum. Each is removed in the same batch that adds it, or, after a Conflict, by whoever was first. */
    async foldOpenings(session: SessionName): Promise<void> {
      const partitionKey = partitionOf(session);
      const ones = { from: "one|", before: "one}", limit: mostAtOnce };
      for (;;) {
        const sum =
          (await rows.get(partitionKey, sumKey)) ??
          (await rows.insert({ partitionKey, rowKey: sumKey, count: 0 }));
        const found = await Array.fromAsync(rows.list(partitionKey, ones));
        if (found.length === 0) return;
        await rows.batch(partitionKey, [
          { replace: { ...sum, count: sum.count + found.length } },
          ...found.map(({ rowKey }) => ({ remove: { partitionKey, rowKey } })),
        ]);
      }
    },
  };
}

const partitionOf = ({ series, date }: SessionName) => `${series.tenantId}|${series.id}|${date}`;
