import type { BallotsPart } from "#features/surveys/ballots/part.ts";
import type { SurveyPart } from "#features/surveys/survey/part.ts";
import type { Part } from "#platform/combine.ts";
import type { Platform } from "#platform/feature.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { rosters } from "#platform/sending/rosters.ts";
import { surveyBot } from "./actions.ts";
import type { CardContext } from "./card.ts";
import { surveyLinks } from "./link-preview.ts";
import { cardMessage } from "./messages.ts";
import { cardRoutes } from "./routes.ts";

type Deps = Platform & { words: Record<Locale, Translate>; survey: SurveyPart; ballots: BallotsPart };

export type CardsPart = ReturnType<typeof cardsPart>;

/** The survey's card: posted, answered in chat, previewed in the tab and below a link. */
export function cardsPart({ words, survey, ballots, ...platform }: Deps) {
  const { clock, tabLink } = platform;
  const { store, access, organised } = survey;
  const contextFor = (locale: Locale): CardContext => ({ locale, t: words[locale], tabLink });

  return {
    contextFor,
    ...surveyBot(ballots.voting, contextFor),
    linkPreviews: surveyLinks({ store, access, clock, contextFor }),
    routes: cardRoutes({ organised, contextFor }),
    messages: { card: cardMessage({ store, rosters: rosters(platform), clock, contextFor }) },
  } satisfies Part & Record<string, unknown>;
}
