import { z } from "zod";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { type Survey, stateOf } from "#features/surveys/survey/survey.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Rosters } from "#platform/sending/rosters.ts";
import type { Message } from "#platform/sending/sender.ts";
import type { Place } from "#platform/teams/turn.ts";
import { type CardContext, closedCard, languageFor, surveyCard } from "./card.ts";

type Ports = {
  store: SurveyStore;
  rosters: Rosters;
  clock: Clock;
  contextFor(locale: CardContext["locale"]): CardContext;
};

/** What the card is drawn from. */
export const cardSubject = z.object({ surveyId: z.string() });

/** The survey's card in the language of the place: posted while the survey is open, replaced by one that says it is closed. */
export function cardMessage({ store, rosters, clock, contextFor }: Ports): Message {
  return async (subject, place, deed) => {
    const { surveyId } = cardSubject.parse(subject);
    const survey = await store.find(place.tenantId, surveyId).catch(undefinedIfGone);
    const state = survey && stateOf(survey, clock.now());
    if (!survey || survey.removedAt || state === "draft") return undefined;
    const locale = languageFor(survey, place.locale ?? "sv");
    const summary = survey.draft.title[locale];
    if (state === "open") {
      // Before the post: whoever sees the card may answer at once.
      if (deed === "post") await store.postedIn(place.tenantId, place.id, survey.id);
      return { card: await refreshed(survey, place, contextFor(locale)), summary };
    }
    return deed === "update" ? { card: closedCard(survey, contextFor(locale)), summary } : undefined;
  };

  async function refreshed(survey: Survey, place: Place, context: CardContext) {
    const card = surveyCard(survey, context);
    if (place.scope === "personal") return card;
    const action = { type: "Action.Execute", verb: "surveys/show", data: { survey: survey.id } };
    return { ...card, refresh: { action, userIds: await rosters.refreshedIn(place) } };
  }
}
