import type { Question } from "#features/surveys/contract.ts";
import type { ReleaseStore } from "#features/surveys/results/stored/release-store.ts";
import type { Access, Viewer } from "#features/surveys/survey/access.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import { asksSame, type Change, changeOf, comparableIn, largest, type Sized } from "./trends.ts";

type Ports = {
  store: Pick<SurveyStore, "all">;
  releases: Pick<ReleaseStore, "read">;
  access: Pick<Access, "maySeeResults">;
  clock: Clock;
};
type Released = Survey & { releasedAt: Date };

/** What was released longer ago than a quarter of a year is no news. */
const newsMs = days(92);
/** Older surveys are not looked for: a yearly survey has last year's among these. */
const mostCompared = 60;
const mostEachWay = 3;

/**
 * What has changed most, question by question, between the two latest released surveys that ask it in the same words:
 * at most three rises and three falls, from stored releases of surveys whose results the viewer may see.
 */
export function changesBetweenSurveys({ store, releases, access, clock }: Ports) {
  async function visible(tenantId: string, viewer: Viewer): Promise<Released[]> {
    const all = (await store.all(tenantId)).filter(isReleased).toSorted(byRelease).slice(0, mostCompared);
    const comparable = all.filter((survey) =>
      all.some((other) => other !== survey && shareQuestion(survey, other)),
    );
    const may = await Promise.all(comparable.map((survey) => access.maySeeResults(survey, viewer)));
    return comparable.filter((_, at) => may[at]);
  }

  return async function changes(tenantId: string, viewer: Viewer): Promise<Change[]> {
    const newestFirst = await visible(tenantId, viewer);
    const read = remembered((survey: Released) => releases.read(survey, "anyone"));
    const since = later(clock.now(), -newsMs);
    const found: Sized[] = [];
    for (const { question, after, before } of pairsIn(newestFirst)) {
      if (after.releasedAt < since) continue;
      const [was, is] = [await read(before), await read(after)].map((release) =>
        comparableIn(release, question),
      );
      const change = was && is && changeOf(question, after.draft.title, was, is);
      if (change) found.push(change);
    }
    return largest(found, mostEachWay);
  };
}

type Pair = { question: Question; after: Released; before: Released };

/** Every question as it was asked last, with the survey that asked it the time before. */
function pairsIn(newestFirst: readonly Released[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [at, after] of newestFirst.entries()) {
    for (const question of after.draft.questions) {
      const isOlder = newestFirst.slice(0, at).some((newer) => asks(newer, after, question));
      const before = newestFirst.slice(at + 1).find((older) => asks(older, after, question));
      if (!isOlder && before) pairs.push({ question, after, before });
    }
  }
  return pairs;
}

/** Whether `other` asks the question as `survey` does. */
function asks(other: Survey, survey: Survey, question: Question): boolean {
  const languages = survey.draft.languages.filter((each) => other.draft.languages.includes(each));
  return other.draft.questions.some((each) => asksSame(question, each, languages));
}

const shareQuestion = (one: Survey, other: Survey) =>
  one.draft.questions.some((question) => asks(other, one, question));

const isReleased = (survey: Survey): survey is Released =>
  survey.releasedAt !== undefined && survey.removedAt === undefined;

const byRelease = (one: Released, other: Released) => other.releasedAt.getTime() - one.releasedAt.getTime();

/** A release may be large, and is asked for once for each of its questions. */
function remembered<Result>(read: (survey: Released) => Promise<Result>) {
  const known = new Map<string, Promise<Result>>();
  return (survey: Released): Promise<Result> => {
    const promise = known.get(survey.id) ?? read(survey);
    known.set(survey.id, promise);
    return promise;
  };
}
