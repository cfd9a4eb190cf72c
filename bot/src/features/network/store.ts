import { createHash } from "node:crypto";
import { Refusal } from "#platform/refusal.ts";
import { type Change, Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Language } from "./contract.ts";
import { type Invitation, isIn, type Joined, type Member, sortKey } from "./member.ts";

type Row = Key & { value: string };

export type Settings = { about: Record<Language, string>; membersInvite: boolean; channelIds: string[] };
export type Counts = { members: number; requests: number; coordinators: number };

/** What a deed finds, and what it makes of it. Left out is unchanged; a member `null` is gone. */
export type Before = { member: Member | undefined; counts: Counts; invitation: Invitation | undefined };
export type After = { member: Member | null; invitation?: Invitation };

export type NetworkStore = ReturnType<typeof networkStore>;

/** All that joins the same network writes the same row of counts, one after the other. */
const mostTries = 60;
const nobody: Counts = { members: 0, requests: 0, coordinators: 0 };
const firstSettings: Settings = { about: { sv: "", fi: "", en: "" }, membersInvite: false, channelIds: [] };

/**
 * A tenant's network in one partition. A member's row and the rows that it is listed by are written in one batch with the
 * counts, so that lists and counts are always those of the members.
 */
export function networkStore(tables: Tables) {
  const rows = tables.open<Row>("networkMembers");

  async function memberIn(tenantId: string, rowKey: string): Promise<Member | undefined> {
    const row = await rows.get(tenantId, rowKey);
    return row && memberOf(row);
  }

  /** Rows whose keys begin so, in their order. */
  async function* listed(tenantId: string, prefix: string, after = "", limit?: number) {
    const range = { after: `${prefix}|${after}`, before: `${prefix}}`, ...(limit && { limit }) };
    for await (const row of rows.list(tenantId, range)) yield memberOf(row);
  }

  return {
    find: (tenantId: string, personId: string) => memberIn(tenantId, `member|${personId}`),

    /** Whoever asked so, waiting or in. */
    byRequest: (tenantId: string, requestId: string) => memberIn(tenantId, `request|${requestId}`),

    async counts(tenantId: string): Promise<Counts> {
      return valueIn<Counts>(await rows.get(tenantId, "counts")) ?? nobody;
    },

    /** Members by their names, from the one after. */
    async members(
      tenantId: string,
      after: string,
      limit: number,
    ): Promise<{ found: Joined[]; next: string | null }> {
      const found = (await Array.fromAsync(listed(tenantId, "name", after, limit + 1))).filter(isIn);
      const last = found[limit - 1];
      return { found: found.slice(0, limit), next: found.length > limit && last ? nameKey(last) : null };
    },

    async *allMembers(tenantId: string): AsyncIterable<Joined> {
      for await (const member of listed(tenantId, "name")) if (isIn(member)) yield member;
    },

    /** Those who wait, in the order in which they asked. */
    requests: (tenantId: string): Promise<Member[]> => Array.fromAsync(listed(tenantId, "asked")),

    coordinators: (tenantId: string): Promise<Member[]> => Array.fromAsync(listed(tenantId, "coordinator")),

    async settings(tenantId: string): Promise<Settings> {
      return valueIn<Settings>(await rows.get(tenantId, "settings")) ?? firstSettings;
    },

    async saveSettings(tenantId: string, settings: Settings): Promise<void> {
      await rows.put({ partitionKey: tenantId, rowKey: "settings", value: JSON.stringify(settings) });
    },

    async addInvitation(tenantId: string, key: string, invitation: Invitation): Promise<void> {
      await rows.put({
        partitionKey: tenantId,
        rowKey: invitationKey(key),
        value: JSON.stringify(invitation),
      });
    },

    async invitation(tenantId: string, key: string): Promise<Invitation | undefined> {
      return valueIn<Invitation>(await rows.get(tenantId, invitationKey(key)));
    },

    /** By what the invitation is kept under, for when its time is over. */
    async removeInvitation(tenantId: string, hash: string): Promise<void> {
      await rows.remove({ partitionKey: tenantId, rowKey: `invitation|${hash}` });
    },

    /**
     * Does to a person's membership what holds whoever else writes at the same time: the deed is done again on what is
     * there by then. With an invitation's key, its use is counted in the same batch.
     */
    async change(
      tenantId: string,
      personId: string,
      deed: (before: Before) => After,
      invitation?: string,
    ): Promise<Member | undefined> {
      for (let tries = 1; tries <= mostTries; tries++) {
        // First, since whoever changes anything writes them: what is read after them is what they count, or the batch fails.
        const counts = await rows.get(tenantId, "counts");
        const [member, invited] = await Promise.all([
          rows.get(tenantId, `member|${personId}`),
          invitation === undefined ? undefined : rows.get(tenantId, invitationKey(invitation)),
        ]);
        const before = {
          member: member && memberOf(member),
          counts: valueIn<Counts>(counts) ?? nobody,
          invitation: valueIn<Invitation>(invited),
        };
        const after = deed(before);
        const changes = changesFor(tenantId, before, after, counts);
        if (changes.length === 0) return after.member ?? undefined;
        if (invited && after.invitation)
          changes.push({ replace: { ...invited, value: JSON.stringify(after.invitation) } });
        try {
          await rows.batch(tenantId, changes);
          return after.member ?? undefined;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
      throw new Refusal("changedMeanwhile");
    },
  };
}

/** The counts are always written, whoever else changes anything has then read too early. */
function changesFor(
  tenantId: string,
  { member: before, counts }: Before,
  { member: after }: After,
  countsRow: Stored<Row> | undefined,
): Change<Row>[] {
  if (JSON.stringify(before ?? null) === JSON.stringify(after)) return [];
  const keys = after ? keysOf(after) : [];
  const gone = before ? keysOf(before).filter((key) => !keys.includes(key)) : [];
  const value = JSON.stringify(after);
  const newCounts = JSON.stringify(changed(counts, before, after));
  return [
    countsRow
      ? { replace: { ...countsRow, value: newCounts } }
      : { insert: { partitionKey: tenantId, rowKey: "counts", value: newCounts } },
    ...keys.map((rowKey) => ({ put: { partitionKey: tenantId, rowKey, value } })),
    ...gone.map((rowKey) => ({ remove: { partitionKey: tenantId, rowKey } })),
  ];
}

function changed(counts: Counts, before: Member | undefined, after: Member | null): Counts {
  const by = (is: (member: Member) => boolean) =>
    Number(after !== null && is(after)) - Number(before !== undefined && is(before));
  return {
    members: counts.members + by(isIn),
    requests: counts.requests + by((member) => !isIn(member)),
    coordinators: counts.coordinators + by((member) => member.isCoordinator),
  };
}

/** All rows that hold the member: each list is a range of one of these beginnings. */
function keysOf(member: Member): string[] {
  return [
    `member|${member.id}`,
    `request|${member.requestId}`,
    ...(isIn(member) ? [`name|${nameKey(member)}`] : [`asked|${member.askedAt.toISOString()}|${member.id}`]),
    ...(member.isCoordinator ? [`coordinator|${member.id}`] : []),
  ];
}

const nameKey = ({ name, id }: Member) => `${sortKey(name)}|${id}`;

/** Of an invitation's key only this is kept: whoever reads the store can't use it. */
export const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");
const invitationKey = (key: string) => `invitation|${hashOf(key)}`;

const memberOf = (row: Row): Member => JSON.parse(row.value, reviveDates);

function valueIn<T>(row: Row | undefined): T | undefined {
  return row && (JSON.parse(row.value, reviveDates) as T);
}

const reviveDates = (key: string, value: unknown) =>
  /^(asked|joined|expires)At$/.test(key) && typeof value === "string" ? new Date(value) : value;
