import { coffee } from "#features/coffee/feature.ts";
import { type Forum, forum } from "#features/forum/feature.ts";
import { type Glossary, glossary } from "#features/glossary/feature.ts";
import { jobs } from "#features/jobs/feature.ts";
import { network } from "#features/network/feature.ts";
import { people } from "#features/people/feature.ts";
import { surveys } from "#features/surveys/feature.ts";
import { type Translations, translations } from "#features/translations/feature.ts";
import { welcome } from "#features/welcome/feature.ts";
import type { Feature, Platform } from "#platform/feature.ts";
import { createChats } from "#platform/teams/chats.ts";
import { createDirectory } from "#platform/teams/directory/directory.ts";
import { createMemberships } from "#platform/teams/memberships.ts";
import type { Translating } from "#platform/translating.ts";

/** The features of the app, and every wire between them. */
export function features(ports: Platform) {
  const directory = createDirectory(ports);
  const platform = { ...ports, directory };
  const chats = createChats(platform.tables, platform.messenger, platform.places, platform.clock);
  const memberships = createMemberships({ ...platform, chats });
  const peopleFeature = people(platform);
  /** Surveys and coffee have their texts translated, and translations come back to them. */
  const translating = (kind: Parameters<Translations["of"]>[0]): Translating => ({
    order: (...asked) => translationsFeature.of(kind).order(...asked),
    states: (...asked) => translationsFeature.of(kind).states(...asked),
  });
  const surveysFeature = surveys({ ...platform, memberships, translating: translating("survey") });
  const coffeeFeature = coffee({
    ...platform,
    chats,
    memberships,
    languageOf: peopleFeature.languageOf,
    startSurvey: surveysFeature.start,
    changesBetweenSurveys: surveysFeature.changes,
    takeNotes: (notes) => forumFeature.noted(notes),
    translating: { series: translating("series"), session: translating("session") },
  });
  const networkFeature = network({
    ...platform,
    chats,
    memberships,
    languageOf: peopleFeature.languageOf,
    fields: (tenantId) => glossaryFeature.fields(tenantId),
    // One that fails does not keep the others from forgetting; all are asked again.
    onLeave: async (person) => {
      await Promise.all(
        [forumFeature, glossaryFeature, translationsFeature].map((each) => each.forget(person)),
      );
    },
  });
  const glossaryFeature: Feature & Glossary = glossary({
    ...platform,
    network: networkFeature,
    startTopic: (...begun) => forumFeature.startTopic(...begun),
    originOf: (...asked) => forumFeature.originOf(...asked),
  });
  const forumFeature: Forum = forum({
    ...platform,
    chats,
    languageOf: peopleFeature.languageOf,
    network: networkFeature,
    fields: glossaryFeature.fields,
    meetings: coffeeFeature.meetings,
  });
  const translationsFeature: Translations = translations({
    ...platform,
    chats,
    languageOf: peopleFeature.languageOf,
    network: networkFeature,
    glossary: glossaryFeature,
    sources: { survey: surveysFeature.translatable, ...coffeeFeature.translatable },
  });
  const others = [
    surveysFeature,
    coffeeFeature,
    networkFeature,
    forumFeature,
    glossaryFeature,
    translationsFeature,
    peopleFeature,
    jobs(platform),
  ];
  const welcomeFeature = welcome(platform, others);

  return {
    features: [welcomeFeature, ...others],
    people: peopleFeature,
    welcome: welcomeFeature,
    chats,
    directory,
  };
}
