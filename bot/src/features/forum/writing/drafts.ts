import type { z } from "zod";
import type { DraftView, draftInput } from "#features/forum/contract.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import { Conflict, type Key, type Stored, type Table, type Tables } from "#platform/storage/table.ts";

type Draft = Omit<z.infer<typeof draftInput>, "version">;
type DraftRow = Key & { json: string; savedAt: Date };
type Writer = { tenantId: string; id: string };
type Kept = Omit<DraftView, "topicTitle">;

const mostDrafts = 100;

export type Drafts = ReturnType<typeof forumDrafts>;

/** What somebody is writing: one of a new topic, and one for each topic that they answer in. */
export function forumDrafts(tables: Tables, clock: Clock) {
  const rows: Table<DraftRow> = tables.open<DraftRow>("forumDrafts");

  return {
    /** The last saved first. */
    async all(writer: Writer): Promise<Kept[]> {
      const found = await Array.fromAsync(rows.list(partitionOf(writer), { limit: mostDrafts }));
      return found.toSorted((one, other) => other.savedAt.getTime() - one.savedAt.getTime()).map(keptOf);
    },

    /**
     * Refuses `changedMeanwhile` where another window has saved it since; what is there already is saved. Refuses
     * `tooManyDrafts`.
     */
    async save(
      writer: Writer,
      key: string,
      { version, ...draft }: z.infer<typeof draftInput>,
    ): Promise<Kept> {
      const partitionKey = partitionOf(writer);
      const row = {
        partitionKey,
        rowKey: key,
        json: JSON.stringify(draft satisfies Draft),
        savedAt: clock.now(),
      };
      if (version === "") {
        const all = await Array.fromAsync(rows.list(partitionKey, { limit: mostDrafts }));
        const isNew = all.every(({ rowKey }) => rowKey !== key);
        if (isNew && all.length >= mostDrafts) throw new Refusal("tooManyDrafts", { count: mostDrafts });
      }
      try {
        return keptOf(await (version === "" ? rows.insert(row) : rows.replace({ ...row, etag: version })));
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const standing = await rows.get(partitionKey, key);
        if (standing?.json === row.json) return keptOf(standing);
        throw new Refusal("changedMeanwhile");
      }
    },

    async remove(writer: Writer, key: string): Promise<void> {
      await rows.remove({ partitionKey: partitionOf(writer), rowKey: key });
    },

    async forget(writer: Writer): Promise<void> {
      const partitionKey = partitionOf(writer);
      for await (const { rowKey } of rows.list(partitionKey)) await rows.remove({ partitionKey, rowKey });
    },
  };
}

const partitionOf = ({ tenantId, id }: Writer) => `${tenantId}|person|${id}`;

const keptOf = ({ rowKey, json, savedAt, etag }: Stored<DraftRow>): Kept => {
  // One from before quotes were kept has none.
  const draft: Draft = { quote: null, ...JSON.parse(json) };
  return { ...draft, key: rowKey, version: etag, savedAt: savedAt.toISOString() };
};
