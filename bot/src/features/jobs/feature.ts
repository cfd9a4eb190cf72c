import { type Feature, type Platform, route } from "#platform/feature.ts";
import { defineTexts, type Translate } from "#platform/i18n/texts.ts";
import { openParked } from "#platform/jobs/parked.ts";
import { NotFound } from "#platform/refusal.ts";
import { type ParkedWork, parkedWork } from "./contract.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

type JobsFeature = Feature & { name: "jobs" };

/** For administrators: the work that was given up, and another try at it once its cause is gone. */
export function jobs({ tables, jobs }: Pick<Platform, "tables" | "jobs">): JobsFeature {
  const parked = openParked(tables);

  async function listed(tenantId: string, t: Translate): Promise<ParkedWork> {
    const work = await parked.list(tenantId);
    return {
      work: work.map((one) => {
        const key = `work.${one.job}`;
        return { ...one, what: t(key in en ? key : "work.other"), at: one.at?.toISOString() ?? null };
      }),
    };
  }

  return {
    name: "jobs",
    texts: defineTexts({ sv, fi, en }),
    routes: [
      route({
        method: "GET",
        path: "/jobs/parked",
        about: "Work that was given up after all its tries, at most 200.",
        role: "Admin",
        output: parkedWork,
        handle: ({ person, t }) => listed(person.tenantId, t),
      }),
      route({
        method: "POST",
        path: "/jobs/parked/:id/retries",
        about: "Begins work that was given up again, with all its tries.",
        role: "Admin",
        output: parkedWork,
        async handle({ person: { tenantId }, params, t }) {
          if (!(await parked.retry(tenantId, params.id ?? "", jobs.add))) throw new NotFound();
          return listed(tenantId, t);
        },
      }),
    ],
  };
}
