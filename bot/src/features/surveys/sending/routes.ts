import { type Ink, surveyCard } from "#features/surveys/cards/card.ts";
import {
  type CardPreview,
  copyInput,
  createInput,
  languages,
  saveInput,
  sharingInput,
} from "#features/surveys/contract.ts";
import type { Views } from "#features/surveys/results/view.ts";
import type { Access } from "#features/surveys/survey/access.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import {
  newSurvey,
  remove,
  restorableMs,
  restore,
  revise,
  type Survey,
  share,
  stateOf,
} from "#features/surveys/survey/survey.ts";
import { templates } from "#features/surveys/survey/templates.ts";
import type { Asked, Route } from "#platform/feature.ts";
import { route } from "#platform/feature.ts";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { sendingInput } from "#platform/sending/contract.ts";
import { sendingRoutes } from "#platform/sending/routes.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { SendingViews } from "#platform/sending/views.ts";
import { cardBytes } from "#platform/teams/card.ts";
import { groupOf, type Publishing } from "./lifecycle.ts";

type Ports = {
  store: SurveyStore;
  access: Access;
  views: Views;
  publishing: Publishing;
  sender: Sender;
  sendings: SendingViews;
  jobs: Jobs;
  clock: Clock;
  inkFor(locale: Ink["locale"]): Ink;
};

/** Surveys for the tab: written, sent, closed and read. */
export function surveyApi(ports: Ports): Route[] {
  const { store, access, views, publishing, sender, sendings, jobs, clock, inkFor } = ports;
  const now = () => clock.now();

  async function organised({ person, params }: Pick<Asked, "person" | "params">): Promise<Survey> {
    const survey = await store.find(person.tenantId, params.id ?? "");
    await access.mustOrganise(survey, person);
    return survey;
  }

  /** A removed survey can only be brought back. */
  async function organisedAndThere(asked: Pick<Asked, "person" | "params">): Promise<Survey> {
    const survey = await organised(asked);
    if (survey.removedAt) throw new NotFound("unknownSurvey");
    return survey;
  }

  return [
    route({
      method: "GET",
      path: "/surveys",
      about: "The surveys that the person organises or whose results they may see, newest first.",
      role: "anyone",
      async handle({ person }) {
        const all = (await store.all(person.tenantId)).filter(({ removedAt }) => removedAt === undefined);
        const rows = await Promise.all(all.map((survey) => views.row(survey, person)));
        const visible = rows.filter(
          ({ may, state }) => may.edit || may.send || may.close || (may.readResults && state !== "draft"),
        );
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
        return { places: await sendings.placesFor(person.tenantId) };
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
        return views.view(await store.add(survey), person);
      },
    }),
    route({
      method: "GET",
      path: "/surveys/:id",
      about: "One survey, for those who organise it.",
      role: "Organiser",
      handle: async (asked) => views.view(await organisedAndThere(asked), asked.person),
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
        return views.view(await store.save(revised), asked.person);
      },
    }),
    route({
      method: "DELETE",
      path: "/surveys/:id",
      about: "Removes a draft or a released survey; it can be brought back.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organised(asked);
        if (survey.removedAt) return {};
        const work = { tenantId: survey.tenantId, surveyId: survey.id };
        // One instant: the work must not find the removal too young.
        const at = now();
        await jobs.add("surveys/purge", work, later(at, restorableMs));
        await store.save(remove(survey, at));
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
        return views.view(survey.removedAt ? await store.save(restore(survey)) : survey, asked.person);
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
        return views.view(await store.add(copy), asked.person);
      },
    }),
    route({
      method: "GET",
      path: "/surveys/:id/cards/:language",
      about: "The card as it will be posted, in one language.",
      role: "Organiser",
      async handle(asked): Promise<CardPreview> {
        const survey = await organisedAndThere(asked);
        const language = languages.find((each) => each === asked.params.language);
        if (!language) throw new NotFound("unknownSurvey");
        const card = surveyCard(survey, inkFor(language));
        return { language, card, bytes: cardBytes(card) };
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/sendings",
      about:
        "Opens the survey if need be and posts its card, now or at a time. A repeat with the same id sends nothing twice.",
      role: "Organiser",
      input: sendingInput,
      async handle(asked) {
        const { id, at, placeIds } = asked.input;
        const survey = await organisedAndThere(asked);
        const sending = { id, at: at ? new Date(at) : now(), by: asked.person.name };
        await publishing.send(survey, { ...sending, placeIds: [...new Set(placeIds)] });
        return sendings.one(survey.tenantId, groupOf(survey), id);
      },
    }),
    ...sendingRoutes({
      path: "/surveys/:id",
      sender,
      views: sendings,
      async groupFor(asked, deed) {
        const survey = await organisedAndThere(asked);
        const isOpen = stateOf(survey, now()) === "open";
        if (!isOpen && (deed === "retry" || deed === "resume")) throw new Refusal("closed");
        return groupOf(survey);
      },
      cancelled: async (asked) => publishing.withdrawUnseen(await organisedAndThere(asked)),
    }),
    route({
      method: "POST",
      path: "/surveys/:id/closure",
      about: "Closes the survey now; counting begins at once.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organisedAndThere(asked);
        return views.view(await publishing.close(survey), asked.person);
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
        return views.view(
          await store.change(survey, (newest) => share(newest, asked.input.shared, now())),
          asked.person,
        );
      },
    }),
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
        const { resultsTable } = await import("#features/surveys/results/results-table.ts");
        return resultsTable(results, inkFor(language));
      },
    }),
  ];
}
