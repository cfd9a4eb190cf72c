import { people } from "#features/people/feature.ts";
import { surveys } from "#features/surveys/feature.ts";
import { welcome } from "#features/welcome/feature.ts";
import type { Platform } from "#platform/feature.ts";

/** The features of the app, and every wire between them. */
export function features(platform: Platform) {
  const peopleFeature = people(platform);
  const surveysFeature = surveys(platform);
  const welcomeFeature = welcome(platform, [surveysFeature, peopleFeature]);

  return {
    features: [welcomeFeature, surveysFeature, peopleFeature],
    people: peopleFeature,
    welcome: welcomeFeature,
  };
}
