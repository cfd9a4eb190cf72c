import type {
  By,
  ConceptDraft,
  ConceptView,
  Field,
  GlossaryView,
  History,
  Review as ReviewView,
} from "#features/glossary/contract.ts";
import type { Index } from "#platform/search/search.ts";
import type { Access, Reader } from "./access.ts";
import type { Concept } from "./concept.ts";
import { type Counts, countsOf } from "./counts.ts";
import { publishedPart } from "./draft.ts";
import { type Entry, headwordsOf, publicEntry } from "./entry.ts";
import { countOf, languagesVotedOn } from "./review.ts";
import type { GlossaryStore } from "./store.ts";
import type { SubjectFields } from "./subject-fields.ts";

export type MemberNames = (tenantId: string, ids: readonly string[]) => Promise<Map<string, string>>;
type Ports = {
  store: GlossaryStore;
  index: Pick<Index<Entry>, "all">;
  fields: SubjectFields;
  access: Access;
  memberNames: MemberNames;
};

export type Views = ReturnType<typeof glossaryViews>;

/** What the tab is shown of the glossary, as its reader may see it. */
export function glossaryViews({ store, index, fields, access, memberNames }: Ports) {
  /** Names of people who are members now, and only for members. */
  async function namer(reader: Reader, ids: readonly string[]): Promise<(id: string) => By> {
    const names = reader.isMember
      ? await memberNames(reader.person.tenantId, [...new Set(ids)])
      : new Map<string, string>();
    return (id) => ({ name: names.get(id) ?? null, mine: id === reader.id });
  }

  async function relations(
    { tenantId, id, draft }: Concept,
    reader: Reader,
  ): Promise<ConceptView["relations"]> {
    if (draft.relations.length === 0) return [];
    const all = await index.all(tenantId);
    return draft.relations.flatMap(({ kind, conceptId }) => {
      const entry = all.get(conceptId);
      const seen = entry && seenBy(reader, entry);
      return seen && conceptId !== id ? [{ kind, id: conceptId, headword: headwordsOf(seen.terms) }] : [];
    });
  }

  async function review(concept: Concept, reader: Reader): Promise<ReviewView | null> {
    const { review: one } = concept;
    if (!one || !reader.isMember) return null;
    const votes = await store.votes(concept, one.number);
    const by = await namer(reader, [one.openedBy, ...votes.map(({ personId }) => personId)]);
    return {
      openedAt: one.openedAt.toISOString(),
      openedBy: by(one.openedBy),
      closesAt: one.closesAt.toISOString(),
      topicId: concept.draft.topicId,
      votes: languagesVotedOn(one, concept.draft.terms, votes).map((language) => {
        const cast = votes.flatMap(({ personId, votes: { [language]: vote } }) =>
          vote ? [{ personId, vote }] : [],
        );
        return {
          language,
          counts: countOf(cast.map(({ vote }) => vote)),
          mine: cast.find(({ personId }) => personId === reader.id)?.vote ?? null,
          voters: cast.map(({ personId, vote }) => ({ name: by(personId).name, vote })),
        };
      }),
      decidedAt: one.decidedAt?.toISOString() ?? null,
      decision: one.decision ?? null,
      reason: one.reason,
    };
  }

  async function countsFor(reader: Reader): Promise<Counts> {
    return countsOf((await index.all(reader.person.tenantId)).values(), (entry) => seenBy(reader, entry));
  }

  /** By name, each with how many concepts of it the reader sees. */
  async function fieldList(counts: Counts, tenantId: string): Promise<Field[]> {
    return (await fields.all(tenantId)).map((field) => ({
      ...field,
      count: counts.byField.get(field.id) ?? 0,
    }));
  }

  return {
    async concept(concept: Concept, reader: Reader): Promise<ConceptView> {
      const { tenantId, draft, checkedAt, checkedBy, createdBy, changedBy } = concept;
      const related = await relations(concept, reader);
      const shown = reader.isMember ? draft : publicDraft(draft, related);
      const by = await namer(reader, [createdBy, changedBy, ...(checkedBy ? [checkedBy] : [])]);
      const names = await fields.all(tenantId);
      return {
        id: concept.id,
        version: concept.version,
        draft: shown,
        fieldName: names.find(({ id }) => id === draft.field)?.name ?? null,
        checkedAt: checkedAt?.toISOString() ?? null,
        checkedBy: checkedBy ? by(checkedBy) : null,
        createdAt: concept.createdAt.toISOString(),
        createdBy: by(createdBy),
        changedAt: concept.changedAt.toISOString(),
        changedBy: by(changedBy),
        review: await review(concept, reader),
        relations: related,
        removedAt: concept.removedAt?.toISOString() ?? null,
        may: access.may(concept, reader),
      };
    },

    async history(concept: Concept, reader: Reader, before: number | undefined): Promise<History> {
      const { past, next } = await store.history(concept, before);
      const by = await namer(
        reader,
        past.map((one) => one.by),
      );
      return {
        versions: past.map((one) => ({
          number: one.number,
          at: one.at.toISOString(),
          by: by(one.by),
          deed: one.deed,
          reason: one.reason,
          draft: one.draft,
        })),
        next: next === null ? null : String(next),
      };
    },

    async glossary(reader: Reader): Promise<GlossaryView> {
      const counts = await countsFor(reader);
      const { isMember, isCoordinator } = reader;
      return {
        fields: await fieldList(counts, reader.person.tenantId),
        concepts: counts.concepts,
        terms: counts.terms,
        waiting: isMember ? counts.waiting : { proposals: 0, unchecked: 0, gaps: 0 },
        may: {
          propose: isMember,
          edit: isMember,
          approve: isCoordinator,
          import: isCoordinator,
          manageFields: isCoordinator,
        },
      };
    },

    async fields(reader: Reader): Promise<{ fields: Field[] }> {
      return { fields: await fieldList(await countsFor(reader), reader.person.tenantId) };
    },
  };
}

/** Related to what everybody sees alone. */
function publicDraft(draft: ConceptDraft, related: ConceptView["relations"]): ConceptDraft {
  const shown = publishedPart(draft) ?? draft;
  const seen = new Set(related.map(({ id }) => id));
  return { ...shown, relations: shown.relations.filter(({ conceptId }) => seen.has(conceptId)) };
}

/** As the reader sees it in a list; undefined where they do not. */
export const seenBy = (reader: Pick<Reader, "isMember">, entry: Entry): Entry | undefined =>
  reader.isMember ? entry : publicEntry(entry);
