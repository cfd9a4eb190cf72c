import type { Language } from "bot/surveys/contract";
import { read, write } from "./browser-memory.ts";
import { liveValue, useLive } from "./observable.ts";

export const languages: readonly Language[] = ["sv", "fi", "en"];

/** Tags for dates, numbers and collation: "sv" alone writes 14:00 where Finland writes 14.00. */
export const localeTags: Record<Language, string> = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };

/** Each language's own name, never translated. */
export const languageNames: Record<Language, string> = { sv: "Svenska", fi: "Suomi", en: "English" };

/** The nearest of our languages to a tag such as "sv-SE", or undefined. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const start = tag?.toLowerCase().split("-")[0];
  return languages.find((language) => language === start);
}

/** Absent in tests, which run without a page. */
const html: HTMLElement | undefined = globalThis.document?.documentElement;
const chosen = languageOf(read("language"));
/** As Teams put it into the address: it may be "sv-FI" there. */
const asked = languageOf(new URLSearchParams(globalThis.location?.search).get("lang"));
const current = liveValue<Language>(chosen ?? asked ?? languageOf(html?.lang) ?? "sv");
if (html) html.lang = current.get();

type Preload = (language: Language) => Promise<unknown>;
const preloads: Preload[] = [];

/** Texts that must have come before the page turns to another language, so that nothing flickers. */
export const beforeLanguageChange = (preload: Preload): void => void preloads.push(preload);

export const languageNow = (): Language => current.get();
export const useLanguage = (): Language => useLive(current);

/** Turns the page to a language; `remember` when the person chose it, else it is only what the host speaks. */
export async function setLanguage(language: Language, { remember }: { remember: boolean }): Promise<void> {
  if (remember) write("language", language);
  else if (read("language")) return;
  await Promise.allSettled(preloads.map((preload) => preload(language)));
  if (html) html.lang = language;
  current.set(language);
}
