import type { Locale, Translate } from "#platform/i18n/texts.ts";
import { cardTemplate, plain } from "#platform/teams/card.ts";
import type { Place } from "#platform/teams/turn.ts";
import line from "./cards/line.json" with { type: "json" };
import welcome from "./cards/welcome.json" with { type: "json" };

const welcomeTemplate = cardTemplate(welcome);
const lineTemplate = cardTemplate(line);

export type CommandLine = { word: string; about: string };

export const welcomeCard = (
  t: Translate,
  locale: Locale,
  place: Place,
  opening: string,
  commands: CommandLine[],
  tabLink: string,
) =>
  welcomeTemplate({
    lang: locale,
    title: t("title"),
    opening: plain(opening),
    about: t(`about.${place.scope}`),
    privacy: t("privacy"),
    commandsTitle: t("commandsTitle"),
    commands,
    open: t("open"),
    tabLink,
    languages: [
      { language: "sv", title: "Svenska" },
      { language: "fi", title: "Suomi" },
      { language: "en", title: "English" },
    ].filter(({ language }) => language !== locale),
  });

export const lineCard = (text: string) => lineTemplate({ text: plain(text) });
