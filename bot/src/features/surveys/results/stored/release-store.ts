import { randomInt, randomUUID } from "node:crypto";
import type { Release } from "#features/surveys/contract.ts";
import { release } from "#features/surveys/results/release.ts";
import { add as count, startTally } from "#features/surveys/results/tally.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { Conflict, type Key, type Tables } from "#platform/storage/table.ts";
import { fromVersion1, type Release1 } from "./version-1.ts";

/**
 * `parts` and `organisersParts`: how many rows hold the release that everybody is shown, and the one with names that
 * organisers of a signed survey are. `steps`: how many steps of a live survey it tells. A row without a version is of
 * the first, and its release is not split in two.
 */
type HeadRow = Key & {
  version?: number;
  attempt: string;
  parts: number;
  organisersParts?: number;
  final: boolean;
  steps?: number;
  releasedAt: Date;
};
type PartRow = Key & { text: string };

export type ReleaseStore = ReturnType<typeof releaseStore>;
export type ReleaseHead = { round: number; final: boolean; steps: number };
/** Null: there is none for them. */
type Releases = { forAll: Release | null; forOrganisers: Release | null };

type SurveyKey = Pick<Survey, "tenantId" | "id">;
type Released = SurveyKey & Pick<Survey, "draft" | "thresholds" | "audience">;
const partLength = 400_000;

/**
 * Releases, whole or not at all: the parts are written first, under a name of their own, and the head names them.
 * Whoever inserts the head first has released that round; another count of the same round changes nothing.
 */
export function releaseStore(tables: Tables) {
  const heads = tables.open<HeadRow>("releases");
  const parts = tables.open<PartRow>("releaseparts");
  const partition = ({ tenantId, id }: SurveyKey) => `${tenantId}|${id}`;

  async function latestHead(survey: SurveyKey): Promise<HeadRow | undefined> {
    let latest: HeadRow | undefined;
    for await (const head of heads.list(partition(survey))) latest = head;
    return latest;
  }

  async function textOf(partitionKey: string, name: string, count: number): Promise<string> {
    let text = "";
    for (let part = 0; part < count; part++) {
      const row = await parts.get(partitionKey, partKey(name, part));
      if (!row) throw new Error("A part of a release is missing.");
      text += row.text;
    }
    return text;
  }

  /** Gives the number of rows that the release lies in. */
  async function write(partitionKey: string, name: string, made: Release | null): Promise<number> {
    const text = made ? JSON.stringify(made) : "";
    let count = 0;
    for (let from = 0; from < text.length; from += partLength, count++) {
      const rowKey = partKey(name, count);
      await parts.put({ partitionKey, rowKey, text: text.slice(from, from + partLength) });
    }
    return count;
  }

  return {
    async latest(survey: SurveyKey): Promise<ReleaseHead | undefined> {
      const head = await latestHead(survey);
      return head && { round: Number(head.rowKey), final: head.final, steps: head.steps ?? 0 };
    },

    /** The newest release for those who organise the survey, or for everybody else. */
    async read(survey: Released, reader: "organiser" | "anyone"): Promise<Release | undefined> {
      const head = await latestHead(survey);
      if (!head) return undefined;
      const { partitionKey, attempt } = head;
      if (head.version === undefined) {
        const old: Release1 = JSON.parse(await textOf(partitionKey, attempt, head.parts));
        return reader === "anyone" && old.signed ? withoutNames(survey, old, old.signed) : fromVersion1(old);
      }
      const isNamed = reader === "organiser" && (head.organisersParts ?? 0) > 0;
      const [name, count] = isNamed
        ? [organisersName(attempt), head.organisersParts ?? 0]
        : [attempt, head.parts];
      return count > 0 ? JSON.parse(await textOf(partitionKey, name, count)) : undefined;
    },

    /** True if these are the releases of their round. */
    async add(
      survey: SurveyKey,
      { round, final, steps }: ReleaseHead,
      { forAll, forOrganisers }: Releases,
      now: Date,
    ): Promise<boolean> {
      const partitionKey = partition(survey);
      const attempt = randomUUID();
      const head = {
        partitionKey,
        rowKey: String(round).padStart(8, "0"),
        version: 2,
        attempt,
        parts: await write(partitionKey, attempt, forAll),
        organisersParts: await write(partitionKey, organisersName(attempt), forOrganisers),
        final,
        steps,
        releasedAt: now,
      };
      try {
        await heads.insert(head);
        return true;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        await removeParts(partitionKey, (each) => attemptOf(each) === attempt);
        return false;
      }
    },

    /**
     * Nothing but the final release is of use any more: not earlier rounds, nor what a count that was cut off wrote; and
     * nothing at all (null) of a survey that is deleted.
     */
    async keepOnly(survey: SurveyKey, round: number | null): Promise<void> {
      const partitionKey = partition(survey);
      const kept = new Set<string>();
      for (const head of await Array.fromAsync(heads.list(partitionKey))) {
        if (Number(head.rowKey) === round) kept.add(head.attempt);
        else await heads.remove(head);
      }
      await removeParts(partitionKey, (each) => !kept.has(attemptOf(each)));
    },
  };

  async function removeParts(partitionKey: string, isUnused: (rowKey: string) => boolean): Promise<void> {
    for await (const { rowKey } of parts.list(partitionKey))
      if (isUnused(rowKey)) await parts.remove({ partitionKey, rowKey });
  }
}

/** What a sealed survey would have told, from the names and answers that were stored with an old signed one. */
function withoutNames(
  survey: Released,
  { round, final, releasedAt }: Release1,
  signed: NonNullable<Release1["signed"]>,
): Release | undefined {
  if (!final) return undefined;
  const tally = startTally(survey.draft);
  for (const { name, answers, groups } of signed)
    count(tally, { name, answers: { ...answers, ...groups } }, 0);
  const now = new Date(releasedAt);
  return release(survey, tally, { round, final, now, random: randomInt, step: null }).forAll;
}

/** The attempt comes first, so that what it wrote is found by it. */
const organisersName = (attempt: string) => `${attempt}|names`;
const partKey = (name: string, part: number) => `${name}|${String(part).padStart(4, "0")}`;
const attemptOf = (rowKey: string) => rowKey.split("|")[0] ?? "";
