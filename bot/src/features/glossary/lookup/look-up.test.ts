import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { newConcept } from "#features/glossary/concepts/concept.ts";
import { glossaryStore } from "#features/glossary/concepts/store.ts";
import { draftOf, termOf } from "#test/harness/glossary.ts";
import { anna, type TestApp, testApp } from "#test/harness/harness.ts";
import { networked, outsider } from "#test/harness/network.ts";

/* Words as people write them, from the compose box: the search's own examples, through the app's door. */

type Pair = [string, string];
type Examples = { headwords: Pair[]; finnish: Pair[]; swedish: Pair[] };
const file = new URL("../../../platform/search/examples/municipal.json", import.meta.url);
const examples: Examples = JSON.parse(readFileSync(file, "utf8"));

let app: TestApp;

beforeAll(async () => {
  app = await testApp("2026-11-24T08:00:00Z");
  await networked(app);
  const store = glossaryStore(app.store.tables);
  for (const [fi, sv] of examples.headwords) {
    const draft = draftOf([termOf("fi", fi, "preferred"), termOf("sv", sv, "preferred")]);
    await store.add(newConcept(crypto.randomUUID(), anna, draft, app.clock.now(), "imported"));
  }
});

test.for([
  ["Finnish", "fi-FI", examples.finnish],
  ["Swedish", "sv-SE", examples.swedish],
] as const)(
  "whoever looks up an inflected %s word finds its term among the first five",
  async ([, tag, forms]) => {
    expect(forms).toHaveLength(50);
    const missed = [];
    for (const [form, headword] of forms) {
      const looked = await app.lookUp(outsider, "glossary/terms", form, { skip: 0, count: 5 }, tag);
      const titles = "results" in looked ? looked.results.map(({ title }) => title) : [];
      if (!titles.some((title) => title.split(" – ").includes(headword)))
        missed.push({ form, headword, titles });
    }
    expect(missed).toEqual([]);
  },
);
