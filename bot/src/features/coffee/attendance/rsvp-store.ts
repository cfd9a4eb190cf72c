import type { Answer } from "#features/coffee/contract.ts";
import type { SessionName } from "#features/coffee/series/session.ts";
import { type Clock, isFresh, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Key, Tables } from "#platform/storage/table.ts";

/** Where a person answered, so that they can be written to. */
export type At = { placeId: string; userId: string; locale: string };

/** One person's answer, to a session or to all of a series. The name is kept only where it may be shown. */
export type Given = {
  personId: string;
  answer: Answer;
  name: string | undefined;
  /** When this answer was first given: the order in which seats are given to those who answered before there were any. */
  since: Date;
  at: At | undefined;
};

type AnswerRow = Key & {
  answer: Answer;
  since: Date;
  name?: string;
  placeId?: string;
  userId?: string;
  locale?: string;
};

const mostKept = 200;
const maxAgeMs = seconds(3);

/** Which answers: those to one session, or those to every session of the series. */
export type Scope = "session" | "series";

/** Answers by person, one row each. Reading all of them is remembered for three seconds, or until this process writes one. */
export function answerRows(tables: Tables, clock: Clock) {
  const rows = tables.open<AnswerRow>("coffeeAnswers");
  const kept = bounded<{ all: Promise<Map<string, Given>>; until: number }>(mostKept);

  async function readAll(partitionKey: string): Promise<Map<string, Given>> {
    const all = new Map<string, Given>();
    for await (const row of rows.list(partitionKey)) all.set(row.rowKey, givenIn(row));
    return all;
  }

  return {
    async find(session: SessionName, scope: Scope, personId: string): Promise<Given | undefined> {
      const row = await rows.get(partitionOf(session, scope), personId);
      return row && givenIn(row);
    },

    /** Written whole: a repeat changes nothing. */
    async put(
      session: SessionName,
      scope: Scope,
      { personId, answer, since, name, at }: Given,
    ): Promise<void> {
      const partitionKey = partitionOf(session, scope);
      await rows.put({
        partitionKey,
        rowKey: personId,
        answer,
        since,
        ...(name !== undefined && { name }),
        ...at,
      });
      kept.delete(partitionKey);
    },

    async remove(session: SessionName, scope: Scope, personId: string): Promise<void> {
      const partitionKey = partitionOf(session, scope);
      await rows.remove({ partitionKey, rowKey: personId });
      kept.delete(partitionKey);
    },

    /** Removes everybody's. */
    async forget(session: SessionName, scope: Scope): Promise<void> {
      const partitionKey = partitionOf(session, scope);
      for await (const { rowKey } of rows.list(partitionKey)) await rows.remove({ partitionKey, rowKey });
      kept.delete(partitionKey);
    },

    /** Everybody's, at most three seconds old. */
    async recent(session: SessionName, scope: Scope): Promise<Map<string, Given>> {
      const partitionKey = partitionOf(session, scope);
      const now = clock.now().getTime();
      const known = kept.get(partitionKey);
      if (known && isFresh(known.until, maxAgeMs, now)) return known.all;
      const all = readAll(partitionKey);
      kept.set(partitionKey, { all, until: now + maxAgeMs });
      // A failed reading is not remembered.
      all.catch(() => kept.delete(partitionKey));
      return all;
    },

    /** Everybody's, as it stands. */
    all: (session: SessionName, scope: Scope): Promise<Map<string, Given>> =>
      readAll(partitionOf(session, scope)),
  };
}

function givenIn({ rowKey: personId, answer, since, name, placeId, userId, locale }: AnswerRow): Given {
  const at = placeId && userId && locale ? { placeId, userId, locale } : undefined;
  return { personId, answer, name, since, at };
}

const partitionOf = ({ series, date }: SessionName, scope: Scope) =>
  `${series.tenantId}|${series.id}|${scope === "series" ? "series" : date}`;
