import type { Language } from "bot/surveys/contract";
import i18next, { type TFunction } from "i18next";
import { use } from "react";
import { beforeLanguageChange, languageNow, languages, useLanguage } from "./language.ts";

/** A key as it is asked for: i18next adds the plural's ending by `count`. */
type Asked<Key extends string> = Key extends
  | `${infer Stem}_zero`
  | `${infer Stem}_one`
  | `${infer Stem}_other`
  ? Stem
  : Key;
export type Translate<Key extends string = string> = (key: Key, values?: Record<string, unknown>) => string;

export type Texts<Key extends string> = { load(language: Language): Promise<Translate<Asked<Key>>> };
/** What a feature's texts are asked through. */
export type TranslateOf<T> = T extends Texts<infer Key> ? Translate<Asked<Key>> : never;
type Load<Key extends string> = Record<Language, () => Promise<{ default: Record<Key, string> }>>;

/** Those that were asked for when their code came. */
const first: Promise<unknown>[] = [];
/** Resolves when they are here, or will not come. */
export const textsCome = (): Promise<unknown> => Promise.allSettled(first);

/**
 * One feature's texts, each language a chunk of its own. Loading starts at once, beside the code that shows them.
 * A key missing in one language does not compile.
 */
export function defineTexts<Key extends string>(chunks: Load<Key>): Texts<Key> {
  const promises: Partial<Record<Language, Promise<Translate<Asked<Key>>>>> = {};

  const read = (language: Language) => {
    const promise: Promise<Translate<Asked<Key>>> = chunks[language]().then(
      (chunk) => {
        const t = translator(language, chunk.default);
        // What React itself notes on a promise that has come, so that what is there is not waited for.
        Object.assign(promise, { status: "fulfilled", value: t });
        return t;
      },
      (error: unknown) => {
        delete promises[language];
        throw error;
      },
    );
    return promise;
  };
  const load = (language: Language) => {
    promises[language] ??= read(language);
    return promises[language];
  };

  beforeLanguageChange(load);
  const asked = load(languageNow());
  asked.catch(() => {}); // The component that needs it asks again, and its error is shown there.
  first.push(asked);
  return { load };
}

/** The feature's texts in the language of the page; waits (suspends) until they have come. */
export function useTexts<Key extends string>(texts: Texts<Key>): Translate<Asked<Key>> {
  const language = useLanguage();
  // Always through use(): React fails where a component that waited does without it when it is rendered again.
  return use(texts.load(language));
}

/** i18next's plurals and values over one flat file; braces as in the bot: {name}. */
export function translator<Key extends string>(
  language: Language,
  words: Record<Key, string>,
): Translate<Asked<Key>> {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    lng: language,
    supportedLngs: [...languages],
    resources: { [language]: { translation: words } },
    keySeparator: false,
    nsSeparator: false,
    fallbackLng: false,
    interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
  });
  const t: TFunction = instance.t;
  return (key: string, values: Record<string, unknown> = {}) => t(key, values);
}
