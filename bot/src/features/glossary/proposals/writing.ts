import type { Concept } from "#features/glossary/concepts/concept.ts";
import { type Entry, entryOf } from "#features/glossary/concepts/entry.ts";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import type { News } from "#features/glossary/news/news.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import type { Index } from "#platform/search/search.ts";

type Ports = {
  store: GlossaryStore;
  index: Pick<Index<Entry>, "put">;
  news: News;
  jobs: Jobs;
  clock: Clock;
};

export type Writing = ReturnType<typeof writing>;

/** Concepts are written with what follows: they are found as they are now, and the week's card tells of them. */
export function writing({ store, index, news, jobs, clock }: Ports) {
  /** What follows from what has been written, harmless to repeat. For writers that are themselves begun again after a crash. */
  async function follow(concept: Concept): Promise<void> {
    await index.put(concept.tenantId, concept.id, entryOf(concept));
    if (concept.publishedAt) await news.arm(concept.tenantId, concept.publishedAt);
  }

  async function written({ tenantId, id }: Concept, deed: () => Promise<Concept>): Promise<Concept> {
    const work = [{ job: "glossary/written", work: { tenantId, id } }];
    return following({ jobs, clock }, work, async () => {
      const concept = await deed();
      await follow(concept);
      return concept;
    });
  }

  return {
    follow,

    add: (concept: Concept): Promise<Concept> => written(concept, () => store.add(concept)),

    /** What a deed has left as it was is not written. */
    async save(before: Concept, after: Concept): Promise<Concept> {
      return after === before ? before : written(after, () => store.save(after));
    },
  };
}
