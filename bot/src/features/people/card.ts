import { type Locale, locales, type Translate } from "#platform/i18n/texts.ts";
import { cardTemplate } from "#platform/teams/card.ts";
import type { Place } from "#platform/teams/turn.ts";
import language from "./cards/language.json" with { type: "json" };

const languageTemplate = cardTemplate(language);

type Words = Record<Locale, Translate>;

/** `just` is the text key of what was just chosen. */
export function languageCard(words: Words, locale: Locale, place: Place, just?: "mineDone" | "placeDone") {
  const t = words[locale];
  const choice = (label: string, verb: string) => ({
    label: t(label),
    // Each language is named in itself: who can't read the card's language must find their own.
    buttons: locales.map((each) => ({ title: words[each]("ownName"), verb, language: each })),
  });
  const choices = [choice("mine", "people/language")];
  if (place.scope !== "personal") choices.push(choice("place", "people/placeLanguage"));
  return languageTemplate({ lang: locale, title: t("languageTitle"), done: just ? t(just) : "", choices });
}
