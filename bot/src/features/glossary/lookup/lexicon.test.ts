import { expect, test } from "vitest";
import { propose } from "#features/glossary/concepts/concept.ts";
import { type Entry, entryOf } from "#features/glossary/concepts/entry.ts";
import { anna, decidedBudget, draftOf, now, termOf } from "#features/glossary/concepts/testing.ts";
import type { ConceptDraft } from "#features/glossary/contract.ts";
import { formsOfTerm as formsOf, readingsOf } from "#platform/search/languages/word-forms.ts";
import { createLexicon } from "./lexicon.ts";
import { languagesOf } from "./text-language.ts";
import { inText } from "./text-scan.ts";

const tenantId = anna.tenantId;

/** An index of these concepts, that more are put into. */
function indexed(...drafts: ConceptDraft[]) {
  const entries = new Map<string, Entry>();
  const put = (id: string, draft: ConceptDraft) => {
    const entry = entryOf({ ...propose(id, anna, draft, now), draft });
    if (entry) entries.set(id, entry);
  };
  drafts.forEach((draft, at) => void put(`${at}`, draft));
  return { index: { all: async () => entries }, put, remove: (id: string) => entries.delete(id) };
}

const found = async (checked: Promise<{ found: string }[]>) => (await checked).map((each) => each.found);

test("the longest term at a place is found, with its place in the text", () => {
  const lexicon = createLexicon<string>("sv", { formsOf, readingsOf });
  lexicon.add("självstyrelse", "short");
  lexicon.add("kommunal självstyrelse", "long");

  const text = "Den kommunala självstyrelsen, och självstyrelsens gränser.";
  expect(lexicon.find(text).map(({ subjects, start, end }) => [subjects, text.slice(start, end)])).toEqual([
    [["long"], "kommunala självstyrelsen"],
    [["short"], "självstyrelsens"],
  ]);
  lexicon.remove("kommunal självstyrelse", "long");
  expect(lexicon.find(text).map(({ found: word }) => word)).toEqual(["självstyrelsen", "självstyrelsens"]);
});

test.for([
  ["sv", "Utgiftsplanerna är klara", "Utgiftsplanerna"],
  ["sv", "utgiftsplanens mål", "utgiftsplanens"],
  ["fi", "Budjetin mukaan", "Budjetin"],
  ["fi", "budjeteissa on eroja", "budjeteissa"],
  ["fi", "budjettiin", "budjettiin"],
] as const)("in %s a term to avoid is found in %o", async ([language, text, expected]) => {
  const { avoided } = inText(indexed(decidedBudget).index);
  expect(await found(avoided(tenantId, text, language))).toEqual([expected]);
});

test("what is right in one concept is not told to be wrong in another, and the longer right term hides the shorter wrong one", async () => {
  const { index } = indexed(
    draftOf([termOf("sv", "nämnd", "deprecated"), termOf("sv", "styrelse", "preferred")]),
    draftOf([termOf("sv", "nämnd", "preferred")]),
    draftOf([termOf("sv", "plan", "superseded")]),
    draftOf([termOf("sv", "ekonomisk plan", "preferred")]),
  );
  const { avoided } = inText(index);

  expect(await avoided(tenantId, "Nämnden har en ekonomisk plan.", "sv")).toEqual([]);
  expect(await avoided(tenantId, "Nämnden har en plan.", "sv")).toEqual([
    { found: "plan", preferred: [], conceptId: "2" },
  ]);
});

test("what is written after is known at once, and what is changed or removed is known no more", async () => {
  const { index, put, remove } = indexed(decidedBudget);
  const { avoided } = inText(index);
  const text = "En utgiftsplan och en räkning";
  expect(await found(avoided(tenantId, text, "sv"))).toEqual(["utgiftsplan"]);

  put("1", draftOf([termOf("sv", "räkning", "superseded"), termOf("sv", "faktura", "preferred")]));
  expect(await found(avoided(tenantId, text, "sv"))).toEqual(["utgiftsplan", "räkning"]);
  put("1", draftOf([termOf("sv", "räkning", "proposed")]));
  remove("0");
  expect(await avoided(tenantId, text, "sv")).toEqual([]);
});

test("a text is checked in its own languages, and each finding tells the words around it", async () => {
  const { index } = indexed(decidedBudget, draftOf([termOf("en", "plan", "deprecated")]));
  const { check } = inText(index);
  const long = "och så vidare ".repeat(5);

  expect(await check(tenantId, `${long}en utgiftsplan är det ${long}`)).toEqual([
    {
      found: "utgiftsplan",
      preferred: ["budget"],
      conceptId: "0",
      language: "sv",
      status: "deprecated",
      before: "… vidare och så vidare och så vidare en ",
      after: " är det och så vidare och så vidare och …",
    },
  ]);
  expect(await found(check(tenantId, "Det är en plan.\nIt is the plan.\nSe on budjetti."))).toEqual([
    "plan",
    "budjetti",
  ]);
});

