import type { Draft, Results, SurveyView } from "#features/surveys/contract.ts";
import { template } from "#features/surveys/survey/templates.ts";
import type { SendingView } from "#platform/sending/contract.ts";
import { anna, channel, type TestApp } from "./harness.ts";

/* Surveys to test with, and an organiser's steps through the app's door. */

export const monday = "2026-11-23T08:00:00Z";
export const friday = "2026-11-27T14:00:00.000Z";
export const saturday = "2026-11-28T08:00:00Z";

export const pulse: Draft = { ...template("veckopuls").draft, closesAt: friday };
export const threeLanguages: Draft = { ...pulse, languages: ["sv", "fi", "en"] };
export const coffee: Draft = { ...template("efter-kaffet").draft, closesAt: friday };
export const customerSurvey: Draft = { ...template("kundenkat").draft, closesAt: friday };

export const organise = (app: TestApp) => ({
  write: async (draft: Draft, id: string = crypto.randomUUID()) =>
    (await app.ask(anna, ["Organiser"], "POST", "/surveys", { id, draft })) as SurveyView,

  /** However few can answer, unless the test asks what is said then. */
  send: async (
    id: string,
    places = [channel],
    at: string | null = null,
    sendingId: string = crypto.randomUUID(),
    evenIfFew = true,
  ) => {
    const input = { id: sendingId, placeIds: places.map((place) => place.id), at, evenIfFew };
    return (await app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/sendings`, input)) as SendingView;
  },

  sendings: async (id: string) => {
    const answer = await app.ask(anna, ["Organiser"], "GET", `/surveys/${id}/sendings`);
    return (answer as { sendings: SendingView[] }).sendings;
  },

  view: async (id: string) => (await app.ask(anna, ["Organiser"], "GET", `/surveys/${id}`)) as SurveyView,
  close: (id: string) => app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/closure`),
  results: async (id: string) =>
    (await app.ask(anna, ["Organiser"], "GET", `/surveys/${id}/results`)) as Results,
});

/** A survey that is open and posted in the channels. */
export async function posted(app: TestApp, draft: Draft, places = [channel]): Promise<string> {
  for (const place of places) await app.places.remember(place);
  const { id } = await organise(app).write(draft);
  await organise(app).send(id, places);
  await app.work();
  return id;
}
