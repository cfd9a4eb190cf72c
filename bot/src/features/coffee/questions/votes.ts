import type { SessionName } from "#features/coffee/series/session.ts";
import { type Clock, isFresh, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Key, Tables } from "#platform/storage/table.ts";

/** The marks of a session's voters, by question id. */
export type Votes = ReadonlyMap<string, ReadonlySet<string>>;

const mostKept = 200;
const maxAgeMs = seconds(3);

/** One row for each vote, so that nobody has two. All of a session's are remembered for three seconds, or until this process writes one. */
export function voteRows(tables: Tables, clock: Clock) {
  const rows = tables.open<Key>("coffeeVotes");
  const kept = bounded<{ votes: Promise<Votes>; until: number }>(mostKept);

  async function read(partitionKey: string): Promise<Votes> {
    const votes = new Map<string, Set<string>>();
    for await (const { rowKey } of rows.list(partitionKey)) {
      const [questionId = "", mark = ""] = rowKey.split("|");
      votes.set(questionId, (votes.get(questionId) ?? new Set()).add(mark));
    }
    return votes;
  }

  return {
    async put(session: SessionName, questionId: string, mark: string): Promise<void> {
      const partitionKey = partitionOf(session);
      await rows.put({ partitionKey, rowKey: `${questionId}|${mark}` });
      kept.delete(partitionKey);
    },

    async remove(session: SessionName, questionId: string, mark: string): Promise<void> {
      const partitionKey = partitionOf(session);
      await rows.remove({ partitionKey, rowKey: `${questionId}|${mark}` });
      kept.delete(partitionKey);
    },

    /** Removes all votes for one question, or for all of them. */
    async forget(session: SessionName, questionId?: string): Promise<void> {
      const partitionKey = partitionOf(session);
      const range = questionId === undefined ? {} : { from: `${questionId}|`, before: `${questionId}}` };
      for await (const { rowKey } of rows.list(partitionKey, range))
        await rows.remove({ partitionKey, rowKey });
      kept.delete(partitionKey);
    },

    /** At most three seconds old. */
    recent(session: SessionName): Promise<Votes> {
      const partitionKey = partitionOf(session);
      const now = clock.now().getTime();
      const known = kept.get(partitionKey);
      if (known && isFresh(known.until, maxAgeMs, now)) return known.votes;
      const votes = read(partitionKey);
      kept.set(partitionKey, { votes, until: now + maxAgeMs });
      // A failed reading is not remembered.
      votes.catch(() => kept.delete(partitionKey));
      return votes;
    },
  };
}

const partitionOf = ({ series, date }: SessionName) => `${series.tenantId}|${series.id}|${date}`;
