import { randomUUID } from "node:crypto";
import type { Release } from "#features/surveys/contract.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { Conflict, type Key, type Tables } from "#platform/storage/table.ts";

/** `ballots` is how many were counted, for the next round of a live survey; it is shown to nobody. */
type HeadRow = Key & { attempt: string; parts: number; final: boolean; ballots: number; releasedAt: Date };
type PartRow = Key & { text: string };

export type ReleaseStore = ReturnType<typeof releaseStore>;
export type ReleaseHead = Pick<HeadRow, "final" | "ballots" | "releasedAt"> & { round: number };

type SurveyKey = Pick<Survey, "tenantId" | "id">;
const partLength = 400_000;

/**
 * Releases, whole or not at all: the parts are written first, under a name of their own, and the head names them.
 * Whoever inserts the head first has released that round; another count of the same round changes nothing.
 */
export function releaseStore(tables: Tables) {
  const heads = tables.open<HeadRow>("releases");
  const parts = tables.open<PartRow>("releaseparts");
  const partition = ({ tenantId, id }: SurveyKey) => `${tenantId}|${id}`;

  return {
    async latest(survey: SurveyKey): Promise<ReleaseHead | undefined> {
      let latest: ReleaseHead | undefined;
      for await (const { rowKey, final, ballots, releasedAt } of heads.list(partition(survey))) {
        latest = { round: Number(rowKey), final, ballots, releasedAt };
      }
      return latest;
    },

    async read(survey: SurveyKey): Promise<Release | undefined> {
      const partitionKey = partition(survey);
      let head: HeadRow | undefined;
      for await (const row of heads.list(partitionKey)) head = row;
      if (!head) return undefined;
      let text = "";
      for (let part = 0; part < head.parts; part++) {
        const row = await parts.get(partitionKey, partKey(head.attempt, part));
        if (!row) throw new Error("A part of a release is missing.");
        text += row.text;
      }
      return JSON.parse(text);
    },

    /** True if this release is the one that stands. */
    async add(survey: SurveyKey, release: Release, ballots: number): Promise<boolean> {
      const partitionKey = partition(survey);
      const attempt = randomUUID();
      const text = JSON.stringify(release);
      let count = 0;
      for (let from = 0; from < text.length; from += partLength, count++) {
        await parts.put({
          partitionKey,
          rowKey: partKey(attempt, count),
          text: text.slice(from, from + partLength),
        });
      }
      const { final, round } = release;
      const rowKey = String(round).padStart(8, "0");
      try {
        await heads.insert({
          partitionKey,
          rowKey,
          attempt,
          parts: count,
          final,
          ballots,
          releasedAt: new Date(release.releasedAt),
        });
        return true;
      } catch (error) {
        if (error instanceof Conflict) return false;
        throw error;
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
      for await (const { rowKey } of parts.list(partitionKey)) {
        if (!kept.has(attemptOf(rowKey))) await parts.remove({ partitionKey, rowKey });
      }
    },
  };
}

const partKey = (attempt: string, part: number) => `${attempt}|${String(part).padStart(4, "0")}`;
const attemptOf = (rowKey: string) => rowKey.split("|")[0] ?? "";
