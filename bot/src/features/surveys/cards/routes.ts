import { type CardPreview, languages } from "#features/surveys/contract.ts";
import type { OrganisedSurvey } from "#features/surveys/survey/access.ts";
import { type Route, route } from "#platform/feature.ts";
import { NotFound } from "#platform/refusal.ts";
import { cardBytes } from "#platform/teams/card.ts";
import { type CardContext, surveyCard } from "./card.ts";

type Ports = { organised: OrganisedSurvey; contextFor(locale: CardContext["locale"]): CardContext };

/** The card for the tab. */
export function cardRoutes({ organised, contextFor }: Ports): Route[] {
  return [
    route({
      method: "GET",
      path: "/surveys/:id/cards/:language",
      about: "The card as it will be posted, in one language.",
      role: "Organiser",
      async handle(asked): Promise<CardPreview> {
        const survey = await organised.present(asked);
        const language = languages.find((each) => each === asked.params.language);
        if (!language) throw new NotFound("unknownSurvey");
        const card = surveyCard(survey, contextFor(language));
        return { language, card, bytes: cardBytes(card) };
      },
    }),
  ];
}
