import type { Language } from "#features/glossary/contract.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import seeded from "./subject-fields.json" with { type: "json" };

export type SubjectField = { id: string; name: Record<Language, string> };

/** Names as JSON; "" for one that was taken away, since the seeded ones come back otherwise. */
type Row = Key & { name: string };

const mostFields = 200;

export type SubjectFields = ReturnType<typeof subjectFields>;

/** The subject fields of a tenant: those of Kuntasanasto and the network's own to begin with, changed as they like. */
export function subjectFields(tables: Tables) {
  const rows = tables.open<Row>("glossaryFields");

  async function all(tenantId: string): Promise<SubjectField[]> {
    const names = new Map<string, SubjectField["name"] | undefined>(Object.entries(seeded));
    for await (const { rowKey, name } of rows.list(partitionOf(tenantId)))
      names.set(rowKey, name === "" ? undefined : JSON.parse(name));
    return [...names].flatMap(([id, name]) => (name ? [{ id, name }] : []));
  }

  return {
    all,

    async save(tenantId: string, { id, name }: SubjectField): Promise<void> {
      const known = await all(tenantId);
      if (known.length >= mostFields && !known.some((one) => one.id === id))
        throw new Refusal("tooManyFields", { most: mostFields });
      await rows.put({ partitionKey: partitionOf(tenantId), rowKey: id, name: JSON.stringify(name) });
    },

    /** Harmless to repeat, and for what was never there. */
    remove: async (tenantId: string, id: string): Promise<void> =>
      void (await rows.put({ partitionKey: partitionOf(tenantId), rowKey: id, name: "" })),
  };
}

const partitionOf = (tenantId: string) => `${tenantId}|fields`;
