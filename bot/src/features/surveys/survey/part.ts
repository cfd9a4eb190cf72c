import type { Part } from "#platform/combine.ts";
import type { Platform } from "#platform/feature.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import { type Translating, translationRoutes } from "#platform/translating.ts";
import { organisedSurvey, surveyAccess } from "./access.ts";
import { surveyStore } from "./store.ts";
import { translatableSurveys } from "./translatable.ts";

type Deps = Pick<Platform, "tables" | "clock"> & { memberships: Memberships; translating: Translating };

export type SurveyPart = ReturnType<typeof surveyPart>;

/** Surveys as they are kept, who may do what with them, and their texts for translators. */
export function surveyPart({ tables, memberships, clock, translating }: Deps) {
  const store = surveyStore(tables);
  const access = surveyAccess(memberships);
  const organised = organisedSurvey(store, access);

  return {
    store,
    access,
    organised,
    translatable: translatableSurveys({ store, access, clock }),
    routes: translationRoutes({
      path: "/surveys/:id",
      idFor: async (asked) => (await organised.present(asked)).id,
      ...translating,
    }),
  } satisfies Part & Record<string, unknown>;
}
