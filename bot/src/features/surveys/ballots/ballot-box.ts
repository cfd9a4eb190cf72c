import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { isFresh, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import { Conflict, type Key, type Tables } from "#platform/storage/table.ts";
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
import { stepStore } from "./step-store.ts";
import { stepOf } from "./steps.ts";

/** `step`: of a live survey, in clear; a ballot that has one is in the totals that are shown, and stays as it is. */
type BallotRow = Key & { box: Uint8Array; step?: number };

/** What became of a ballot. Undefined: the survey's keys are destroyed. */
type Cast = { receipt: string; isCounted: false } | { isCounted: true } | undefined;

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
  const steps = stepStore(tables);
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

    /** Durable when it resolves. */
    async cast(survey: Survey, person: Person, ballot: Ballot, now: Date): Promise<Cast> {
      const secrets = await keysFor(survey);
      if (!secrets) return undefined;
      const rowKey = rowKeyOf(secrets.rowSecret, survey.tenantId, survey.id, person.id);
      const box = secrets.seal(survey.id, rowKey, ballot, now);
      const row = { partitionKey: partition(survey, rowKey), rowKey, box };
      if (survey.draft.kind === "live" && !(await castLive(survey, row, now))) return { isCounted: true };
      if (survey.draft.kind !== "live") await ballots.put(row);
      return { receipt: receiptOf(box), isCounted: false };
    },

    /** Takes back a ballot that came after the count. */
    async remove(survey: Survey, person: Person): Promise<void> {
      const secrets = await keysFor(survey);
      if (!secrets) return;
      const rowKey = rowKeyOf(secrets.rowSecret, survey.tenantId, survey.id, person.id);
      await ballots.remove({ partitionKey: partition(survey, rowKey), rowKey });
      if (survey.draft.kind === "live") await steps.clear(survey);
    },

    /** The person's ballot, if there is one: its receipt, and whether it is in totals that are shown. */
    async find(survey: Survey, person: Person): Promise<{ receipt: string; isCounted: boolean } | undefined> {
      const secrets = await keysFor(survey);
      if (!secrets) return undefined;
      const rowKey = rowKeyOf(secrets.rowSecret, survey.tenantId, survey.id, person.id);
      const row = await ballots.get(partition(survey, rowKey), rowKey);
      return row && { receipt: receiptOf(row.box), isCounted: row.step !== undefined };
    },

    /** Whether answers to a live survey have come that may be told now. */
    isStepDue: (survey: Survey): Promise<boolean> => steps.isDue(survey, stepOf(survey)),

    /** Freezes the ballots that may be told now; gives how many steps are frozen. May be run again, and by two at once. */
    freezeSteps: (survey: Survey): Promise<number> =>
      steps.freeze(survey, stepOf(survey), async (rowKey, step) => {
        for (;;) {
          const row = await ballots.get(partition(survey, rowKey), rowKey);
          if (!row || row.step !== undefined) return;
          if (await isWritten(ballots.replace({ ...row, step }))) return;
        }
      }),

    /** So many steps are told in a stored release. */
    settleSteps: (survey: Survey, count: number): Promise<void> => steps.settle(survey, count),

    /** What a count that was overtaken by the last one has left. */
    forgetSteps: (survey: SurveyKey): Promise<void> => steps.clear(survey),

    /** How many have answered, remembered for ten seconds; null beyond `most`, which is not worth counting. */
    async count(survey: Survey, now: Date, most = 5000): Promise<number | null> {
      const known = counts.get(survey.id);
      if (known && isFresh(known.until, countFreshMs, now)) return known.count;
      const count =
        survey.draft.kind === "live" ? await steps.answered(survey, most) : await listed(survey, most);
      counts.set(survey.id, { count, until: now.getTime() + countFreshMs });
      return count;
    },

    list,

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
      await steps.clear(survey);
      await keys.destroy(rowKeyName(survey.id));
      await keys.destroy(publicKeyName(survey.id));
      await keys.destroy(tallyKeyName(survey.id));
      kept.delete(survey.id);
    },
  };

  async function* list({ tenantId, id }: SurveyKey) {
    for (const bucket of buckets) yield* ballots.list(`${tenantId}|${id}|${bucket}`);
  }

  async function listed(survey: SurveyKey, most: number): Promise<number | null> {
    let count = 0;
    for await (const _ of list(survey)) if (++count > most) return null;
    return count;
  }

  /** False where the ballot is in the totals already. Of two answers that come at once the later replaces the other. */
  async function castLive(survey: Survey, row: BallotRow, now: Date): Promise<boolean> {
    for (;;) {
      const known = await ballots.get(row.partitionKey, row.rowKey);
      if (known?.step !== undefined) return false;
      if (known && (await isWritten(ballots.replace({ ...row, etag: known.etag })))) return true;
      if (!known && (await isWritten(ballots.insert(row)))) {
        await steps.arrive(survey, row.rowKey, now);
        return true;
      }
    }
  }
}

/** False where somebody else wrote the row first. */
async function isWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** Read by the count alone, in its own thread. */
export const tallyKeyName = (surveyId: string) => `tally-${surveyId}`;
const rowKeyName = (surveyId: string) => `ballot-${surveyId}`;
const publicKeyName = (surveyId: string) => `public-${surveyId}`;

function publicOf(privateKey: Uint8Array): Uint8Array {
  const own = createPrivateKey({ key: Buffer.from(privateKey), format: "der", type: "pkcs8" });
  return createPublicKey(own).export({ format: "der", type: "spki" });
}
