import type { Platform } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound } from "#platform/refusal.ts";
import { outcomes, type PlaceView, type SendingView } from "#platform/sending/contract.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { Access, Viewer } from "./access.ts";
import type { BallotBox } from "./ballot-box.ts";
import type { Results, SurveyRow, SurveyView } from "./contract.ts";
import type { Outbox } from "./outbox.ts";
import type { ReleaseStore } from "./release-store.ts";
import { mayRetry, type Sending, type Target } from "./sending.ts";
import type { SurveyStore } from "./store.ts";
import { gapsIn, type Survey, stateOf } from "./survey.ts";

export type Views = ReturnType<typeof surveyViews>;

type Ports = {
  store: SurveyStore;
  access: Access;
  box: BallotBox;
  outbox: Outbox;
  releases: ReleaseStore;
  places: Places;
  clock: Clock;
  messageLink: Platform["messageLink"];
};

/** What the tab is shown of surveys, sendings and results. */
export function surveyViews({ store, access, box, outbox, releases, places, clock, messageLink }: Ports) {
  const now = () => clock.now();

  async function view(survey: Survey, viewer: Viewer): Promise<SurveyView> {
    const state = stateOf(survey, now());
    return {
      id: survey.id,
      version: survey.version,
      state,
      draft: survey.draft,
      gaps: state === "draft" ? gapsIn(survey.draft, now()) : [],
      owner: ownerOf(survey, viewer),
      ...datesOf(survey),
      answered: state === "open" ? await box.count(survey, now()) : null,
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
      owner: ownerOf(survey, viewer),
      gaps: state === "draft" ? gapsIn(survey.draft, now()).length : 0,
      closesAt: survey.draft.closesAt,
      ...datesOf(survey),
      may: await access.may(survey, viewer, now()),
    };
  }

  async function sendingView(
    survey: Survey,
    sending: Sending,
    known: Map<string, Place>,
  ): Promise<SendingView> {
    const targets = await outbox.targets(survey, sending.id);
    return {
      id: sending.id,
      at: sending.at.toISOString(),
      by: sending.by,
      state: stateOfSending(sending, targets),
      progress: progressOf(targets),
      may: {
        pause: false,
        resume: false,
        cancel: !sending.cancelledAt && targets.some(({ outcome }) => outcome === "scheduled"),
      },
      targets: targets.map(({ placeId, outcome, changedAt, messageId }) => ({
        place: placeView(known.get(placeId), placeId),
        link: linkTo(known.get(placeId), messageId),
        outcome,
        at: outcome === "scheduled" || outcome === "queued" ? null : changedAt.toISOString(),
        mayRetry: mayRetry(outcome),
      })),
    };
  }

  const linkTo = (place: Place | undefined, messageId: string | undefined) =>
    place && messageId ? messageLink(place, messageId) : null;

  const knownPlaces = async (tenantId: string) =>
    new Map((await places.all(tenantId)).map((place) => [place.id, place]));

  async function sendingsOf(survey: Survey): Promise<SendingView[]> {
    const known = await knownPlaces(survey.tenantId);
    const all = await outbox.sendings(survey);
    return Promise.all(all.map((sending) => sendingView(survey, sending, known)));
  }

  async function oneSending(survey: Survey, sendingId: string): Promise<SendingView> {
    const sending = await outbox.sending(survey, sendingId);
    if (!sending) throw new NotFound("unknownSending");
    return sendingView(survey, sending, await knownPlaces(survey.tenantId));
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
      release: withoutNames((await releases.read(survey)) ?? null, await access.organises(survey, person)),
    };
  }

  async function placesFor(tenantId: string): Promise<PlaceView[]> {
    return (await places.all(tenantId)).map((place) => placeView(place, place.id));
  }

  return { view, row, sendingsOf, oneSending, resultsFor, placesFor };
}

const ownerOf = ({ owner }: Survey, viewer: Viewer) => ({ ...owner, mine: owner.id === viewer.id });

/** Names are for the organisers alone, whoever else may see the numbers. */
const withoutNames = (release: Results["release"], isOrganiser: boolean) =>
  release && !isOrganiser ? { ...release, signed: null } : release;

function datesOf(survey: Survey) {
  const iso = (date: Date | undefined) => date?.toISOString() ?? null;
  return {
    createdAt: survey.createdAt.toISOString(),
    changedAt: survey.changedAt.toISOString(),
    openedAt: iso(survey.openedAt),
    closedAt: iso(survey.closedAt),
    releasedAt: iso(survey.releasedAt),
  };
}

function placeView(place: Place | undefined, id: string): PlaceView {
  return {
    id,
    name: place?.name ?? "",
    team: place?.teamName ?? null,
    scope: place?.scope ?? "channel",
    locale: place?.locale ?? null,
  };
}

function progressOf(targets: readonly Target[]): SendingView["progress"] {
  const count = (wanted: Target["outcome"]) => targets.filter(({ outcome }) => outcome === wanted).length;
  return Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as SendingView["progress"];
}

function stateOfSending({ cancelledAt }: Sending, targets: readonly Target[]): SendingView["state"] {
  if (cancelledAt) return "cancelled";
  if (targets.some(({ outcome }) => outcome === "scheduled")) return "scheduled";
  return targets.some(({ outcome }) => outcome === "queued" || outcome === "sending") ? "sending" : "done";
}
