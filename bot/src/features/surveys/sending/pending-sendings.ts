import type { Survey } from "#features/surveys/survey/survey.ts";
import type { Key, Tables } from "#platform/storage/table.ts";

/** One run of posting a survey's card, as an organiser asks for it. */
export type Sending = { id: string; at: Date; by: string; placeIds: string[] };

type OpeningRow = Key & { at: Date; by: string; placeIds: string };
type SurveyKey = Pick<Survey, "tenantId" | "id">;

export type Openings = ReturnType<typeof openings>;

/** The sending that a survey is opened with, kept from before it opens until it is planned. */
export function openings(tables: Tables) {
  const rows = tables.open<OpeningRow>("openings");
  const partition = ({ tenantId, id }: SurveyKey) => `${tenantId}|${id}`;

  return {
    async keep(survey: SurveyKey, { id, at, by, placeIds }: Sending): Promise<void> {
      await rows.put({
        partitionKey: partition(survey),
        rowKey: id,
        at,
        by,
        placeIds: JSON.stringify(placeIds),
      });
    },

    async find(survey: SurveyKey, sendingId: string): Promise<Sending | undefined> {
      const row = await rows.get(partition(survey), sendingId);
      return row && { id: row.rowKey, at: row.at, by: row.by, placeIds: JSON.parse(row.placeIds) };
    },

    async remove(survey: SurveyKey, sendingId: string): Promise<void> {
      await rows.remove({ partitionKey: partition(survey), rowKey: sendingId });
    },
  };
}
