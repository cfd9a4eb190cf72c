import { expect, test } from "vitest";
import type { Language } from "#features/glossary/contract.ts";
import { type Known, matcher } from "./matching.ts";

type Words = Partial<Record<Language, string>>;

const known = (id: string, words: Words, field: string | null = null): Known => {
  const in_ = (language: Language) =>
    words[language] === undefined ? [] : [{ term: words[language], status: "preferred" as const }];
  return { id, field, terms: { sv: in_("sv"), fi: in_("fi"), en: in_("en") } };
};

const read = (words: Words) =>
  ({
    id: null,
    draft: { terms: Object.entries(words).map(([language, term]) => ({ language, term, status: null })) },
  }) as unknown as Parameters<ReturnType<typeof matcher>["match"]>[0];

const namnd = known("namnd", { sv: "nämnd", fi: "lautakunta", en: "committee" }, "politik");

test.for<[what: string, file: Words, field: string | null, id: string | undefined]>([
  ["two languages decide", { sv: "nämnd", fi: "lautakunta" }, null, "namnd"],
  ["two languages decide in another field too", { sv: "nämnd", fi: "lautakunta" }, "ekonomi", "namnd"],
  ["two of three decide", { sv: "nämnd", fi: "valiokunta", en: "committee" }, null, "namnd"],
  ["one of three decides nothing", { sv: "kommitté", fi: "toimikunta", en: "committee" }, null, undefined],
  ["one of two decides nothing", { sv: "kommitté", en: "committee" }, "politik", undefined],
  ["the only language that the file has decides", { en: "committee" }, null, "namnd"],
  ["the only language decides nothing in another field", { en: "committee" }, "ekonomi", undefined],
  ["capital letters are no difference", { sv: "Nämnd", fi: "LAUTAKUNTA" }, null, "namnd"],
  ["nor are decomposed letters", { sv: "na\u0308mnd", fi: "lautakunta" }, null, "namnd"],
  [
    "nor are soft hyphens and what is invisible",
    { sv: "nä\u00admnd", fi: "lauta\u200bkunta" },
    null,
    "namnd",
  ],
])("%s", ([, file, field, id]) => {
  const match = matcher([namnd]).match(read(file), field);

  expect(match.id).toBe(id);
  if (id === undefined)
    expect(match.alike).toEqual({
      known: namnd,
      word: "committee",
      differs: Object.keys(file).length > 1 ? "languages" : "field",
    });
});

test("a concept that only the language without a term could tell apart is matched by the other", () => {
  const one = known("one", { sv: "utskott" });
  expect(matcher([one]).match(read({ sv: "utskott", fi: "valiokunta" }), null).id).toBe("one");
});

test("each concept is taken once, and what has no word in common is nothing like it", () => {
  const match = matcher([namnd]);
  expect(match.match(read({ sv: "nämnd", fi: "lautakunta" }), null).id).toBe("namnd");
  expect(match.match(read({ sv: "nämnd", fi: "lautakunta" }), null)).toEqual({});
  expect(matcher([namnd]).match(read({ sv: "styrelse" }), null)).toEqual({});
});
