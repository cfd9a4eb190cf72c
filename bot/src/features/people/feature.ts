import { type Feature, type Platform, route } from "#platform/feature.ts";
import { defineTexts, translators } from "#platform/i18n/texts.ts";
import type { Person } from "#platform/teams/turn.ts";
import { peopleBot } from "./actions.ts";
import { languageInput, type Me } from "./contract.ts";
import { peopleStore } from "./store.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

export type People = Feature & {
  languageOf(person: Person): Promise<Me["language"]>;
  /** What somebody has chosen, once they have removed the bot. */
  forget(person: Pick<Person, "tenantId" | "id">): Promise<void>;
};

/** People's own choices: which language they read. */
export function people({ tables, clock, places }: Platform): People {
  const store = peopleStore(tables, clock);
  const me = async ({ person }: { person: Omit<Me, "language"> & Person }): Promise<Me> => ({
    id: person.id,
    name: person.name,
    roles: person.roles,
    language: await store.languageOf(person),
  });

  const texts = defineTexts({ sv, fi, en });

  return {
    name: "people",
    texts,
    ...peopleBot(store, places, translators(texts)),
    routes: [
      route({
        method: "GET",
        path: "/me",
        about: "Who is signed in, and their language.",
        role: "anyone",
        handle: me,
      }),
      route({
        method: "PUT",
        path: "/me/language",
        about: "Chooses the language of cards and tab.",
        role: "anyone",
        input: languageInput,
        async handle(asked) {
          await store.chooseLanguage(asked.person, asked.input.language);
          return me(asked);
        },
      }),
    ],
    languageOf: store.languageOf,
    forget: store.forget,
  };
}
