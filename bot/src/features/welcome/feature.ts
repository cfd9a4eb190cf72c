import { z } from "zod";
import { action, type Feature, type Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, type Translate, translators } from "#platform/i18n/texts.ts";
import type { Outgoing } from "#platform/teams/incoming/incoming.ts";
import type { Place, Reply, Turn } from "#platform/teams/turn.ts";
import { type CommandLine, lineCard, welcomeCard } from "./card.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

export type Welcome = Feature & {
  greet(place: Place, locale: Locale): Outgoing;
  lost(turn: Turn, text: string): Reply;
  line(notice: string): { card: ReturnType<typeof lineCard>; summary: string };
};

/** The first words, the help, and an answer to everything that no command knows. */
export function welcome({ tabLink }: Platform, others: Feature[]): Welcome {
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const guides = others.map((feature) => ({
    commands: feature.commands ?? {},
    in: translators(feature.texts),
  }));

  const commandLines = (locale: Locale): CommandLine[] => [
    ...guides.flatMap((guide) =>
      Object.values(guide.commands).map(({ words, about }) => line(guide.in[locale], words, about)),
    ),
    line(words[locale], "helpWords", "helpAbout"),
  ];

  const card = (locale: Locale, place: Place, opening: string) =>
    welcomeCard(words[locale], locale, place, opening, commandLines(locale), tabLink("/surveys"));

  return {
    name: "welcome",
    texts,
    commands: {
      help: {
        words: "helpWords",
        about: "helpAbout",
        run: async ({ locale, place, t }) => ({ card: card(locale, place, t("helpOpening")) }),
      },
      hello: {
        words: "helloWords",
        about: "helpAbout",
        run: async ({ locale, place, person, t }) => ({
          card: card(locale, place, t("hello", { name: firstName(person.name) })),
        }),
      },
    },
    actions: {
      help: action(
        z.strictObject({ language: z.enum(["sv", "fi", "en"]) }),
        async ({ language }, { place }) => ({
          card: card(language, place, words[language]("welcome")),
        }),
      ),
    },
    greet: (place, locale) => ({
      messages: [{ card: card(locale, place, words[locale]("welcome")), summary: words[locale]("summary") }],
    }),
    lost: ({ locale, place, t }) => ({ card: card(locale, place, t("lost")) }),
    line: (notice) => ({ card: lineCard(notice), summary: notice }),
  };
}

const line = (t: Translate, words: string, about: string): CommandLine => ({
  word: t(words).split("|")[0] ?? "",
  about: t(about),
});

const firstName = (name: string) => name.split(" ")[0] ?? name;
