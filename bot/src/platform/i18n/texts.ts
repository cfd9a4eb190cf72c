import i18next, { type TFunction } from "i18next";

export const locales = ["sv", "fi", "en"] as const;
export type Locale = (typeof locales)[number];
export type Texts = Record<Locale, Record<string, string>>;
export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** Tags for dates, numbers and collation: "sv" alone writes 14:00 where Finland writes 14.00. */
export const localeTags: Record<Locale, string> = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };

/** Every locale must carry every key: a missing one does not compile. */
export function defineTexts<Key extends string>(texts: Record<Locale, Record<Key, string>>): Texts {
  return texts;
}

/** The nearest of our languages to a tag such as "sv-SE", or undefined. */
export function localeOf(tag: string | undefined): Locale | undefined {
  const language = tag?.toLowerCase().split("-")[0];
  return locales.find((locale) => locale === language);
}

/** One translator per feature and language, over i18next messages; a missing key is a bug and throws. */
export function translators(texts: Texts): Record<Locale, Translate> {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    lng: "sv",
    resources: Object.fromEntries(locales.map((locale) => [locale, { translation: texts[locale] }])),
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
    fallbackLng: false,
  });
  const translate =
    (t: TFunction, locale: Locale): Translate =>
    (key, values = {}) => {
      const text = t(key, values);
      if (text === key) throw new Error(`No text "${key}" in ${locale}`);
      return text;
    };
  return {
    sv: translate(instance.getFixedT("sv"), "sv"),
    fi: translate(instance.getFixedT("fi"), "fi"),
    en: translate(instance.getFixedT("en"), "en"),
  };
}
