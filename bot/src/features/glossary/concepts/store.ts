import { createHash } from "node:crypto";
import { conceptId, type Language, languages, type Vote, votes } from "#features/glossary/contract.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Concept, Past } from "./concept.ts";
import type { Votes } from "./review.ts";

/** The draft has a column of its own, since nothing in it is an instant; a version and a vote use the same table. */
type Row = Key & { concept?: string; version?: string; draft?: string; vote?: string };

const buckets = 32;
const historyPage = 20;

export type GlossaryStore = ReturnType<typeof glossaryStore>;

/** Concepts with their history and the votes on them: each concept's rows lie together, in one of 32 partitions. */
export function glossaryStore(tables: Tables) {
  const rows = tables.open<Row>("glossaryConcepts");

  async function find(tenantId: string, id: string): Promise<Concept> {
    // It comes out of an address or a card, where anything may stand.
    if (!conceptId.safeParse(id).success) throw new NotFound("unknownConcept");
    const row = await rows.get(partitionOf(tenantId, id), rowOf(id));
    if (!row) throw new NotFound("unknownConcept");
    return conceptOf(row);
  }

  /** The concept and its newest version, together. */
  const written = (concept: Concept): [Row, Row] => {
    const partitionKey = partitionOf(concept.tenantId, concept.id);
    const { version: _, draft, ...rest } = concept;
    const { number, deed, reason, changedAt: at, changedBy: by } = concept;
    const words = JSON.stringify(draft);
    return [
      { partitionKey, rowKey: rowOf(concept.id), concept: JSON.stringify(rest), draft: words },
      {
        partitionKey,
        rowKey: versionRowOf(concept.id, number),
        version: JSON.stringify({ number, deed, reason, at, by }),
        draft: words,
      },
    ];
  };

  return {
    /** A repeat of the same creation by the same person gives back what is there. */
    async add(concept: Concept): Promise<Concept> {
      const [row, version] = written(concept);
      try {
        await rows.batch(row.partitionKey, [{ insert: row }, { insert: version }]);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const existing = await find(concept.tenantId, concept.id);
        if (existing.createdBy !== concept.createdBy) throw new NotFound("unknownConcept");
        return existing;
      }
      return find(concept.tenantId, concept.id);
    },

    find,

    /** Refuses with `changedMeanwhile` when somebody else has written it since it was read. */
    async save(concept: Concept): Promise<Concept> {
      const [row, version] = written(concept);
      try {
        await rows.batch(row.partitionKey, [
          { replace: { ...row, etag: concept.version } },
          { put: version },
        ]);
      } catch (error) {
        if (error instanceof Conflict) throw new Refusal("changedMeanwhile");
        throw error;
      }
      return find(concept.tenantId, concept.id);
    },

    /** Every concept, the removed ones too: for the search index and for export. */
    async *all(tenantId: string): AsyncIterable<Concept> {
      for (let bucket = 0; bucket < buckets; bucket++)
        for await (const row of rows.list(partitionIn(tenantId, bucket), rangeOf("concept|")))
          yield conceptOf(row);
    },

    async version({ tenantId, id }: Concept, number: number): Promise<Past> {
      const row = await rows.get(partitionOf(tenantId, id), versionRowOf(id, number));
      if (!row) throw new NotFound("unknownVersion");
      return pastOf(row);
    },

    /** Newest first, a page from the version before `before` on; `next` is the number to go on with. */
    async history(
      { tenantId, id }: Concept,
      before?: number,
    ): Promise<{ past: Past[]; next: number | null }> {
      const partition = partitionOf(tenantId, id);
      const range = {
        ...rangeOf(`version|${id}|`),
        ...(before !== undefined && { after: versionRowOf(id, before) }),
        limit: historyPage + 1,
      };
      const past = (await Array.fromAsync(rows.list(partition, range))).map(pastOf);
      const page = past.slice(0, historyPage);
      return { past: page, next: past.length > historyPage ? (page.at(-1)?.number ?? null) : null };
    },

    /** One vote a member, language and review; null takes it back. */
    async vote(
      concept: Concept,
      review: number,
      personId: string,
      { language, vote }: { language: Language; vote: Vote | null },
    ): Promise<void> {
      const key = voteKeyOf(concept, review, personId);
      for (;;) {
        const row = await rows.get(key.partitionKey, key.rowKey);
        const { [language]: _, ...others } = votesIn(row?.vote);
        const now: Votes = vote === null ? others : { ...others, [language]: vote };
        const isEmpty = Object.keys(now).length === 0;
        try {
          if (isEmpty) await (row && rows.remove(row));
          else if (row) await rows.replace({ ...row, vote: JSON.stringify(now) });
          else await rows.insert({ ...key, vote: JSON.stringify(now) });
          return;
        } catch (error) {
          // They voted on another language in the same moment.
          if (!(error instanceof Conflict)) throw error;
        }
      }
    },

    /** Takes all of a member's votes out of a review. */
    async forgetVotes(concept: Concept, review: number, personId: string): Promise<void> {
      await rows.remove(voteKeyOf(concept, review, personId));
    },

    async votes({ tenantId, id }: Concept, review: number): Promise<{ personId: string; votes: Votes }[]> {
      const range = rangeOf(voteRowOf(id, review, ""));
      const found = await Array.fromAsync(rows.list(partitionOf(tenantId, id), range));
      return found.map(({ rowKey, vote }) => {
        return { personId: rowKey.slice(rowKey.lastIndexOf("|") + 1), votes: votesIn(vote) };
      });
    },
  };
}

const partitionIn = (tenantId: string, bucket: number) => `${tenantId}|${String(bucket).padStart(2, "0")}`;

const partitionOf = (tenantId: string, id: string) =>
  partitionIn(tenantId, (createHash("sha256").update(id).digest()[0] ?? 0) % buckets);

const rowOf = (id: string) => `concept|${id}`;
/** The newest has the lowest key. */
const versionRowOf = (id: string, number: number) =>
  `version|${id}|${String(99_999_999 - number).padStart(8, "0")}`;
const voteRowOf = (id: string, review: number, personId: string) => `vote|${id}|${review}|${personId}`;

const voteKeyOf = ({ tenantId, id }: Concept, review: number, personId: string): Key => ({
  partitionKey: partitionOf(tenantId, id),
  rowKey: voteRowOf(id, review, personId),
});

/** A vote of before votes had a language is one on each. */
function votesIn(text: string | undefined): Votes {
  const whole = votes.find((each) => each === text);
  if (whole) return Object.fromEntries(languages.map((each) => [each, whole]));
  return text ? JSON.parse(text) : {};
}

/** The rows whose key begins so: "}" comes after "|" and after everything in ids. */
const rangeOf = (prefix: string) => ({ from: prefix, before: `${prefix}}` });

const conceptOf = (row: Stored<Row>): Concept => ({
  ...JSON.parse(row.concept ?? "{}", reviveDates),
  draft: JSON.parse(row.draft ?? "{}"),
  version: row.etag,
});

const pastOf = (row: Stored<Row>): Past => ({
  ...JSON.parse(row.version ?? "{}", reviveDates),
  draft: JSON.parse(row.draft ?? "{}"),
});

/** Of what is kept beside the draft, these are instants. */
const instants = /^(at|(created|changed|checked|opened|closes|decided|published|removed)At)$/;

const reviveDates = (key: string, value: unknown) =>
  instants.test(key) && typeof value === "string" ? new Date(value) : value;
