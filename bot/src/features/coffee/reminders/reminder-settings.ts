import type { ReminderWishes } from "#features/coffee/contract.ts";
import type { Series } from "#features/coffee/series/series.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";

type WishesRow = Key & { wishes: string; placeId?: string };

/** What everybody gets who has wished for nothing. */
export const noReminders: ReminderWishes = {
  dayBefore: false,
  quarterBefore: false,
  snoozedUntil: null,
  quiet: null,
};

export type Wishes = ReturnType<typeof wishes>;

/** Who wishes to be reminded of a series, when, and in which personal chat. */
export function wishes(tables: Tables) {
  const rows = tables.open<WishesRow>("coffeeWishes");

  return {
    async get(series: Series, personId: string): Promise<ReminderWishes> {
      const row = await rows.get(partitionOf(series), personId);
      return row ? JSON.parse(row.wishes) : noReminders;
    },

    /** Written whole, so that a repeat changes nothing. A chat known before stays known. */
    async set(
      series: Series,
      { id }: Person,
      wishes: ReminderWishes,
      chat: { placeId: string } | undefined,
    ): Promise<void> {
      const key = { partitionKey: partitionOf(series), rowKey: id };
      const placeId = chat?.placeId ?? (await rows.get(key.partitionKey, id))?.placeId;
      await rows.put({ ...key, wishes: JSON.stringify(wishes), ...(placeId && { placeId }) });
    },

    /** Those who wish for a reminder, whichever it is. */
    async *all(
      series: Series,
    ): AsyncIterable<{ personId: string; wishes: ReminderWishes; placeId: string | undefined }> {
      for await (const row of rows.list(partitionOf(series))) {
        const wishes: ReminderWishes = JSON.parse(row.wishes);
        if (!wishes.dayBefore && !wishes.quarterBefore) continue;
        yield { personId: row.rowKey, wishes, placeId: row.placeId };
      }
    },

    /** Removes everybody's, once there is nothing more to be reminded of. */
    async forget(series: Pick<Series, "tenantId" | "id">): Promise<void> {
      const partitionKey = partitionOf(series);
      for await (const { rowKey } of rows.list(partitionKey)) await rows.remove({ partitionKey, rowKey });
    },
  };
}

const partitionOf = ({ tenantId, id }: Pick<Series, "tenantId" | "id">) => `${tenantId}|${id}`;
