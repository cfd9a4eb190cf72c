import type { Role } from "#platform/auth/role.ts";
import type { Locale } from "#platform/i18n/texts.ts";

/** Somebody to be, in local mode and in tests: a first name, and all of it invented. */
export type DemoPerson = { id: string; name: string; roles: readonly Role[]; about: Record<Locale, string> };

/* The same ids stand in .m365agentsplayground.yml; a test compares. */
export const demoTenantId = "3c9d1f52-7a48-4a51-9d1e-5b0f8e6a2c10";
export const demoBotId = "5d2e8a34-1c6b-4f0a-8e57-90c4b1d7f3a6";
export const demoTabClientId = "e81b6c47-93d0-4b7e-a2f5-6c08d94e1b35";

/** What a person's highest role is called where they are chosen from. */
export const roleWords: Record<Role | "none", Record<Locale, string>> = {
  Admin: { sv: "administratör", fi: "ylläpitäjä", en: "administrator" },
  Organiser: { sv: "gör enkäter", fi: "kyselyn laatija", en: "organiser" },
  Reader: { sv: "läsare", fi: "lukija", en: "reader" },
  none: { sv: "svarar", fi: "vastaaja", en: "respondent" },
};

export const demoPeople: readonly DemoPerson[] = [
  {
    id: "a17c52e0-4b8f-4d36-9a21-c0f3d58e6b01",
    name: "Anna",
    roles: ["Admin"],
    about: {
      sv: "Gör enkäter och sköter appen.",
      fi: "Tekee kyselyitä ja ylläpitää sovellusta.",
      en: "Makes surveys and looks after the app.",
    },
  },
  {
    id: "b26d63f1-5c90-4e47-8b32-d104e69f7c02",
    name: "Bo",
    roles: ["Reader"],
    about: {
      sv: "Läser resultat som andra har tagit fram.",
      fi: "Lukee muiden kyselyiden tuloksia.",
      en: "Reads the results of others' surveys.",
    },
  },
  {
    id: "c3587402-6da1-4f58-9c43-e215f7a08d03",
    name: "Carita",
    roles: [],
    about: {
      sv: "Svarar på enkäter och ser det som delas.",
      fi: "Vastaa kyselyihin ja näkee jaetut tulokset.",
      en: "Answers surveys and sees what is shared.",
    },
  },
  {
    id: "d4698513-7eb2-4069-8d54-f32608b19e04",
    name: "Demir",
    roles: ["Organiser"],
    about: {
      sv: "Gör enkäter i ett annat team.",
      fi: "Tekee kyselyitä toisessa tiimissä.",
      en: "Makes surveys in another team.",
    },
  },
];
