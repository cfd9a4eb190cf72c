import type { BallotsPart } from "#features/surveys/ballots/part.ts";
import type { ResultsPart } from "#features/surveys/results/part.ts";
import type { SurveyPart } from "#features/surveys/survey/part.ts";
import type { Part } from "#platform/combine.ts";
import type { Platform } from "#platform/feature.ts";
import { destinationsFor } from "#platform/sending/destinations.ts";
import { sendingViews } from "#platform/sending/views.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import { sendingJobs } from "./jobs.ts";
import { publishing as publishingOf } from "./lifecycle.ts";
import { openings as openingsOf } from "./pending-sendings.ts";
import { surveyRoutes } from "./routes.ts";
import { startSurvey } from "./starting.ts";

type Deps = Platform & {
  directory: Directory;
  memberships: Memberships;
  survey: SurveyPart;
  ballots: BallotsPart;
  results: ResultsPart;
};

/** A survey written, opened and posted, closed and taken down. */
export function sendingPart({ memberships, survey, ballots, results, ...platform }: Deps) {
  const { tables, sender, jobs, places, messenger, clock } = platform;
  const { store, organised } = survey;
  const openings = openingsOf(tables);
  const publishing = publishingOf({
    store,
    box: ballots.box,
    openings,
    sender,
    jobs,
    places,
    messenger,
    clock,
  });
  const sendings = sendingViews(platform);

  return {
    start: startSurvey({ store, publishing, sender, clock }),
    routes: surveyRoutes({
      store,
      organised,
      views: results.views,
      publishing,
      sender,
      sendings,
      destinations: destinationsFor({ ...platform, memberships }),
      jobs,
      clock,
    }),
    jobs: sendingJobs({ store, publishing, clock }),
  } satisfies Part & Record<string, unknown>;
}
