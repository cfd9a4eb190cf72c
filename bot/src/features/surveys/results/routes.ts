import type { CardContext } from "#features/surveys/cards/card.ts";
import { languages } from "#features/surveys/contract.ts";
import { type Route, route } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Views } from "./view.ts";

type Ports = { views: Views; contextFor(locale: CardContext["locale"]): CardContext };

/** Results for the tab, and as a table to save. */
export function resultsRoutes({ views, contextFor }: Ports): Route[] {
  return [
    route({
      method: "GET",
      path: "/surveys/:id/results",
      about: "The newest release and what it needs to be read.",
      role: "anyone",
      handle: async ({ params, person }) => views.resultsFor(params.id ?? "", person),
    }),
    route({
      method: "GET",
      path: "/surveys/:id/results.csv",
      about: "The newest release as a table.",
      role: "anyone",
      async handle(asked) {
        const results = await views.resultsFor(asked.params.id ?? "", asked.person);
        if (!results.release) throw new Refusal("noResultsYet");
        const language = languages.find((each) => each === asked.query.language) ?? asked.locale;
        // The library that writes it is loaded by the first table that is asked for.
        const { resultsTable } = await import("./table/results-table.ts");
        return resultsTable(results, contextFor(language));
      },
    }),
  ];
}
