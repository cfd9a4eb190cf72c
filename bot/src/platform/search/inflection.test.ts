import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { createSearch } from "./create-search.ts";
import type { Index } from "./search.ts";

/*
 * Words of municipal language as people write them, and the headword that is to be found by each, among 274 headwords in
 * Finnish and Swedish. The lists are what is asked for, not what works: a form is only changed where the language has it otherwise.
 */
type Pair = [string, string];
type Examples = { headwords: Pair[]; finnish: Pair[]; swedish: Pair[]; typos: Pair[] };
type Concept = { fi: string; sv: string };

const file = new URL("examples/municipal.json", import.meta.url);
const examples: Examples = JSON.parse(readFileSync(file, "utf8"));
const tenantId = "kommun";

test.each([
  ["Finnish", examples.finnish, 50],
  ["Swedish", examples.swedish, 50],
  ["misspelt", examples.typos, 20],
] as const)("each %s word finds its headword among the first five", async (_, pairs, count) => {
  const terms = await glossary();

  const found = pairs.map(async ([form, headword]) => {
    const first = await headwordsFor(terms, form);
    return first.includes(headword) ? [] : [{ form, headword, first }];
  });

  expect((await Promise.all(found)).flat()).toEqual([]);
  expect(pairs).toHaveLength(count);
});

test("every headword is the first that it finds itself", async () => {
  const terms = await glossary();
  const others = [];
  for (const [fi, sv] of examples.headwords)
    for (const headword of [fi, sv]) {
      const [first] = await terms.search(tenantId, headword, { limit: 1 });
      if (first?.document.fi !== headword && first?.document.sv !== headword) others.push([headword, first]);
    }
  expect(others).toEqual([]);
});

test.each([
  ["käännöstarjous", ["käännös", "tarjous"]],
  ["kommunalförvaltningsbeslut", ["päätös"]],
  ["översättningsbyråns", ["käännöstoimisto"]],
  ["tarjous", ["tarjous", "tarjouspyyntö"]],
  ["lautakunta", ["lautakunta", "tarkastuslautakunta"]],
])("%s finds the parts of a compound, or the compounds of a part", async (query, expected) => {
  const terms = await glossary();
  const found = await terms.search(tenantId, query, { limit: 10 });
  expect(found.map(({ document }) => document.fi)).toEqual(expect.arrayContaining(expected));
});

async function glossary(): Promise<Index<Concept>> {
  const { tables } = await openEmbedded(":memory:");
  return createSearch({ tables, clock: { now: () => new Date("2027-01-14T12:00:00Z") } }).open<Concept>({
    name: "terms",
    version: 1,
    wordsOf: ({ fi, sv }) => [
      { text: fi, language: "fi", as: "heading" },
      { text: sv, language: "sv", as: "heading" },
    ],
    async *read() {
      for (const [fi, sv] of examples.headwords) yield { id: fi, document: { fi, sv } };
    },
  });
}

async function headwordsFor(terms: Index<Concept>, query: string): Promise<string[]> {
  const found = await terms.search(tenantId, query, { limit: 5 });
  return found.flatMap(({ document }) => [document.fi, document.sv]);
}
