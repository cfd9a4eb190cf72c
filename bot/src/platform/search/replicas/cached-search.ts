import { type Clock, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Index, IndexSettings } from "#platform/search/search.ts";
import type { Tables } from "#platform/storage/table.ts";
import { type ChangeRow, openChangeLog } from "./change-log.ts";
import { type Live, openReplica } from "./replica.ts";
import { openSnapshot, type PieceRow, type SnapshotRow } from "./snapshot.ts";

/** What other replicas put is looked for when somebody searches, not more often than this. */
const followsEachMs = seconds(1);
/** In memory, of each index. */
const mostTenants = 16;

type Tenant<Document> = {
  live: Promise<Live<Document>>;
  following: Promise<void> | undefined;
  /** Something was put here that is in the log alone yet. */
  isBehind: boolean;
};

/** An index in memory, which follows a log that all replicas write; a snapshot now and then makes starts short. */
export function openKeptSearch<Document extends object>(
  { tables, clock }: { tables: Tables; clock: Clock },
  index: IndexSettings<Document>,
): Index<Document> {
  const settings = { ...index, clock };
  const log = openChangeLog(tables.open<ChangeRow>("searchChanges"), settings);
  const snapshotRows = tables.open<SnapshotRow>("searchSnapshots");
  const snapshot = openSnapshot(snapshotRows, tables.open<PieceRow>("searchPieces"), settings);
  const replica = openReplica({ log, snapshot, clock }, index);
  const tenants = bounded<Tenant<Document>>(mostTenants);

  function begin(tenantId: string, live: Promise<Live<Document>>): Tenant<Document> {
    const tenant = { live, following: undefined, isBehind: false };
    tenants.set(tenantId, tenant);
    // Whoever waits is told; the next one tries again.
    live.catch(() => {
      if (tenants.get(tenantId) === tenant) tenants.delete(tenantId);
    });
    return tenant;
  }

  /** With all that this process has put, and what others had put a moment ago. */
  async function current(tenantId: string): Promise<Live<Document>["shelf"]> {
    const tenant = tenants.get(tenantId) ?? begin(tenantId, replica.load(tenantId));
    const live = await tenant.live;
    // Whatever began before this may have passed by what was put since; what others begin meanwhile has not.
    await tenant.following?.catch(() => undefined);
    const isDue = Math.abs(clock.now().getTime() - live.followedAtMs) >= followsEachMs;
    if (!tenant.following && (isDue || tenant.isBehind)) {
      tenant.following = catchUp(tenantId, tenant, live, isDue).finally(() => {
        tenant.following = undefined;
      });
    }
    await tenant.following;
    const newest = await (tenants.get(tenantId) ?? tenant).live;
    // Nobody waits for it, and nothing is lost without it: the log stands, and is folded later or read at the next start.
    replica.foldIfLong(tenantId, newest).catch(() => undefined);
    return newest.shelf;
  }

  async function catchUp(tenantId: string, tenant: Tenant<Document>, live: Live<Document>, isDue: boolean) {
    tenant.isBehind = false;
    try {
      if (!(await replica.hasLog(tenantId, live)))
        return void (await begin(tenantId, replica.load(tenantId)).live);
      const knows = await (isDue ? replica.follow(tenantId, live) : replica.followOwn(tenantId, live));
      if (!knows) await begin(tenantId, replica.rebuild(tenantId)).live;
    } catch (error) {
      tenant.isBehind = true;
      throw error;
    }
  }

  return {
    async search(tenantId, query, wanted) {
      return query.trim() === "" ? [] : (await current(tenantId)).search(query, wanted);
    },
    all: async (tenantId) => (await current(tenantId)).documents,
    async put(tenantId, id, document) {
      await log.add(tenantId, id, document);
      const tenant = tenants.get(tenantId);
      if (tenant) tenant.isBehind = true;
    },
  };
}
