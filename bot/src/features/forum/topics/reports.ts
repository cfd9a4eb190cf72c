import type { ReportReason } from "#features/forum/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import { Conflict, type Key, type Table, type Tables } from "#platform/storage/table.ts";
import { padded } from "./post.ts";

export type Given = { reason: ReportReason; text: string; by: string | null; at: string };
type ReportRow = Key & { json?: string };
type Reader = { tenantId: string; id: string };
type Place = { tenantId: string; topicId: string; number: number };

const mostGiven = 50;
const mostOpen = 200;

export type Reports = ReturnType<typeof forumReports>;

/** Posts that members have reported: they wait until a coordinator has judged them, each person's report once. */
export function forumReports(tables: Tables) {
  const rows: Table<ReportRow> = tables.open<ReportRow>("forumReports");

  const given = (row: ReportRow | undefined): Given[] => JSON.parse(row?.json ?? "[]");

  async function both(place: Place) {
    const partitionKey = partitionOf(place.tenantId);
    const [open, judged] = await Promise.all([
      rows.get(partitionKey, key("open", place)),
      rows.get(partitionKey, key("judged", place)),
    ]);
    return { open, judged };
  }

  return {
    /** Harmless to repeat. Refuses `manyReports` when nobody needs one more to look at the post. */
    async report(place: Place, report: Given & { by: string }): Promise<void> {
      const partitionKey = partitionOf(place.tenantId);
      // First where to find the person's name by, should they leave.
      await rows.put({ partitionKey: personPartition(place.tenantId, report.by), rowKey: nameOf(place) });
      for (;;) {
        const { open, judged } = await both(place);
        const all = given(open);
        if ([...all, ...given(judged)].some(({ by }) => by === report.by)) return;
        if (all.length >= mostGiven) throw new Refusal("manyReports");
        const row = { partitionKey, rowKey: key("open", place), json: JSON.stringify([...all, report]) };
        try {
          await (open ? rows.replace({ ...row, etag: open.etag }) : rows.insert(row));
          return;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
    },

    /** Those of a topic's posts, from one number to another, that wait, and by whom posts were ever reported. */
    async ofPosts(tenantId: string, topicId: string, from: number, to: number) {
      const range = (state: State) => ({
        from: key(state, { topicId, number: from }),
        before: key(state, { topicId, number: to + 1 }),
      });
      const [open, judged] = await Promise.all(
        (["open", "judged"] as const).map((state) =>
          Array.fromAsync(rows.list(partitionOf(tenantId), range(state))),
        ),
      );
      const byOf = (found: ReportRow[] = []) =>
        found.flatMap((row) => given(row).map(({ by }) => ({ number: placeOf(row.rowKey).number, by })));
      return {
        waiting: new Set(byOf(open).map(({ number }) => number)),
        given: [...byOf(open), ...byOf(judged)],
      };
    },

    /** Those that wait. */
    async open(tenantId: string): Promise<{ topicId: string; number: number; given: Given[] }[]> {
      const range = { from: "open|", before: "open|~", limit: mostOpen };
      const found = await Array.fromAsync(rows.list(partitionOf(tenantId), range));
      return found.map((row) => ({ ...placeOf(row.rowKey), given: given(row) }));
    },

    /** Judged is judged: a repeat changes nothing, and who has reported it before does not again. */
    async settle(place: Place): Promise<void> {
      const partitionKey = partitionOf(place.tenantId);
      for (;;) {
        const { open, judged } = await both(place);
        if (!open) return;
        const json = JSON.stringify([...given(judged), ...given(open)]);
        try {
          await rows.batch(partitionKey, [
            { remove: { partitionKey, rowKey: open.rowKey, etag: open.etag } },
            { put: { partitionKey, rowKey: key("judged", place), json } },
          ]);
          return;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
    },

    /** Of whoever leaves, the name is taken away; what they reported still waits. */
    async forget({ tenantId, id }: Reader): Promise<void> {
      const own = personPartition(tenantId, id);
      for await (const { rowKey } of rows.list(own)) {
        const place = { tenantId, ...placeOf(`open|${rowKey}`) };
        for (const state of ["open", "judged"] as const) await namelessIn(state, place, id);
        await rows.remove({ partitionKey: own, rowKey });
      }
    },
  };

  async function namelessIn(state: State, place: Place, id: string): Promise<void> {
    for (;;) {
      const row = await rows.get(partitionOf(place.tenantId), key(state, place));
      if (!row || given(row).every(({ by }) => by !== id)) return;
      const json = JSON.stringify(given(row).map((one) => (one.by === id ? { ...one, by: null } : one)));
      try {
        await rows.replace({ ...row, json });
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }
}

type State = "open" | "judged";

const partitionOf = (tenantId: string) => `${tenantId}|reports`;
const personPartition = (tenantId: string, id: string) => `${tenantId}|reported|${id}`;
const nameOf = ({ topicId, number }: Omit<Place, "tenantId">) => `${topicId}|${padded(number)}`;
const key = (state: State, place: Omit<Place, "tenantId">) => `${state}|${nameOf(place)}`;

function placeOf(rowKey: string): { topicId: string; number: number } {
  const [, topicId = "", number = ""] = rowKey.split("|");
  return { topicId, number: Number(number) };
}
