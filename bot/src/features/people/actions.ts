import { action, type Feature } from "#platform/feature.ts";
import type { Locale, Translate } from "#platform/i18n/texts.ts";
import type { Places } from "#platform/teams/places.ts";
import { languageCard } from "./card.ts";
import { languageInput } from "./contract.ts";
import type { PeopleStore } from "./store.ts";

type Words = Record<Locale, Translate>;

/** Language in chat: one's own everywhere, and the one that the bot speaks in a channel or group chat. */
export const peopleBot = (
  store: PeopleStore,
  places: Places,
  words: Words,
): Required<Pick<Feature, "commands" | "actions">> => ({
  commands: {
    language: {
      words: "languageWords",
      about: "languageAbout",
      run: async ({ locale, place }) => ({ card: languageCard(words, locale, place) }),
    },
  },
  actions: {
    language: action(languageInput, async ({ language }, { person, place }) => {
      await store.chooseLanguage(person, language);
      return { card: languageCard(words, language, place, "mineDone") };
    }),
    placeLanguage: action(languageInput, async ({ language }, { place, locale }) => {
      await places.setLocale(place, language);
      return { card: languageCard(words, locale, place, "placeDone") };
    }),
  },
});
