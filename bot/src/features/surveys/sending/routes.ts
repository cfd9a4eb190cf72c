import {
  closingInput,
  copyInput,
  createInput,
  evenIfFew,
  saveInput,
  sharingInput,
} from "#features/surveys/contract.ts";
import type { Views } from "#features/surveys/results/view.ts";
import type { OrganisedSurvey } from "#features/surveys/survey/access.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import {
  newSurvey,
  remove,
  restorableMs,
  restore,
  revise,
  share,
  stateOf,
} from "#features/surveys/survey/survey.ts";
import { templates } from "#features/surveys/survey/templates.ts";
import { groupOf } from "#features/surveys/survey/work.ts";
import { type Route, route } from "#platform/feature.ts";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { Refusal } from "#platform/refusal.ts";
import { sendingInput } from "#platform/sending/contract.ts";
import type { Destinations } from "#platform/sending/destinations.ts";
import { sendingRoutes } from "#platform/sending/routes.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { SendingViews } from "#platform/sending/views.ts";
import type { Publishing } from "./lifecycle.ts";

type Ports = {
  store: SurveyStore;
  organised: OrganisedSurvey;
  views: Views;
  publishing: Publishing;
  sender: Sender;
  sendings: SendingViews;
  destinations: Destinations;
  jobs: Jobs;
  clock: Clock;
};

/** Surveys for the tab: written, sent and closed. */
export function surveyRoutes(ports: Ports): Route[] {
  const { store, organised, views, publishing, sender, sendings, destinations, jobs, clock } = ports;
  const now = () => clock.now();

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
      about: "The channels and chats that the person can have a survey posted to.",
      role: "Organiser",
      async handle({ person, locale }) {
        return { places: await destinations.listFor(person, locale) };
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
      handle: async (asked) => views.view(await organised.present(asked), asked.person),
    }),
    route({
      method: "PUT",
      path: "/surveys/:id",
      about: "Saves a draft whole. Refused with changedMeanwhile if its version is not the latest.",
      role: "Organiser",
      input: saveInput,
      async handle(asked) {
        const survey = await organised.present(asked);
        const { version, draft } = asked.input;
        const revised = revise({ ...survey, version }, draft, now(), asked.person);
        return views.view(await store.save(revised), asked.person);
      },
    }),
    route({
      method: "DELETE",
      path: "/surveys/:id",
      about: "Removes a draft or a released survey; it can be brought back.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organised.evenRemoved(asked);
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
        const survey = await organised.evenRemoved(asked);
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
        const { draft } = await organised.present(asked);
        const copy = newSurvey(asked.input.id, asked.person, { ...draft, closesAt: null }, now());
        return views.view(await store.add(copy), asked.person);
      },
    }),
    route({
      method: "POST",
      path: "/surveys/:id/sendings",
      about:
        "Opens the survey if need be and posts its card, now or at a time. A repeat with the same id sends nothing twice. Refused with fewCanAnswer where fewer than ten can answer, unless it is said that it may.",
      role: "Organiser",
      input: sendingInput.extend({ evenIfFew }),
      async handle(asked) {
        const { id, at, placeIds, evenIfFew } = asked.input;
        const survey = await organised.present(asked);
        await destinations.mustReach(asked.person, placeIds);
        if (!evenIfFew) await publishing.mustReachEnough(survey, placeIds);
        const sending = { id, at: at ? new Date(at) : now(), by: asked.person.name };
        await publishing.send(survey, { ...sending, placeIds: [...new Set(placeIds)] });
        return sendings.one(survey.tenantId, groupOf(survey), id, asked.locale);
      },
    }),
    ...sendingRoutes({
      path: "/surveys/:id",
      sender,
      views: sendings,
      async groupFor(asked, deed) {
        const survey = await organised.present(asked);
        const isOpen = stateOf(survey, now()) === "open";
        if (!isOpen && (deed === "retry" || deed === "resume" || deed === "move"))
          throw new Refusal("closed");
        return groupOf(survey);
      },
      moving: {
        mustFit: async (asked, at) => publishing.mustFit(await organised.present(asked), at),
        moved: async (asked) => publishing.reschedule(await organised.present(asked)),
      },
      cancelled: async (asked) => publishing.withdrawUnseen(await organised.present(asked)),
    }),
    route({
      method: "POST",
      path: "/surveys/:id/closure",
      about: "Closes the survey now; counting begins at once.",
      role: "Organiser",
      async handle(asked) {
        const survey = await organised.present(asked);
        return views.view(await publishing.close(survey), asked.person);
      },
    }),
    route({
      method: "PUT",
      path: "/surveys/:id/closing-time",
      about: "Moves the time at which an open survey closes; its cards say so.",
      role: "Organiser",
      input: closingInput,
      async handle(asked) {
        const survey = await organised.present(asked);
        return views.view(await publishing.moveClosing(survey, new Date(asked.input.closesAt)), asked.person);
      },
    }),
    route({
      method: "PUT",
      path: "/surveys/:id/sharing",
      about:
        "Shares the released results with the respondents, or no longer. Once the survey is open it can only be taken back.",
      role: "Organiser",
      input: sharingInput,
      async handle(asked) {
        const survey = await organised.present(asked);
        const { shared } = asked.input;
        if (survey.draft.shared === shared) return views.view(survey, asked.person);
        const { tenantId, id } = survey;
        const work = survey.openedAt ? [{ job: "surveys/redraw", work: { tenantId, surveyId: id } }] : [];
        const changed = await following({ jobs, clock }, work, () =>
          store.change(survey, (newest) => share(newest, shared, now())),
        );
        return views.view(changed, asked.person);
      },
    }),
  ];
}
