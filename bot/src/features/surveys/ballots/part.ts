import type { SurveyPart } from "#features/surveys/survey/part.ts";
import type { Platform } from "#platform/feature.ts";
import { ballotBox } from "./ballot-box.ts";
import { voting } from "./voting.ts";

type Deps = Pick<Platform, "tables" | "keys" | "jobs" | "clock"> & { survey: SurveyPart };

export type BallotsPart = ReturnType<typeof ballotsPart>;

/** The sealed ballot box, and voting where a survey was posted. It adds nothing to the app by itself. */
export function ballotsPart({ tables, keys, jobs, clock, survey }: Deps) {
  const box = ballotBox(tables, keys);
  return { box, voting: voting(survey.store, box, jobs, clock) };
}
