import { z } from "zod";
import type { Entry } from "#features/glossary/concepts/entry.ts";
import type { SubjectFields } from "#features/glossary/concepts/subject-fields.ts";
import type { Feature } from "#platform/feature.ts";
import { later, minutes } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Index } from "#platform/search/search.ts";
import type { Import } from "./import/import-state.ts";
import type { ImportingPorts } from "./import/importing.ts";

const ofImport = z.object({ tenantId: z.string(), id: z.string() });

export type ExchangeJobsPorts = ImportingPorts & {
  fields: SubjectFields;
  index: Pick<Index<Entry>, "all">;
  jobs: Jobs;
};

/** Reading and taking in files, which takes its time. Everything here may run twice, late, or for an import that is gone. */
export function exchangeJobs(ports: ExchangeJobsPorts): NonNullable<Feature["jobs"]> {
  const { imports, store, fields, index, jobs, clock } = ports;
  const known = async (tenantId: string) => (await index.all(tenantId)).values();
  const running = new Set<string>();

  /** Twice at once would be harmless and dear: the second looks later whether the first came to its end. */
  const each =
    (name: string, state: Import["state"], run: (one: Import) => Promise<void>) => async (data: unknown) => {
      const work = ofImport.parse(data);
      const one = await imports.find(work.tenantId, work.id).catch(undefinedIfGone);
      if (one?.state !== state) return;
      if (running.has(one.id)) return jobs.add(`glossary/${name}`, work, later(clock.now(), minutes(1)));
      running.add(one.id);
      try {
        await run(one);
      } finally {
        running.delete(one.id);
      }
    };

  return {
    // The libraries of three formats are loaded with the first file.
    readImport: each("readImport", "reading", async (one) => {
      const { readImport } = await import("./import/import-reading.ts");
      await readImport({ imports, store, fields: fields.all, known }, one);
    }),
    takeIn: each("takeIn", "importing", async (one) => {
      const { takeIn } = await import("./import/importing.ts");
      await takeIn(ports, one);
    }),

    /** A week after it began; what a reader still wrote after somebody took it away goes, too. */
    forgetImport: async (data) => {
      const work = ofImport.parse(data);
      const one = await imports.find(work.tenantId, work.id).catch(undefinedIfGone);
      await (one ? imports.remove(one) : imports.clear(work));
    },
  };
}
