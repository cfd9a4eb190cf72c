import type { BallotsPart } from "#features/surveys/ballots/part.ts";
import type { CardsPart } from "#features/surveys/cards/part.ts";
import type { SurveyPart } from "#features/surveys/survey/part.ts";
import type { Part } from "#platform/combine.ts";
import type { Platform } from "#platform/feature.ts";
import { resultsJobs } from "./jobs.ts";
import { resultsRoutes } from "./routes.ts";
import { releaseStore } from "./stored/release-store.ts";
import { changesBetweenSurveys } from "./trends/trend-view.ts";
import { surveyViews } from "./view.ts";

type Deps = Platform & { survey: SurveyPart; ballots: BallotsPart; cards: CardsPart };

export type ResultsPart = ReturnType<typeof resultsPart>;

/** Ballots counted and released, and what is shown of them. */
export function resultsPart({ survey, ballots, cards, ...platform }: Deps) {
  const { tables, jobs, clock } = platform;
  const { store, access } = survey;
  const releases = releaseStore(tables);
  const views = surveyViews({ store, access, box: ballots.box, releases, clock });

  return {
    views,
    changes: changesBetweenSurveys({ store, releases, access, clock }),
    routes: resultsRoutes({ views, contextFor: cards.contextFor }),
    jobs: resultsJobs({
      store,
      box: ballots.box,
      sender: platform.sender,
      releases,
      jobs,
      clock,
      count: (work) => platform.apart("surveys/count", work),
    }),
  } satisfies Part & Record<string, unknown>;
}
