import { coffee } from "#features/coffee/feature.ts";
import { network } from "#features/network/feature.ts";
import { people } from "#features/people/feature.ts";
import { surveys } from "#features/surveys/feature.ts";
import { welcome } from "#features/welcome/feature.ts";
import type { Platform } from "#platform/feature.ts";
import { createChats } from "#platform/teams/chats.ts";

/** The features of the app, and every wire between them. */
export function features(platform: Platform) {
  const chats = createChats(platform.tables, platform.messenger, platform.places);
  const peopleFeature = people(platform);
  const surveysFeature = surveys(platform);
  const coffeeFeature = coffee({
    ...platform,
    chats,
    languageOf: peopleFeature.languageOf,
    startSurvey: surveysFeature.start,
    changesBetweenSurveys: surveysFeature.changes,
    takeNotes: async () => undefined,
  });
  const networkFeature = network({
    ...platform,
    chats,
    languageOf: peopleFeature.languageOf,
    fields: async () => [],
    onLeave: async () => undefined,
  });
  const others = [surveysFeature, coffeeFeature, networkFeature, peopleFeature];
  const welcomeFeature = welcome(platform, others);

  return {
    features: [welcomeFeature, ...others],
    people: peopleFeature,
    welcome: welcomeFeature,
    chats,
  };
}
