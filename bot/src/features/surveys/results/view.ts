import type { BallotBox } from "#features/surveys/ballots/ballot-box.ts";
import { wholeTens } from "#features/surveys/ballots/steps.ts";
import type { Results, SurveyRow, SurveyView } from "#features/surveys/contract.ts";
import type { Access, Viewer } from "#features/surveys/survey/access.ts";
import { gapsIn } from "#features/surveys/survey/gaps.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { isScheduled, type Survey, stateOf } from "#features/surveys/survey/survey.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound } from "#platform/refusal.ts";
import type { ReleaseStore } from "./stored/release-store.ts";

export type Views = ReturnType<typeof surveyViews>;

type Ports = {
  store: SurveyStore;
  access: Access;
  box: BallotBox;
  releases: ReleaseStore;
  clock: Clock;
};

/** What the tab is shown of surveys and results. */
export function surveyViews({ store, access, box, releases, clock }: Ports) {
  const now = () => clock.now();

  const scheduledAt = (survey: Survey) =>
    isScheduled(survey, now()) ? (survey.scheduledAt?.toISOString() ?? null) : null;

  async function view(survey: Survey, viewer: Viewer): Promise<SurveyView> {
    const state = stateOf(survey, now());
    return {
      id: survey.id,
      version: survey.version,
      state,
      draft: survey.draft,
      gaps: state === "draft" ? gapsIn(survey.draft, now()) : [],
      owner: nameOf(survey.owner, viewer),
      ...datesOf(survey),
      scheduledAt: scheduledAt(survey),
      changedBy: survey.changedBy ? nameOf(survey.changedBy, viewer) : null,
      answered: state === "open" ? await answered(survey) : null,
      audience: survey.draft.audience ?? survey.audience,
      places: survey.placeIds,
      may: await access.may(survey, viewer, now()),
    };
  }

  async function row(survey: Survey, viewer: Viewer): Promise<SurveyRow> {
    const state = stateOf(survey, now());
    return {
      id: survey.id,
      state,
      title: survey.draft.title,
      kind: survey.draft.kind,
      questions: survey.draft.questions.length,
      owner: nameOf(survey.owner, viewer),
      gaps: state === "draft" ? gapsIn(survey.draft, now()).length : 0,
      closesAt: survey.draft.closesAt,
      ...datesOf(survey),
      scheduledAt: scheduledAt(survey),
      may: await access.may(survey, viewer, now()),
    };
  }

  async function resultsFor(surveyId: string, person: Viewer): Promise<Results> {
    const survey = await store.find(person.tenantId, surveyId);
    const isThere = survey.removedAt === undefined && (await access.maySeeResults(survey, person));
    if (!isThere) throw new NotFound("unknownSurvey");
    const { title, intro, kind, questions, backgrounds, closesAt, shared } = survey.draft;
    const { openedAt, closedAt } = datesOf(survey);
    return {
      id: survey.id,
      title,
      intro,
      kind,
      state: stateOf(survey, now()),
      languages: survey.draft.languages,
      questions,
      backgrounds,
      openedAt,
      closesAt,
      closedAt,
      audience: survey.draft.audience ?? survey.audience,
      shared,
      release:
        (await releases.read(survey, access.seesNames(survey, person) ? "organiser" : "anyone")) ?? null,
    };
  }

  /**
   * How many have answered an open survey. Nobody is told of a sealed one, since who watches the number and the channel
   * would see who answered when; of a live one whole tens; of a signed one all.
   */
  async function answered(survey: Survey): Promise<number | null> {
    const { kind } = survey.draft;
    if (kind === "sealed") return null;
    const count = await box.count(survey, now());
    return count === null || kind === "signed" ? count : wholeTens(count);
  }

  return { view, row, resultsFor };
}

/** Without the id: it is the person's in Entra, also when they have left. */
const nameOf = ({ id, name }: Survey["owner"], viewer: Viewer) => ({ name, mine: id === viewer.id });

function datesOf(survey: Survey) {
  const iso = (date: Date | undefined) => date?.toISOString() ?? null;
  return {
    createdAt: survey.createdAt.toISOString(),
    changedAt: survey.changedAt.toISOString(),
    openedAt: iso(survey.openedAt && (survey.scheduledAt ?? survey.openedAt)),
    closedAt: iso(survey.closedAt),
    releasedAt: iso(survey.releasedAt),
  };
}
