import { type Language, languages, type Term } from "#features/glossary/contract.ts";

export type Code = { code: string; language: Language | undefined; usage: Term["usage"] };

/** ISO 639-2, and the names that people write in our languages. */
const names: Record<Language, readonly string[]> = {
  sv: [
    "swe",
    "svenska",
    "ruotsi",
    "swedish",
    "finlandssvenska",
    "sverigesvenska",
    "suomenruotsi",
    "rikssvenska",
  ],
  fi: ["fin", "finska", "suomi", "finnish"],
  en: ["eng", "engelska", "englanti", "english"],
};
const ofPlace: Record<string, Term["usage"]> = {
  finlandssvenska: ["FI"],
  suomenruotsi: ["FI"],
  sverigesvenska: ["SE"],
  rikssvenska: ["SE"],
};

/**
 * A language tag such as "sv-FI" or "en_GB", or a language by its name. Of its region only Finland and Sweden are kept, as
 * a term's usage, and not where it says nothing: Finnish is of Finland and English of neither.
 */
export function languageOf(tag: string): Code {
  const [written = "", ...rest] = tag.normalize("NFC").trim().toLowerCase().split(/[-_]/);
  const language = languages.find((each) => each === written || names[each].includes(written));
  const code = language ?? written;
  const region = rest.find((each) => each === "fi" || each === "se");
  const saysNothing = !language || language === "en" || language === region;
  if (Object.hasOwn(ofPlace, written)) return { code, language, usage: ofPlace[written] ?? [] };
  return { code, language, usage: saysNothing || !region ? [] : [region === "fi" ? "FI" : "SE"] };
}
