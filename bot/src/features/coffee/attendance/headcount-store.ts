import type { Heads } from "#features/coffee/contract.ts";
import type { Session, SessionName } from "#features/coffee/series/session.ts";
import type { Key, Tables } from "#platform/storage/table.ts";

type CountRow = Key & { yes: number; maybe: number; no: number; waiting: number };

/** How many came to past sessions: kept while answers to the series go on changing, and when they are forgotten. */
export function headCounts(tables: Tables) {
  const rows = tables.open<CountRow>("coffeeHeads");

  return {
    async find({ series, date, capacity }: Session): Promise<Heads | undefined> {
      const row = await rows.get(partitionOf(series), date);
      if (!row) return undefined;
      const { yes, maybe, no, waiting } = row;
      const seatsLeft = capacity === null ? null : Math.max(0, capacity - yes);
      return { yes, maybe, no, waiting, seatsLeft, names: [] };
    },

    async keep({ series, date }: Session, { yes, maybe, no, waiting }: Heads): Promise<void> {
      await rows.put({ partitionKey: partitionOf(series), rowKey: date, yes, maybe, no, waiting });
    },

    async forget({ series, date }: SessionName): Promise<void> {
      await rows.remove({ partitionKey: partitionOf(series), rowKey: date });
    },
  };
}

const partitionOf = ({ tenantId, id }: SessionName["series"]) => `${tenantId}|${id}`;
