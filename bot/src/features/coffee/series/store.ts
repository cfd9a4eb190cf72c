import { date as dateInput } from "#features/coffee/contract.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import { dayAfter } from "#platform/time/finnish-time.ts";
import { openings } from "./join-counts.ts";
import { postings } from "./posted-in.ts";
import type { Series } from "./series.ts";
import {
  furthestMoveDays,
  type Session,
  type StoredSession,
  sessionOf,
  sessionsOf,
  unwritten,
} from "./session.ts";

type SeriesRow = Key & { series: string };
/** The draft has a column of its own, since its `startsAt` is the text that the organiser's program wrote. */
type SessionRow = Key & { session: string; draft: string };
type LinkRow = Key & { tenantId: string; seriesId: string };

const mostTries = 5;

export type CoffeeStore = ReturnType<typeof coffeeStore>;

/** Series and what is particular about their sessions, the links to them, and where each session was posted. */
export function coffeeStore(tables: Tables) {
  const allSeries = tables.open<SeriesRow>("coffeeSeries");
  const sessionRows = tables.open<SessionRow>("coffeeSessions");
  const links = tables.open<LinkRow>("coffeeLinks");

  async function findSeries(tenantId: string, id: string): Promise<Series> {
    const row = await allSeries.get(tenantId, id);
    if (!row) throw new NotFound("unknownSeries");
    return seriesOf(row);
  }

  /** Refuses when somebody else has written the series since it was read. */
  async function saveSeries(series: Series): Promise<Series> {
    try {
      return seriesOf(await allSeries.replace({ ...rowOfSeries(series), etag: series.version }));
    } catch (error) {
      if (error instanceof Conflict) throw new Refusal("changedMeanwhile");
      throw error;
    }
  }

  async function findStored(series: Series, date: string): Promise<StoredSession | undefined> {
    const row = await sessionRows.get(partitionOf(series), date);
    return row && storedOf(row);
  }

  async function sessionIn(series: Series, date: string): Promise<Session> {
    const session = sessionOf(series, date, await findStored(series, date));
    if (!session) throw new NotFound("unknownSession");
    return session;
  }

  async function write(stored: StoredSession): Promise<StoredSession | undefined> {
    const row = rowOfSession(stored);
    try {
      return storedOf(
        await (stored.version === ""
          ? sessionRows.insert(row)
          : sessionRows.replace({ ...row, etag: stored.version })),
      );
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  }

  return {
    ...openings(tables),
    ...postings(tables),

    /** A repeat of the same creation gives back what is there. */
    async addSeries(series: Series): Promise<Series> {
      const added = await insertSeries(series);
      await links.put({ ...linkKeyOf(added.linkKey), tenantId: added.tenantId, seriesId: added.id });
      return added;
    },

    findSeries,

    saveSeries,

    /** Does to the series what holds whoever else has written it, on its newest version if this one is not. */
    async changeSeries(series: Series, deed: (newest: Series) => Series): Promise<Series> {
      for (let newest = series, tries = 1; ; tries++) {
        const changed = deed(newest);
        if (changed === newest) return newest;
        try {
          return await saveSeries(changed);
        } catch (error) {
          if (!(error instanceof Refusal) || error.reason !== "changedMeanwhile" || tries === mostTries)
            throw error;
          newest = await findSeries(series.tenantId, series.id);
        }
      }
    },

    /** For good, with all that was particular about its sessions. The series' own row goes last, so that it can be redone. */
    async removeSeries(series: Series): Promise<void> {
      for await (const row of sessionRows.list(partitionOf(series)))
        await sessionRows.remove({ partitionKey: row.partitionKey, rowKey: row.rowKey });
      await links.remove(linkKeyOf(series.linkKey));
      await allSeries.remove({ partitionKey: series.tenantId, rowKey: series.id });
    },

    async allSeries(tenantId: string): Promise<Series[]> {
      const rows = await Array.fromAsync(allSeries.list(tenantId));
      return rows.map(seriesOf);
    },

    async seriesByLink(linkKey: string): Promise<Series> {
      const { partitionKey, rowKey } = linkKeyOf(linkKey);
      const link = await links.get(partitionKey, rowKey);
      if (!link) throw new NotFound("unknownSeries");
      return findSeries(link.tenantId, link.seriesId);
    },

    async findSession(tenantId: string, seriesId: string, date: string): Promise<Session> {
      // It comes out of an address, where anything may stand.
      if (!isDate(date)) throw new NotFound("unknownSession");
      return sessionIn(await findSeries(tenantId, seriesId), date);
    },

    /** The sessions held from one day to another, both included, oldest first; reads no more rows than may be among them. */
    async sessions(series: Series, from: string, to: string): Promise<Session[]> {
      const range = {
        from: dayAfter(from, -furthestMoveDays),
        before: dayAfter(to, furthestMoveDays + 1),
      };
      const rows = await Array.fromAsync(sessionRows.list(partitionOf(series), range));
      return sessionsOf(series, rows.map(storedOf), from, to);
    },

    /** What is particular from a date on, also about what the rule no longer gives. */
    async storedFrom(series: Series, from: string): Promise<StoredSession[]> {
      const rows = await Array.fromAsync(sessionRows.list(partitionOf(series), { from }));
      return rows.map(storedOf);
    },

    /** Undefined if somebody else has written it since it was read. */
    saveStored: write,

    /**
     * Does to what is stored of the session (or to nothing particular yet) what holds whoever else has written it. With a
     * version, as a person saw it, a session changed since is refused (`changedMeanwhile`).
     */
    async changeSession(
      session: Session,
      deed: (stored: StoredSession) => StoredSession,
      expectedVersion?: string,
    ): Promise<Session> {
      for (let newest = session, tries = 1; tries <= mostTries; tries++) {
        if (expectedVersion !== undefined && newest.version !== expectedVersion) break;
        const stored = newest.stored ?? unwritten(newest);
        const changed = deed(stored);
        if (changed === stored) return newest;
        const written = await write(changed);
        if (written) return sessionOf(newest.series, newest.date, written) ?? newest;
        newest = await sessionIn(session.series, session.date);
      }
      throw new Refusal("changedMeanwhile");
    },
  };

  async function insertSeries(series: Series): Promise<Series> {
    try {
      return seriesOf(await allSeries.insert(rowOfSeries(series)));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const existing = await findSeries(series.tenantId, series.id);
      if (existing.owner.id !== series.owner.id) throw new NotFound("unknownSeries");
      return existing;
    }
  }
}

const partitionOf = ({ tenantId, id }: Series) => `${tenantId}|${id}`;

/** Without the tenant: the link key is all that a calendar program brings, and it tells which tenant. */
const linkKeyOf = (linkKey: string): Key => ({ partitionKey: `link|${linkKey}`, rowKey: "series" });

function rowOfSeries({ version: _, ...series }: Series): SeriesRow {
  return { partitionKey: series.tenantId, rowKey: series.id, series: JSON.stringify(series) };
}

const seriesOf = (row: Stored<SeriesRow>): Series => ({
  ...JSON.parse(row.series, reviveDates),
  version: row.etag,
});

function rowOfSession({ version: _, draft, ...session }: StoredSession): SessionRow {
  return {
    partitionKey: `${session.tenantId}|${session.seriesId}`,
    rowKey: session.date,
    session: JSON.stringify(session),
    draft: JSON.stringify(draft),
  };
}

const storedOf = (row: Stored<SessionRow>): StoredSession => ({
  ...JSON.parse(row.session, reviveDates),
  draft: JSON.parse(row.draft),
  version: row.etag,
});

/** Of what is stored beside a session's draft, these are instants. */
const instants = /^(at|(created|changed|started|ended|removed|cancelled|sent|starts|ends)At)$/;

const reviveDates = (key: string, value: unknown) =>
  instants.test(key) && typeof value === "string" ? new Date(value) : value;

const isDate = (text: string): boolean => dateInput.safeParse(text).success;
