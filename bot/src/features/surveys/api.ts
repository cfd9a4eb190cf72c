import type { Asked, Route } from "#platform/feature.ts";
import { route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { cardBytes } from "#platform/teams/card.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { Access, Viewer } from "./access.ts";
import type { BallotBox } from "./ballot-box.ts";
import { type Ink, surveyCard } from "./cards.ts";
import {
  type CardPreview,
  copyInput,
  createInput,
  languages,
  type PlaceView,
  type Results,
  retryInput,
  type SendingView,
  type SurveyRow,
  type SurveyView,
  saveInput,
  sendingInput,
  sharingInput,
} from "./contract.ts";
import type { Outbox } from "./outbox.ts";
import type { Publishing } from "./publishing.ts";
import type { ReleaseStore } from "./release-store.ts";
import { resultsTable } from "./results-table.ts";
import { mayRetry, type Sending } from "./sending.ts";
import type { SurveyStore } from "./store.ts";
import { gapsIn, newSurvey, remove, restore, revise, share, stateOf, type Survey } from "./survey.ts";
import { templates } from "./templates.ts";

type Ports = {
  store: SurveyStore;
  access: Access;
  box: BallotBox;
  outbox: Outbox;
  releases: ReleaseStore;
  publishing: Publishing;
  places: Places;
  clock: Clock;
  inkFor(locale: Ink["locale"]): Ink;
};

/** Surveys for the tab: written, sent, closed and read. */
export function surveyApi({ store, access, box, outbox, releases, publishing, places, clock, inkFor }: Ports): Route[] {
  const now = () => clock.now();

  async function organised({ person, params }: Pick<Asked, "person" | "params">): Promise<Survey> {
    const survey = await store.find(person.tenantId, params["id"] ?? "");
    await access.mustOrganise(survey, person);
    return survey;
  }

  /** A removed survey can only be brought back. */
  async function organisedAndThere(asked: Pick<Asked, "person" | "params">): Promise<Survey> {
    const survey = await organised(asked);
    if (survey.removedAt) throw new NotFound("unknownSurvey");
    return survey;
  }

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

  async function sendingView(survey: Survey, sending: Sending, known: Map<string, Place>): Promise<SendingView> {
    const targets = await outbox.targets(survey, sending.id);
    return {
      id: sending.id,
      at: sending.at.toISOString(),
      by: sending.by,
      cancelled: sending.cancelledAt !== undefined,
      targets: targets.map(({ placeId, outcome, changedAt }) => ({
        place: placeView(known.get(placeId), placeId),
        outcome,
        at: outcome === "scheduled" ? null : changedAt.toISOString(),
        mayRetry: mayRetry(outcome),
      })),
    };
  }

  const knownPlaces = async (tenantId: string) => new Map((await places.all(tenantId)).map((place) => [place.id, place]));

  async function oneSending(survey: Survey, sendingId: string): Promise<SendingView> {
    const sending = await outbox.sending(survey, sendingId);
    if (!sending) throw new NotFound("unknownSending");
    return sendingView(survey, sending, await knownPlaces(survey.tenantId));
  }

  async function resultsFor({ person, params }: Pick<Asked, "person" | "params">): Promise<Results> {
    const survey = await store.find(person.tenantId, params["id"] ?? "");
    const isThere = survey.removedAt === undefined && (await access.maySeeResults(survey, person));
    if (!isThere) throw new NotFound("unknownSurvey");
    const { title, intro, kind, questions, backgrounds, shared } = survey.draft;
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
      closedAt,
      audience: survey.draft.audience ?? survey.audience,
      shared,
      release: withoutNames((await releases.read(survey)) ?? null, await access.organises(survey, person)),
    };
  }

  return [
    route({
      method: "GET",
      path: "/surveys",
      about: "The surveys that the person organises or whose results they may see, newest first.",
      role: "anyone",
      async handle({ person }) {
        const all = (await store.all(person.tenantId)).filter(({ removedAt }) => removedAt === undefined);
        const rows = await Promise.all(all.map((survey) => row(survey, person)));
        const visible = rows.filter(({ may, state }) => may.edit || may.send || may.close || (may.readResults && state !== "draft"));
        return { surveys: visible.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)) };
      },
    }),
    route({
      method: "GET",
      path: "/surveys/templates",
      about: "Ready surveys and background questions to start from.",
      role: "Organiser",
      handle: async () => templates(),
    }),
    route({
      method: "GET",
      path: "/surveys/places",
      about: "The channels and chats that a survey can be posted to.",
      role: "Organiser",
      async handle({ person }) {
        const all = await places.all(person.tenantId);
        return { places: all.map((place) => placeView(place, place.id)) };
      },
    }),
    route({
      method: "POST",
      path: "/surveys",
      about: "Begins a survey. The id is the client's, so that a repeat makes no second one.",
      role: "Organiser",
      input: createInput,
      async handle({ person, input }) {
        const survey = newSurvey(input.id, person, input.draft, now());
        return view(await store.add(survey), person);
      },
    }),
    route({
      method: "GET",
      path: "/surveys/:id",
      about: "One survey, for those who organise it.",
      role: "Organiser",
      handle: async (asked) => view(await organisedAndThere(asked), asked.person),
    }),
    route({
      method: "PUT",
      path: "/surveys/:id",
      about: "Saves a draft whole. Refused with changedMeanwhile if its version is not the latest.",
      role: "Organiser",
      input: saveInput,
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        const revised = revise({ ...survey, version: asked.input.version }, asked.input.draft, now());
        return view(await store.save(revised), asked.person);
      },
    }),
    route({
      method: "DELETE",
      path: "/surveys/:id",
      about: "Removes a draft or a released survey; it can be brought back.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organised(asked);
        if (!survey.removedAt) await store.save(remove(survey, now()));
        return {};
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/restoration",
      about: "Brings a removed survey back.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organised(asked);
        return view(survey.removedAt ? await store.save(restore(survey)) : survey, asked.person);
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/copies",
      about: "A new draft with the same questions.",
      role: "Organiser",
      input: copyInput,
      async handle(asked) {
        const { draft } = await organisedAndThere(asked);
        const copy = newSurvey(asked.input.id, asked.person, { ...draft, closesAt: null }, now());
        return view(await store.add(copy), asked.person);
      },
    }),
    route({
      method: "GET",
      path: "/surveys/:id/cards/:language",
      about: "The card as it will be posted, in one language.",
      role: "Organiser",
      async handle(asked): Promise<CardPreview> {
        const survey = await organisedAndThere(asked);
        const language = languages.find((each) => each === asked.params["language"]);
        if (!language) throw new NotFound("unknownSurvey");
        const card = surveyCard(survey, inkFor(language));
        return { language, card, bytes: cardBytes(card) };
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/sendings",
      about: "Opens the survey if need be and posts its card, now or at a time. A repeat with the same id sends nothing twice.",
      role: "Organiser",
      input: sendingInput,
      async handle(asked) {
        const { id, at, placeIds } = asked.input;
        const survey = await organisedAndThere(asked);
        const sending = { id, at: at ? new Date(at) : now(), by: asked.person.name };
        const sent = await publishing.send(survey, sending, [...new Set(placeIds)]);
        return oneSending(sent, id);
      },
    }),
    route({
      method: "GET",
      path: "/surveys/:id/sendings",
      about: "What was sent where, and what became of it.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        const known = await knownPlaces(survey.tenantId);
        const all = await outbox.sendings(survey);
        return { sendings: await Promise.all(all.map((sending) => sendingView(survey, sending, known))) };
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/sendings/:sending/retries",
      about: "Sends again to the places named, if their outcome allows it.",
      role: "Organiser",
      input: retryInput,
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        if (stateOf(survey, now()) !== "open") throw new Refusal("closed");
        const sendingId = asked.params["sending"] ?? "";
        await publishing.retry(survey, sendingId, asked.input.placeIds);
        return oneSending(survey, sendingId);
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/sendings/:sending/cancellation",
      about: "Stops what has not been posted yet.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        const sendingId = asked.params["sending"] ?? "";
        await oneSending(survey, sendingId);
        return oneSending(await publishing.cancel(survey, sendingId), sendingId);
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/closure",
      about: "Closes the survey now; counting begins at once.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        return view(await publishing.close(survey), asked.person);
      },
    }),
    route({
      method: "PUT",
      path: "/surveys/:id/sharing",
      about: "Shares the released results with the respondents, or no longer.",
      role: "Organiser",
      input: sharingInput,
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        return view(await store.save(share(survey, asked.input.shared, now())), asked.person);
      },
    }),
    route({
      method: "GET",
      path: "/surveys/:id/results",
      about: "The newest release and what it needs to be read.",
      role: "anyone",
      handle: resultsFor,
    }),
    route({
      method: "GET",
      path: "/surveys/:id/results.csv",
      about: "The newest release as a table.",
      role: "anyone",
      async handle(asked) {
        const results = await resultsFor(asked);
        if (!results.release) throw new Refusal("noResultsYet");
        const language = languages.find((each) => each === asked.query["language"]) ?? asked.locale;
        return resultsTable(results, inkFor(language));
      },
    }),
  ];
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
