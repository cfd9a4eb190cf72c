import { type Outcome, outcomes } from "#platform/sending/contract.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Sending, Target } from "./sending.ts";
import type { Survey } from "./survey.ts";

type SendingRow = Key & { at: Date; by: string; cancelledAt?: Date | undefined };
type TargetRow = Key & { outcome: string; changedAt: Date; messageId?: string | undefined };
type SurveyKey = Pick<Survey, "tenantId" | "id">;

export type Outbox = ReturnType<typeof outbox>;

/** Every sending and its targets, a row each: the truth about what was posted, whatever the queue says. */
export function outbox(tables: Tables) {
  const sendings = tables.open<SendingRow>("sendings");
  const targets = tables.open<TargetRow>("outbox");
  const partition = ({ tenantId, id }: SurveyKey) => `${tenantId}|${id}`;
  const targetPartition = (survey: SurveyKey, sendingId: string) => `${partition(survey)}|${sendingId}`;

  return {
    /** Adding the same sending again changes nothing that has been begun. */
    async add(survey: SurveyKey, sending: Sending, placeIds: string[]): Promise<void> {
      const { id, at, by } = sending;
      await unlessThere(sendings.insert({ partitionKey: partition(survey), rowKey: id, at, by }));
      for (const placeId of placeIds) {
        const partitionKey = targetPartition(survey, id);
        await unlessThere(
          targets.insert({ partitionKey, rowKey: placeId, outcome: "scheduled", changedAt: at }),
        );
      }
    },

    async sendings(survey: SurveyKey): Promise<Sending[]> {
      const rows = await Array.fromAsync(sendings.list(partition(survey)));
      return rows.map(sendingOf).toSorted((a, b) => b.at.getTime() - a.at.getTime());
    },

    async sending(survey: SurveyKey, sendingId: string): Promise<Sending | undefined> {
      const row = await sendings.get(partition(survey), sendingId);
      return row && sendingOf(row);
    },

    async cancel(survey: SurveyKey, sendingId: string, now: Date): Promise<void> {
      const row = await sendings.get(partition(survey), sendingId);
      if (row && !row.cancelledAt) await sendings.replace({ ...row, cancelledAt: now });
    },

    async targets(survey: SurveyKey, sendingId: string): Promise<Target[]> {
      const rows = await Array.fromAsync(targets.list(targetPartition(survey, sendingId)));
      return rows.map((row) => targetOf(sendingId, row));
    },

    async target(survey: SurveyKey, sendingId: string, placeId: string): Promise<Target | undefined> {
      const row = await targets.get(targetPartition(survey, sendingId), placeId);
      return row && targetOf(sendingId, row);
    },

    /** Undefined when another worker was first. */
    async save(survey: SurveyKey, { sendingId, placeId, outcome, changedAt, messageId, version }: Target) {
      try {
        const partitionKey = targetPartition(survey, sendingId);
        const row = { partitionKey, rowKey: placeId, outcome, changedAt, messageId, etag: version };
        return targetOf(sendingId, await targets.replace(row));
      } catch (error) {
        if (error instanceof Conflict) return undefined;
        throw error;
      }
    },
  };
}

async function unlessThere(insertion: Promise<unknown>): Promise<void> {
  try {
    await insertion;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

function sendingOf({ rowKey, at, by, cancelledAt }: SendingRow): Sending {
  return { id: rowKey, at, by, ...(cancelledAt && { cancelledAt }) };
}

function targetOf(
  sendingId: string,
  { rowKey, outcome, changedAt, messageId, etag }: Stored<TargetRow>,
): Target {
  const known: Outcome = outcomes.find((each) => each === outcome) ?? "unknown";
  return { sendingId, placeId: rowKey, outcome: known, changedAt, messageId, version: etag };
}
