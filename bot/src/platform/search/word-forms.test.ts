import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Locale } from "#platform/i18n/texts.ts";
import { formsOfTerm, readingsOf } from "./languages/word-forms.ts";

/*
 * Words of a text, and the term that they are a form of, or only look like. The first lists were written before the rules, the
 * others after, and no rule was made for them. They are what is asked for, not what works.
 */
type Lists = Record<Locale, { forms: Record<string, string>; others: Record<string, string> }>;
const files = ["in-text", "in-text-afterwards"] as const;

const listed = (file: string): Lists =>
  JSON.parse(readFileSync(new URL(`examples/${file}.json`, import.meta.url), "utf8"));

const pairsIn = (lists: Record<string, string>) =>
  Object.entries(lists).flatMap(([term, words]) => words.split(" ").map((word) => ({ term, word })));

function isForm(word: string, term: string, language: Locale): boolean {
  const forms = formsOfTerm(term, language);
  return readingsOf(word, language).some((reading) => forms.includes(reading));
}

test.for(files.flatMap((file) => (["sv", "fi", "en"] as const).map((language) => [file, language] as const)))(
  "of the words of %s in %s 95 % are found and 2 % wrongly",
  ([file, language]) => {
    const { forms, others } = listed(file)[language];
    const sought = pairsIn(forms);
    const lookAlikes = pairsIn(others);
    const missed = sought.filter(({ term, word }) => !isForm(word, term, language));
    const wrong = lookAlikes.filter(({ term, word }) => isForm(word, term, language));
    const rates = { missed: missed.length / sought.length, wrong: wrong.length / lookAlikes.length };
    const words = (pairs: typeof missed) => pairs.map(({ term, word }) => `${term}: ${word}`);

    console.info(
      `${file} ${language}: found ${(100 * (1 - rates.missed)).toFixed(1)} % of ${sought.length}, wrong ${(100 * rates.wrong).toFixed(1)} % of ${lookAlikes.length}`,
      words(missed),
      words(wrong),
    );
    expect(sought.length).toBeGreaterThanOrEqual(60);
    expect(lookAlikes.length).toBeGreaterThanOrEqual(60);
    expect({ ...rates, lists: [words(missed), words(wrong)] }).toMatchObject({
      missed: expect.toSatisfy((rate: number) => rate <= 0.05),
      wrong: expect.toSatisfy((rate: number) => rate <= 0.02),
    });
  },
);
