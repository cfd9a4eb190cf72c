import { NotFound, Refusal } from "#platform/refusal.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Import, Waiting } from "./import-state.ts";

/** A head, a part of the file, or some of what was found in it. */
type Row = Key & { state?: string; bytes?: Uint8Array; found?: string };

const mostTries = 5;
const latest = 10;
/** Of a row of what was found: two bytes each, within 900 KiB with the largest concept on top. */
const chunkCharacters = 100_000;

export type ImportStore = ReturnType<typeof importStore>;

/** Imports by tenant: each with its parts in a partition of its own, listed by time beside them. */
export function importStore(tables: Tables) {
  const rows = tables.open<Row>("glossaryImports");

  async function find(tenantId: string, id: string): Promise<Import> {
    const row = await rows.get(partitionOf(tenantId, id), "head");
    if (!row) throw new NotFound("unknownImport");
    return importOf(row);
  }

  async function insert(one: Import): Promise<Import> {
    try {
      return importOf(await rows.insert(rowOf(one)));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return find(one.tenantId, one.id);
    }
  }

  async function save(one: Import): Promise<Import> {
    return importOf(await rows.replace({ ...rowOf(one), etag: one.version }));
  }

  return {
    find,

    /** A repeat of the same beginning gives back what is there. */
    async add(one: Import): Promise<Import> {
      const stored = await insert(one);
      await rows.put({ partitionKey: listOf(one.tenantId), rowKey: listKeyOf(stored) });
      return stored;
    },

    /** Fails with Conflict where somebody else has written it since it was read. */
    save,

    /** On its newest version, if it is not the newest. */
    async change(one: Import, deed: (newest: Import) => Import): Promise<Import> {
      for (let version = one, tries = 1; ; tries++) {
        try {
          return await save(deed(version));
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
          if (tries === mostTries) throw new Refusal("changedMeanwhile");
          version = await find(one.tenantId, one.id);
        }
      }
    },

    async latest(tenantId: string): Promise<Import[]> {
      const listed = await Array.fromAsync(rows.list(listOf(tenantId), { limit: latest }));
      const found = await Promise.all(
        listed.map(({ rowKey }) => rows.get(partitionOf(tenantId, rowKey.split("|")[1] ?? ""), "head")),
      );
      return found.flatMap((row) => (row ? [importOf(row)] : []));
    },

    /** The same part again takes the place of itself. The mark tells of it without its bytes. */
    async putPart({ tenantId, id }: Import, number: number, bytes: Uint8Array): Promise<void> {
      const partitionKey = partitionOf(tenantId, id);
      await rows.batch(partitionKey, [
        { put: { partitionKey, rowKey: keyOf("part", number), bytes } },
        { put: { partitionKey, rowKey: keyOf("mark", number) } },
      ]);
    },

    async hasAllParts({ tenantId, id, parts }: Import): Promise<boolean> {
      let count = 0;
      for await (const _ of rows.list(partitionOf(tenantId, id), rangeOf("mark"))) count++;
      return count >= parts;
    },

    /** The file, part by part: one at a time is in memory. */
    async *parts({ tenantId, id, parts }: Import): AsyncGenerator<Uint8Array> {
      for (let number = 0; number < parts; number++) {
        const row = await rows.get(partitionOf(tenantId, id), keyOf("part", number));
        if (row?.bytes) yield row.bytes;
      }
    },

    async putChunk({ tenantId, id }: Import, number: number, waiting: readonly Waiting[]): Promise<void> {
      const found = JSON.stringify(waiting);
      await rows.put({ partitionKey: partitionOf(tenantId, id), rowKey: keyOf("found", number), found });
    },

    async chunk({ tenantId, id }: Import, number: number): Promise<Waiting[]> {
      const row = await rows.get(partitionOf(tenantId, id), keyOf("found", number));
      return JSON.parse(row?.found ?? "[]");
    },

    /** What is needed no more once it is done: the parts and what was found. */
    async clear(one: Pick<Import, "tenantId" | "id">): Promise<void> {
      for (const kind of ["part", "mark", "found"] as const) await removeRange(one, rangeOf(kind));
    },

    async remove(one: Import): Promise<void> {
      await this.clear(one);
      await rows.remove({ partitionKey: partitionOf(one.tenantId, one.id), rowKey: "head" });
      await rows.remove({ partitionKey: listOf(one.tenantId), rowKey: listKeyOf(one) });
    },
  };

  /** One by one, since the rows of a batch would all be read first, bytes and all. */
  async function removeRange(
    { tenantId, id }: Pick<Import, "tenantId" | "id">,
    range: { from: string; before: string },
  ) {
    const partitionKey = partitionOf(tenantId, id);
    for await (const { rowKey } of rows.list(partitionKey, range))
      await rows.remove({ partitionKey, rowKey });
  }

  function rowOf({ version: _, ...one }: Import): Row {
    return { partitionKey: partitionOf(one.tenantId, one.id), rowKey: "head", state: JSON.stringify(one) };
  }
}

/** Splits what waits into rows that fit. */
export function* chunksOf(waiting: Iterable<Waiting>): Generator<Waiting[]> {
  let [chunk, characters]: [Waiting[], number] = [[], 0];
  for (const each of waiting) {
    chunk.push(each);
    characters += JSON.stringify(each).length;
    if (characters < chunkCharacters) continue;
    yield chunk;
    [chunk, characters] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}

const partitionOf = (tenantId: string, id: string) => `${tenantId}|import|${id}`;
const listOf = (tenantId: string) => `${tenantId}|imports`;
/** The newest has the lowest key. */
const listKeyOf = ({ at, id }: Import) => `${String(1e14 - at.getTime()).padStart(15, "0")}|${id}`;
const keyOf = (kind: "part" | "mark" | "found", number: number) =>
  `${kind}|${String(number).padStart(6, "0")}`;
const rangeOf = (kind: "part" | "mark" | "found") => ({ from: `${kind}|`, before: `${kind}}` });

const instants = /^(at|startedAt)$/;
const importOf = (row: Stored<Row>): Import => ({
  ...JSON.parse(row.state ?? "{}", (key, value: unknown) =>
    instants.test(key) && typeof value === "string" ? new Date(value) : value,
  ),
  version: row.etag,
});
