import { expect, test } from "vitest";
import { propose } from "#features/glossary/concepts/concept.ts";
import { type Entry, entryOf } from "#features/glossary/concepts/entry.ts";
import { anna, draftOf, now, termOf } from "#features/glossary/concepts/testing.ts";
import { type ConceptDraft, languages } from "#features/glossary/contract.ts";
import en from "#features/glossary/texts/en.json" with { type: "json" };
import fi from "#features/glossary/texts/fi.json" with { type: "json" };
import sv from "#features/glossary/texts/sv.json" with { type: "json" };
import { defineTexts, translators } from "#platform/i18n/texts.ts";
import { cardBytes, mostCardBytes } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import { textsOf } from "#test/harness/harness.ts";
import { checkCard, conceptCard, findingsCard, type Ink, newsCard } from "./card.ts";
import { headAndRest, inWords } from "./term-words.ts";

const words = translators(defineTexts({ sv, fi, en }));
const inkIn = (locale: "sv" | "fi" | "en"): Ink => ({
  locale,
  t: words[locale],
  words,
  tabLink: (page) =>
    `https://teams.microsoft.com/l/entity/${"0".repeat(36)}/terms?webUrl=${encodeURIComponent(page)}`,
});

function entry(draft: ConceptDraft): Entry {
  const made = entryOf({ ...propose("7e570000-0000-4000-8000-000000000001", anna, draft, now), draft });
  if (!made) throw new Error("Removed");
  return made;
}

test("each language has its own marks, whichever one the card is in", () => {
  const terms = languages.flatMap((language) => [
    termOf(language, "a", "preferred"),
    termOf(language, "b", "admitted"),
    termOf(language, "c", "deprecated"),
    termOf(language, "d", "superseded"),
    termOf(language, "e", "proposed"),
  ]);
  const { terms: listed } = entry(draftOf(terms));

  expect(languages.map((language) => headAndRest(listed[language], language, words))).toEqual([
    { head: "a", rest: "även b, \\*e; hellre än c; inte d" },
    { head: "a", rest: "myös b, \\*e; mieluummin kuin c; ei d" },
    { head: "a", rest: "also b, \\*e; rather than c; not d" },
  ]);
});

test.for([
  [{ gender: "common" }, "budget \\(en\\)"],
  [{ gender: "neuter", usage: ["FI"] }, "budget \\(ett\\) \\(FI\\)"],
  [{ usage: ["SE"] }, "budget \\(SE\\)"],
  [{ usage: ["FI", "SE"] }, "budget"],
  [{ equivalence: "near" }, "\\~ budget"],
  [{ equivalence: "broader" }, "\\< budget"],
  [{ equivalence: "narrower" }, "\\> budget"],
  [{ status: "inReview" }, "\\*budget"],
] as const)("%o is written %s", ([changes, expected]) => {
  const { usage = [], ...more } = { usage: [], ...changes };
  expect(inWords(termOf("sv", "budget", "preferred", { usage: [...usage], ...more }), "sv")).toBe(expected);
});

test("the largest cards are within what Teams takes, in every language", () => {
  const filler = '*"[x](y)<'.repeat(30).slice(0, 200);
  const terms = Array.from({ length: 30 }, (_, at) =>
    termOf(languages[at % 3] ?? "sv", filler, at < 3 ? "preferred" : "deprecated", {
      id: `t${at}`,
      source: filler,
    }),
  );
  const said = { definition: { text: filler.repeat(10), source: filler.repeat(3).slice(0, 500) }, note: "" };
  const full = entry(draftOf(terms, { sv: said, fi: said, en: said }));
  const finding = {
    found: filler,
    preferred: [filler, filler, filler],
    conceptId: full.id,
    language: "sv",
    status: "deprecated",
    before: "*".repeat(42),
    after: "*".repeat(42),
  } as const;
  const findings = Array.from({ length: 100 }, () => ({ ...finding, preferred: [...finding.preferred] }));

  for (const locale of languages) {
    const ink = inkIn(locale);
    const cards: Card[] = [
      conceptCard(full, [], ink, filler),
      newsCard(
        Array.from({ length: 100 }, () => full),
        ink,
      ),
      findingsCard(findings, ink),
      findingsCard([], ink),
      checkCard(ink),
    ];
    for (const card of cards) {
      expect(cardBytes(card)).toBeLessThan(mostCardBytes);
      expect(textsOf(card).join("\n")).not.toMatch(/\$\{|(?<!\\)</);
    }
  }
});
