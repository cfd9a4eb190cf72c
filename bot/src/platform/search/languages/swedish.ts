import { stemmer } from "@orama/stemmers/swedish";

/*
 * Snowball's Swedish stemmer takes off most endings, but not those of beslutet and listan, and cuts myndighet and
 * myndigheten in two places. What it misses is taken off before, as one more stem beside its own. The forms are from
 * Svenska Akademiens grammatik, volume 2, on the inflection of nouns.
 */
const missed: [RegExp, string][] = [
  [/(?<=...)(?:et|an)s?$/, ""],
  [/(?<=..het)(?:en|er|erna)?s?$/, ""],
  // ansökan: ansökningar
  [/(?<=sök|mäl|fråg|löp)ning(?:en|ar|arna)?s?$/, ""],
];

/** One or two stems of a lower-case word: two forms of a word have one in common. */
export function swedishStems(word: string): string[] {
  const stripped = missed.flatMap(([ending, by]) => (ending.test(word) ? [word.replace(ending, by)] : []));
  return [
    ...new Set([stemmer(word), ...stripped.map((stem) => (stem.endsWith("het") ? stem : stemmer(stem)))]),
  ];
}
