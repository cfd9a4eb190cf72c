import { randomUUID } from "node:crypto";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";

/** One answer that is in no total yet: its time of arrival, and the row key of its ballot. */
type ArrivalRow = Key;
/** A step, as the first count that came to it has decided. Its arrivals are gone once it is settled: told, and stored. */
type StepRow = Key & { attempt: string; parts: number; size: number; isSettled: boolean };
type PartRow = Key & { arrivals: string };
type SurveyKey = Pick<Survey, "tenantId" | "id">;

const arrivalsInPart = 4_000;
const inBatch = 100;
const inParallel = 16;

/**
 * The order in which people first answered a live survey, in whole steps. Which ballots a step holds is decided once, by
 * the insert of its row, and never again: whatever the clocks of two replicas say, and whichever of them is cut off, an
 * answer that comes late has its place in a later step.
 */
export function stepStore(tables: Tables) {
  const arrivals = tables.open<ArrivalRow>("arrivals");
  const steps = tables.open<StepRow>("steps");
  const parts = tables.open<PartRow>("stepparts");
  const partition = ({ tenantId, id }: SurveyKey) => `${tenantId}|${id}`;

  const waiting = (survey: SurveyKey, most: number) =>
    Array.fromAsync(arrivals.list(partition(survey), { limit: most }), ({ rowKey }) => rowKey);

  const planned = (survey: SurveyKey) => Array.fromAsync(steps.list(partition(survey)));

  async function arrivalsIn({ partitionKey, attempt, parts: count }: StepRow): Promise<string[]> {
    const found: string[] = [];
    for (let part = 0; part < count; part++) {
      const row = await parts.get(partitionKey, partKey(attempt, part));
      if (!row) throw new Error("A part of a step is missing.");
      found.push(...row.arrivals.split(" "));
    }
    return found;
  }

  /** The parts first, under a name of their own; whoever inserts the row that names them has made the step. */
  async function plan(survey: SurveyKey, step: number, chosen: string[]): Promise<void> {
    const partitionKey = partition(survey);
    const attempt = randomUUID();
    let count = 0;
    for (const some of parted(chosen, arrivalsInPart))
      await parts.put({ partitionKey, rowKey: partKey(attempt, count++), arrivals: some.join(" ") });
    const row = { partitionKey, rowKey: stepKey(step), attempt, parts: count, size: chosen.length };
    try {
      await steps.insert({ ...row, isSettled: false });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      for (let part = 0; part < count; part++)
        await parts.remove({ partitionKey, rowKey: partKey(attempt, part) });
    }
  }

  async function settleStep(step: Stored<StepRow>): Promise<void> {
    await remove(step.partitionKey, await arrivalsIn(step));
    try {
      await steps.replace({ ...step, isSettled: true });
    } catch (error) {
      // Another count has written the same, or the survey has been counted for good and its steps are gone.
      if (!(error instanceof Conflict)) throw error;
    }
  }

  async function remove(partitionKey: string, keys: string[]): Promise<void> {
    for (const some of parted(keys, inBatch))
      await arrivals.batch(
        partitionKey,
        some.map((rowKey) => ({ remove: { partitionKey, rowKey } })),
      );
  }

  return {
    /** Written when a person answers for the first time. */
    async arrive(survey: SurveyKey, ballotKey: string, now: Date): Promise<void> {
      await arrivals.put({ partitionKey: partition(survey), rowKey: arrivalKey(ballotKey, now) });
    },

    /** Whether a step more may be told: it is full, and so is the one after it. Reads no more rows than that. */
    async isDue(survey: SurveyKey, size: number): Promise<boolean> {
      return (await waiting(survey, 2 * size)).length === 2 * size;
    },

    /**
     * Freezes every step that is due and whatever a crash has left half done; gives how many are frozen. `mark` says so
     * on a ballot, and that ballot can't be changed any more: twice is as good as once.
     */
    async freeze(survey: SurveyKey, size: number, mark: Mark): Promise<number> {
      for (;;) {
        const known = await planned(survey);
        const open = known.filter((step) => !isSettled(step));
        const chosen = new Map<string, number>();
        for (const step of open)
          for (const arrival of await arrivalsIn(step)) chosen.set(arrival, Number(step.rowKey));
        for (const some of parted([...chosen], inParallel))
          await Promise.all(some.map(([arrival, step]) => mark(ballotOf(arrival), step)));

        const found = await waiting(survey, chosen.size + 2 * size);
        if (found.length < 2 * size) return known.length;
        // An arrival may have been written twice, the second time after its step was settled.
        const settled = new Set((await Promise.all(known.filter(isSettled).map(arrivalsIn))).flat());
        const again = found.filter((each) => settled.has(each));
        await remove(partition(survey), again);
        const left = found.filter((each) => !settled.has(each) && !chosen.has(each));
        if (left.length < 2 * size && again.length === 0) return known.length;
        if (left.length < 2 * size) continue;
        await plan(survey, known.length, left.slice(0, size));
      }
    },

    /** Once so many steps are told in a stored release, what they were made from is not needed any more. */
    async settle(survey: SurveyKey, count: number): Promise<void> {
      for (const step of await planned(survey))
        if (!isSettled(step) && Number(step.rowKey) < count) await settleStep(step);
    },

    /** How many have answered; null where more than `most` are in no total yet. */
    async answered(survey: SurveyKey, most: number): Promise<number | null> {
      const [known, next] = await Promise.all([planned(survey), waiting(survey, most + 1)]);
      if (next.length > most) return null;
      return known.reduce((sum, { size, isSettled }) => sum + (isSettled ? size : 0), next.length);
    },

    async clear(survey: SurveyKey): Promise<void> {
      for (const table of [arrivals, steps, parts])
        for (const { rowKey } of await Array.fromAsync(table.list(partition(survey))))
          await table.remove({ partitionKey: partition(survey), rowKey });
    },
  };
}

function* parted<Item>(items: Item[], most: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += most) yield items.slice(from, from + most);
}

const isSettled = (step: StepRow) => step.isSettled;

type Mark = (ballotKey: string, step: number) => Promise<void>;

/** In the order of time, as long as a year has four digits. */
const arrivalKey = (ballotKey: string, now: Date) => `${now.toISOString()}|${ballotKey}`;
const ballotOf = (arrival: string) => arrival.slice(arrival.indexOf("|") + 1);
const stepKey = (step: number) => String(step).padStart(8, "0");
const partKey = (attempt: string, part: number) => `${attempt}|${String(part).padStart(4, "0")}`;
