import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { isFresh, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";
import {
  type Ballot,
  ballotBytes,
  bucketOf,
  buckets,
  makeKeys,
  receiptOf,
  rowKeyOf,
  type Sealer,
  sealer,
} from "./ballot.ts";

type BallotRow = Key & { box: Uint8Array };

export type BallotBox = ReturnType<typeof ballotBox>;
type SurveyKey = Pick<Survey, "tenantId" | "id">;

const mostKept = 1000;
const countFreshMs = seconds(10);

/**
 * One sealed ballot per person and survey. The row key is an HMAC of the person under the survey's own key, spread
 * over buckets so that no partition takes all of a survey's votes; answering again replaces. What lies in a ballot can
 * be opened only with the tally key, which this module makes and destroys but never reads.
 */
export function ballotBox(tables: Tables, keys: Keys) {
  const ballots = tables.open<BallotRow>("ballots");
  const kept = bounded<{ rowSecret: KeyObject; seal: Sealer }>(mostKept);
  const counts = bounded<{ count: number | null; until: number }>(mostKept);

  async function keysFor({ id, draft }: Survey) {
    const known = kept.get(id);
    if (known) return known;
    const [rowSecret, publicKey] = await Promise.all([keys.get(rowKeyName(id)), keys.get(publicKeyName(id))]);
    if (!rowSecret || !publicKey) return undefined;
    const found = {
      rowSecret: createSecretKey(rowSecret),
      seal: sealer(publicKey, ballotBytes(draft)),
    };
    kept.set(id, found);
    return found;
  }

  const partition = ({ tenantId, id }: SurveyKey, rowKey: string) => `${tenantId}|${id}|${bucketOf(rowKey)}`;

  return {
    /** Made before the survey opens; making them again keeps the first. */
    async prepare({ id }: SurveyKey): Promise<void> {
      const made = makeKeys();
      await keys.create(rowKeyName(id), made.rowSecret);
      const kept = await keys.create(tallyKeyName(id), made.privateKey);
      await keys.create(publicKeyName(id), publicOf(kept));
    },

    /** Durable when it resolves. Undefined once the keys are destroyed. */
    async cast(
      survey: Survey,
      person: Person,
      ballot: Ballot,
      now: Date,
    ): Promise<{ receipt: string } | undefined> {
      const secrets = await keysFor(survey);
      if (!secrets) return undefined;
      const rowKey = rowKeyOf(secrets.rowSecret, survey.tenantId, survey.id, person.id);
      const box = secrets.seal(survey.id, rowKey, ballot, now);
      await ballots.put({ partitionKey: partition(survey, rowKey), rowKey, box });
      return { receipt: receiptOf(box) };
    },

    /** Takes back a ballot that came after the count. */
    async remove(survey: Survey, person: Person): Promise<void> {
      const secrets = await keysFor(survey);
      if (!secrets) return;
      const rowKey = rowKeyOf(secrets.rowSecret, survey.tenantId, survey.id, person.id);
      await ballots.remove({ partitionKey: partition(survey, rowKey), rowKey });
    },

    /** The receipt of the person's ballot, if there is one. */
    async receipt(survey: Survey, person: Person): Promise<string | undefined> {
      const secrets = await keysFor(survey);
      if (!secrets) return undefined;
      const rowKey = rowKeyOf(secrets.rowSecret, survey.tenantId, survey.id, person.id);
      const row = await ballots.get(partition(survey, rowKey), rowKey);
      return row && receiptOf(row.box);
    },

    /** How many have answered, remembered for ten seconds; null beyond `most`, which is not worth counting. */
    async count(survey: SurveyKey, now: Date, most = 5000): Promise<number | null> {
      const known = counts.get(survey.id);
      if (known && isFresh(known.until, countFreshMs, now)) return known.count;
      let count: number | null = 0;
      for await (const _ of this.list(survey)) if (++count > most) break;
      if (count > most) count = null;
      counts.set(survey.id, { count, until: now.getTime() + countFreshMs });
      return count;
    },

    async *list({ tenantId, id }: SurveyKey) {
      for (const bucket of buckets) yield* ballots.list(`${tenantId}|${id}|${bucket}`);
    },

    /** Ballots first, then the keys: whatever is left when a run is cut off can still be found by the next. */
    async destroy(survey: SurveyKey): Promise<void> {
      const batchSize = 100;
      for (const bucket of buckets) {
        const partitionKey = `${survey.tenantId}|${survey.id}|${bucket}`;
        for (;;) {
          const rows = await Array.fromAsync(ballots.list(partitionKey, { limit: batchSize }));
          if (rows.length === 0) break;
          await ballots.batch(
            partitionKey,
            rows.map(({ rowKey }) => ({ remove: { partitionKey, rowKey } })),
          );
        }
      }
      await keys.destroy(rowKeyName(survey.id));
      await keys.destroy(publicKeyName(survey.id));
      await keys.destroy(tallyKeyName(survey.id));
      kept.delete(survey.id);
    },
  };
}

/** Read by the count alone, in its own thread. */
export const tallyKeyName = (surveyId: string) => `tally-${surveyId}`;
const rowKeyName = (surveyId: string) => `ballot-${surveyId}`;
const publicKeyName = (surveyId: string) => `public-${surveyId}`;

function publicOf(privateKey: Uint8Array): Uint8Array {
  const own = createPrivateKey({ key: Buffer.from(privateKey), format: "der", type: "pkcs8" });
  return createPublicKey(own).export({ format: "der", type: "spki" });
}
