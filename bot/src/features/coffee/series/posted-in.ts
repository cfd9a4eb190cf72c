import type { Key, Tables } from "#platform/storage/table.ts";

type PostedRow = Key & { broadcastId: string };

/** In which places a session stands. */
export function postings(tables: Tables) {
  const posted = tables.open<PostedRow>("coffeePosted");

  return {
    /** Written whole: a repeat changes nothing. */
    async postedIn(
      tenantId: string,
      placeId: string,
      seriesId: string,
      date: string,
      broadcastId: string,
    ): Promise<void> {
      await posted.put({ ...postedKey(tenantId, placeId, seriesId, date), broadcastId });
    },

    async wasPostedIn(tenantId: string, placeId: string, seriesId: string, date: string): Promise<boolean> {
      const { partitionKey, rowKey } = postedKey(tenantId, placeId, seriesId, date);
      return (await posted.get(partitionKey, rowKey)) !== undefined;
    },

    /** Once nothing about it is to be known of the place any more. */
    async forgetPosted(tenantId: string, placeId: string, seriesId: string, date: string): Promise<void> {
      await posted.remove(postedKey(tenantId, placeId, seriesId, date));
    },

    /** The sessions posted in a place, by their date, from this date on. */
    async datesPostedIn(
      tenantId: string,
      placeId: string,
      from = "",
    ): Promise<{ seriesId: string; date: string }[]> {
      const rows = await Array.fromAsync(posted.list(`${tenantId}|${placeId}`, { from }));
      return rows.map(({ rowKey }) => {
        const [date = "", seriesId = ""] = rowKey.split("|");
        return { seriesId, date };
      });
    },
  };
}

/** The date first, so that what is to come is a range. */
const postedKey = (tenantId: string, placeId: string, seriesId: string, date: string): Key => ({
  partitionKey: `${tenantId}|${placeId}`,
  rowKey: `${date}|${seriesId}`,
});
