import { z } from "zod";
import type { Message } from "#platform/storage/queue.ts";
import type { Key, Stored, Tables } from "#platform/storage/table.ts";

/* Work that was given up after all its tries: it lies here until somebody has it begun again. */

type ParkedRow = Key & { body: string; attempts: number; reason: string; at?: Date };

/** What may be shown of it: neither what it is about nor for whom. */
export type Parked = { id: string; job: string; attempts: number; reason: string; at: Date | undefined };

/** What a message of a queue of work holds. */
export const envelope = z.object({ job: z.string(), work: z.unknown(), at: z.iso.datetime().optional() });
export type Envelope = z.infer<typeof envelope>;
const ofTenant = z.object({ work: z.object({ tenantId: z.string() }) });

/** At most so many are shown and counted. */
const most = 200;

/** The name of a message's job, if it has one that looks like ours. */
export function jobIn(body: string): string {
  const { job = "" } = envelope.safeParse(jsonIn(body)).data ?? {};
  return /^[a-z]{1,20}\/[a-zA-Z-]{1,30}$/.test(job) ? job : "unreadable";
}

export function openParked(tables: Tables) {
  const rows = tables.open<ParkedRow>("parked");

  /** Those of the tenant, and those of none in particular. */
  async function* rowsFor(tenantId: string): AsyncIterable<Stored<ParkedRow>> {
    for await (const row of rows.list("parked", { limit: most })) if (isFor(row, tenantId)) yield row;
  }

  return {
    /** By the message's id, so that parking twice is parking once. */
    async put({ id, body, attempts }: Omit<Message, "receipt">, error: unknown): Promise<void> {
      const reason = error instanceof Error ? error.name : "unknown";
      await rows.put({ partitionKey: "parked", rowKey: id, body, attempts, reason, at: new Date() });
    },

    async list(tenantId: string): Promise<Parked[]> {
      return Array.fromAsync(rowsFor(tenantId), ({ rowKey, body, attempts, reason, at }) => {
        return { id: rowKey, job: jobIn(body), attempts, reason, at };
      });
    },

    /** At most 200, of all tenants. */
    async count(): Promise<number> {
      return (await Array.fromAsync(rows.list("parked", { limit: most }))).length;
    },

    /**
     * Puts it on the queue once again; false where there is no such work of the tenant. Done twice, it is put twice, which every
     * job bears; cut off in between, it is still listed.
     */
    async retry(tenantId: string, id: string, add: (job: string, work: object) => Promise<void>) {
      const row = await rows.get("parked", id);
      const parsed = row && isFor(row, tenantId) ? envelope.safeParse(jsonIn(row.body)) : undefined;
      if (!row || !parsed?.success) return false;
      await add(parsed.data.job, Object(parsed.data.work));
      await rows.remove(row);
      return true;
    },
  };
}

function isFor({ body }: ParkedRow, tenantId: string): boolean {
  const owner = ofTenant.safeParse(jsonIn(body)).data?.work.tenantId;
  return owner === undefined || owner === tenantId;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