test("hints tell what the terms of a text are in another language", async () => {
  const { hints } = inText(indexed(decidedBudget).index);

  expect(await hints(tenantId, "Budgeten och budget", "sv", "fi")).toEqual([
    { found: "Budgeten", conceptId: "0", preferred: ["talousarvio"], avoid: ["budjetti"] },
    { found: "budget", conceptId: "0", preferred: ["talousarvio"], avoid: ["budjetti"] },
  ]);
});

test.for([
  ["Det är inte så att vi ska", ["sv"]],
  ["Tämä ei ole se, joka on", ["fi"]],
  ["This is not the one that was", ["en"]],
  ["Det är så.\n\nSe on niin.", ["sv", "fi"]],
  ["budget", ["sv", "fi", "en"]],
  ["", ["sv", "fi", "en"]],
] as const)("%o is in %o", ([text, languages]) => {
  expect(languagesOf(text)).toEqual(languages);
});

test.for([
  ["sv", "ärende", "Ärendena bereds av nämnden", ["Ärendena"]],
  ["sv", "regel", "Reglerna gäller, och regeln är enkel", ["Reglerna", "regeln"]],
  ["sv", "råd", "den tredje raden … nästa rad; det råder brist", []],
  ["sv", "råd", "Rådet hörde rådens ordförande", ["Rådet", "rådens"]],
  ["sv", "kommunbo", "Kommunbornas åsikter", ["Kommunbornas"]],
  ["sv", "medlem", "Medlemmen i styrelsen", ["Medlemmen"]],
  [
    "sv",
    "kommunfullmäktige",
    "Kommun\u00adfullmäktige och kommun\u200bfullmäktiges",
    ["Kommun\u00adfullmäktige", "kommun\u200bfullmäktiges"],
  ],
  [
    "sv",
    "e-tjänst",
    "e\u2011tjänst, e\u2010tjänsterna, e-\u00adtjänst",
    ["e\u2011tjänst", "e\u2010tjänsterna", "e-\u00adtjänst"],
  ],
  [
    "sv",
    "kommunal själv\u00adstyrelse",
    "den kommunala\u00a0självstyrelsen",
    ["kommunala\u00a0självstyrelsen"],
  ],
  ["sv", "plan", "en detaljplan", []],
  ["fi", "hanke", "Hankkeen rahoitus päättyy ja hankkeet arvioidaan", ["Hankkeen", "hankkeet"]],
  ["fi", "kunta", "Kun päätös on tehty, kunnes hänen kuntonsa, kunto", []],
  ["fi", "kunta", "Kunnassamme ja kunnallekin", ["Kunnassamme", "kunnallekin"]],
  ["fi", "tase", "tätä tasoa ja tästä", []],
  ["fi", "esimies", "Keskustelin esimiehestä", ["esimiehestä"]],
  ["fi", "EU", "EU:n ja EU:ssa", ["EU:n", "EU:ssa"]],
  ["fi", "julkinen hankinta", "julkisten hankintojen", ["julkisten hankintojen"]],
  ["en", "chairman", "Chairmen were elected; the chairman’s vote", ["Chairmen", "chairman’s"]],
] as const)("in %s the term %s in %o is %o", async ([language, term, text, expected]) => {
  const { index } = indexed(draftOf([termOf(language, term, "superseded")]));

  const hits = await inText(index).check(tenantId, text);
  expect(hits.filter((hit) => hit.language === language).map((hit) => hit.found)).toEqual(expected);
});

test("a text of 20,000 signs is looked through against 5,000 terms in a moment", () => {
  const lexicon = createLexicon<number>("fi", { formsOf, readingsOf });
  const ends = ["kunta", "hanke", "päätös", "lautakunta", "suunnitelma"];
  for (let at = 0; at < 5_000; at++)
    lexicon.add(
      `${String.fromCharCode(97 + (at % 26), 97 + ((at * 7) % 26), 97 + ((at * 3) % 25))}${at % 2 ? "o" : "e"}${ends[at % 5]}`,
      at,
    );
  const text = "Kunnanhallituksen päätöksestä hankkeen suunnitelmaan lautakunnissa ".repeat(300);

  const begun = performance.now();
  lexicon.find(text);
  expect(text.length).toBeGreaterThan(20_000);
  // 14 ms the first time, measured on a loaded machine.
  expect(performance.now() - begun).toBeLessThan(1_000);
});
