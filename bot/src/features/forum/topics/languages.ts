import type { Language } from "#features/forum/contract.ts";

/** The most usual words of each language that the others do not have: one sentence has some of them. */
const usual: Record<Language, ReadonlySet<string>> = {
  sv: new Set(
    "och att det som en är för på inte av med jag vi ni till om ett den hur vad kan ska har eller men från också".split(
      " ",
    ),
  ),
  fi: new Set(
    "ja on ei että se mutta kun kuin ole oli niin myös tai vai mikä miten minä sinä hän me te he voi onko siis ovat joka".split(
      " ",
    ),
  ),
  en: new Set(
    "the and of to is in that it for you with this are be as not have what how can was but from or which does".split(
      " ",
    ),
  ),
};

const mostWords = 200;

/** The language that a text is written in, guessed by its most usual words; undefined where nothing tells. */
export function languageOf(text: string): Language | undefined {
  const words =
    text
      .toLowerCase()
      .normalize("NFC")
      .match(/\p{L}+/gu)
      ?.slice(0, mostWords) ?? [];
  const counts = (["sv", "fi", "en"] as const).map((language) => ({
    language,
    count: words.filter((word) => usual[language].has(word)).length,
  }));
  const [best, next] = counts.toSorted((one, other) => other.count - one.count);
  return best && next && best.count > next.count ? best.language : undefined;
}
