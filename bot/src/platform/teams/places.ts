import { type Locale, localeOf } from "#platform/i18n/texts.ts";
import { type Clock, isFresh } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import { threadOf } from "./thread-place.ts";
import { channelTypes, type Place, type Scope } from "./turn.ts";

type PlaceRow = Key & {
  scope: string;
  serviceUrl: string;
  name: string;
  teamId?: string | undefined;
  teamName?: string | undefined;
  groupId?: string | undefined;
  isArchived?: boolean | undefined;
  channelType?: string | undefined;
  locale?: string | undefined;
};

export type Places = ReturnType<typeof createPlaces>;

const maxAgeMs = 60_000;

/** The places that the bot may write to: remembered from what it sees, forgotten when it is removed. */
export function createPlaces(tables: Tables, clock: Clock) {
  const places = tables.open<PlaceRow>("places");
  // A busy channel costs neither a read nor a write per answer; another process's change is seen within a minute.
  const fresh = bounded<{ seen: string; place: Place; until: number }>(10_000);

  async function find(tenantId: string, id: string): Promise<Place | undefined> {
    const { conversationId, rootId } = threadOf(id);
    const row = await places.get(tenantId, conversationId);
    if (!row || (rootId !== undefined && row.scope !== "channel")) return undefined;
    return { ...placeOf(row), id };
  }

  async function write({ tenantId, id, ...columns }: Place): Promise<void> {
    await places.put({ partitionKey: tenantId, rowKey: id, ...columns });
  }

  async function forget({ tenantId, id }: Pick<Place, "tenantId" | "id">): Promise<void> {
    await places.remove({ partitionKey: tenantId, rowKey: id });
    fresh.delete(`${tenantId}|${id}`);
  }

  return {
    /** A thread of a channel is found as the channel with the thread's id. */
    find,

    /** Writes only what is new: a name that Teams did not send this time is kept, and so is the place's language. */
    async remember(seen: Place): Promise<Place> {
      const key = `${seen.tenantId}|${seen.id}`;
      const seenText = JSON.stringify(seen);
      const cached = fresh.get(key);
      if (cached?.seen === seenText && isFresh(cached.until, maxAgeMs, clock.now())) return cached.place;

      const before = await find(seen.tenantId, seen.id);
      const place: Place = { ...before, ...seen, name: seen.name || before?.name || "" };
      if (before?.locale) place.locale = before.locale;
      if (JSON.stringify(place) !== JSON.stringify(before)) await write(place);
      fresh.set(key, { seen: seenText, place, until: clock.now().getTime() + maxAgeMs });
      return place;
    },

    async setLocale(place: Place, locale: Locale): Promise<void> {
      await write({ ...place, locale });
      fresh.delete(`${place.tenantId}|${place.id}`);
    },

    forget,

    /** The team with all its channels: its own id is that of the first. */
    async forgetTeam(tenantId: string, teamId: string): Promise<void> {
      for await (const row of places.list(tenantId))
        if (row.rowKey === teamId || row.teamId === teamId) await forget({ tenantId, id: row.rowKey });
    },

    async all(tenantId: string): Promise<Place[]> {
      const rows = await Array.fromAsync(places.list(tenantId));
      return rows.map(placeOf);
    },
  };
}

function placeOf(row: PlaceRow): Place {
  const locale = localeOf(row.locale);
  const channelType = channelTypes.find((each) => each === row.channelType);
  return {
    tenantId: row.partitionKey,
    id: row.rowKey,
    scope: row.scope as Scope,
    serviceUrl: row.serviceUrl,
    name: row.name,
    ...(row.teamId && { teamId: row.teamId }),
    ...(row.teamName && { teamName: row.teamName }),
    ...(row.groupId && { groupId: row.groupId }),
    ...(row.isArchived !== undefined && { isArchived: row.isArchived }),
    ...(channelType && { channelType }),
    ...(locale && { locale }),
  };
}
