import { expect, test } from "vitest";
import type { ReadTerm } from "#features/glossary/exchange/import-draft.ts";
import { decoded } from "#features/glossary/exchange/sheets/decoding.ts";
import { bytes, read, texts } from "#features/glossary/exchange/testing.ts";
import { readTbx } from "./tbx-reading.ts";

/* Files as other programs write them: both versions, both styles. */

const version2 = (body: string, header = "") =>
  read(
    readTbx(
      texts(`<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="sv"><martifHeader><fileDesc><sourceDesc><p>${header}</p></sourceDesc></fileDesc></martifHeader>
<text><body>
${body}
</body></text></martif>`),
    ),
  );

const version3 = (style: string, body: string) =>
  read(
    readTbx(
      texts(`<tbx type="TBX-Basic" style="${style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
${body}
</body></text></tbx>`),
    ),
  );

/** What says something of a term. */
const said = ({ id: _, ...term }: ReadTerm) =>
  Object.fromEntries(
    Object.entries(term).filter(([, value]) => {
      const isNothing = value === null || value === "" || value === "exact";
      return (
        !isNothing && JSON.stringify(value) !== '{"text":"","source":""}' && JSON.stringify(value) !== "[]"
      );
    }),
  );

const meeting = {
  language: "sv",
  term: "sammanträde",
  status: "preferred",
  partOfSpeech: "noun",
  gender: "neuter",
  type: "full",
  usage: ["FI"],
  context: { text: "Vid sammanträdet beslöts …", source: "Protokoll 3/2026" },
  source: "Kommunallagen",
  note: "formellt",
};

test.for([
  [
    "tig",
    `<tig><term>sammanträde</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
     <termNote type="partOfSpeech">noun</termNote><termNote type="grammaticalGender">neuter</termNote>
     <termNote type="termType">fullForm</termNote><termNote type="geographicalUsage">Finland</termNote>
     <descripGrp><descrip type="context">Vid <hi type="italics">sammanträdet</hi>
        beslöts …</descrip><admin type="source">Protokoll 3/2026</admin></descripGrp>
     <admin type="source">Kommunallagen</admin><note>formellt</note></tig>`,
  ],
  [
    "ntig",
    `<ntig><termGrp><term>sammanträde</term><termNote type="normativeAuthorization">preferredTerm</termNote>
     <termNoteGrp><termNote type="partOfSpeech">noun</termNote></termNoteGrp><termNote type="grammaticalGender">neuter</termNote>
     <termNote type="termType">fullForm</termNote><termNote type="geographicalUsage">sv-FI</termNote></termGrp>
     <descripGrp><descrip type="context">Vid sammanträdet beslöts …</descrip><admin type="source">Protokoll 3/2026</admin></descripGrp>
     <adminGrp><admin type="source">Kommunallagen</admin></adminGrp><note>formellt</note></ntig>`,
  ],
] as const)("reads version 2 with %s", async ([, section]) => {
  const { concepts, problems } =
    await version2(`<termEntry id="m1"><descripGrp><descrip type="subjectField">Möten</descrip>
    </descripGrp><note>om möten</note><descrip type="superordinateConceptGeneric" target="m2">möte</descrip>
    <langSet xml:lang="sv"><descripGrp><descrip type="definition">formellt möte</descrip><admin type="source">Eget</admin>
    </descripGrp>${section}</langSet></termEntry>`);

  expect(problems).toEqual([]);
  const [concept] = concepts;
  expect(concept?.draft.terms.map(said)).toEqual([meeting]);
  expect(concept).toMatchObject({
    entry: "m1",
    field: "Möten",
    relations: [{ kind: "broader", target: "m2" }],
    draft: { note: "om möten", sv: { definition: { text: "formellt möte", source: "Eget" } } },
  });
});

test("reads version 3 with categories as tags, as it reads them as attributes", async () => {
  const tags = `<conceptEntry id="m1"><min:subjectField>Möten</min:subjectField><langSec xml:lang="sv"><termSec>
    <term>sammanträde</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
    <min:partOfSpeech>noun</min:partOfSpeech><basic:grammaticalGender>neuter</basic:grammaticalGender>
    <basic:termType>fullForm</basic:termType><basic:geographicalUsage>FI</basic:geographicalUsage>
    <descripGrp><basic:context>Vid sammanträdet beslöts …</basic:context><basic:source>Protokoll 3/2026</basic:source></descripGrp>
    <basic:source>Kommunallagen</basic:source><note>formellt</note></termSec></langSec></conceptEntry>`;
  const attributes = tags
    .replace(/<min:subjectField>(.*?)<\/min:subjectField>/, '<descrip type="subjectField">$1</descrip>')
    .replace(/<basic:context>(.*?)<\/basic:context>/, '<descrip type="context">$1</descrip>')
    .replace(/<basic:source>(.*?)<\/basic:source>/g, '<admin type="source">$1</admin>')
    .replace(/<(?:min|basic):(\w+)>(.*?)<\/(?:min|basic):\w+>/g, '<termNote type="$1">$2</termNote>');

  const [asTags, asAttributes] = [await version3("dct", tags), await version3("dca", attributes)];

  expect(asTags.problems).toEqual([]);
  expect(asTags.concepts[0]?.draft.terms.map(said)).toEqual([meeting]);
  expect(asAttributes.concepts.map(({ draft }) => draft)).toEqual(asTags.concepts.map(({ draft }) => draft));
});

test("what the glossary has no place for is told once a category, with its number and its first place", async () => {
  const entry = (
    id: string,
  ) => `<termEntry id="${id}"><transacGrp><transac type="transactionType">origination</transac>
    <date>2020-01-01</date></transacGrp><langSet xml:lang="sv"><tig><term>x</term>
    <termNote type="reliabilityCode">3</termNote></tig></langSet></termEntry>`;

  const { problems } = await version2(`${entry("a")}\n${entry("b")}`);

  expect(problems).toMatchObject([
    {
      reason: "import.leftOut",
      values: { name: "transacGrp", count: 2 },
      line: 5,
      entry: "a",
      severity: "warning",
    },
    { reason: "import.leftOut", values: { name: "reliabilityCode", count: 2 }, line: 7, column: 5 },
  ]);
});

test("a value that is none of the list's is left out, and told where it stands", async () => {
  const { concepts, problems } = await version2(`<termEntry id="a"><langSet xml:lang="sv"><tig><term>x</term>
<termNote type="partOfSpeech">preposition</termNote></tig></langSet></termEntry>`);

  expect(problems).toMatchObject([
    {
      reason: "import.valueLeftOut",
      values: { name: "partOfSpeech", value: "preposition" },
      line: 6,
      column: 1,
    },
  ]);
  expect(concepts[0]?.draft.terms[0]?.partOfSpeech).toBeNull();
});

test("other languages are counted, and a term in another language than its section is told", async () => {
  const { concepts, problems, others } = await version2(`<termEntry id="a">
    <langSet xml:lang="sv"><tig><term>kommun</term></tig><tig><term xml:lang="de">Gemeinde</term></tig></langSet>
    <langSet xml:lang="de-AT"><tig><term>Stadt</term></tig></langSet><langSet><tig><term>commune</term></tig></langSet>
    <langSet xml:lang="en-GB"><tig><term>municipality</term></tig></langSet></termEntry>
    <termEntry id="b"><langSet xml:lang="xx"><tig><term>y</term></tig></langSet></termEntry>`);

  expect(concepts.map(({ draft }) => draft.terms.map(said))).toEqual([
    [
      { language: "sv", term: "kommun" },
      { language: "en", term: "municipality" },
    ],
  ]);
  expect(others).toEqual([
    { language: "de", terms: 2 },
    { language: "xx", terms: 1 },
  ]);
  expect(problems).toMatchObject([
    { reason: "import.mixedLanguages", values: { section: "sv", language: "de" }, line: 6 },
    { reason: "import.noLanguage", severity: "error", line: 7 },
  ]);
});

test("the region of Swedish is where a term is used; a term of both regions is used everywhere in the two", async () => {
  const section = (tag: string, ...terms: string[]) =>
    `<langSet xml:lang="${tag}">${terms.map((term) => `<tig><term>${term}</term></tig>`).join("")}</langSet>`;

  const { concepts } = await version2(
    `<termEntry>${section("sv-FI", "kommun", "fullmäktige")}${section("sv_SE", "kommun", "kommunfullmäktige")}${section("fi-FI", "kunta")}</termEntry>`,
  );

  expect(concepts[0]?.draft.terms.map(({ term, usage }) => [term, usage])).toEqual([
    ["kommun", ["FI", "SE"]],
    ["fullmäktige", ["FI"]],
    ["kommunfullmäktige", ["SE"]],
    ["kunta", []],
  ]);
});

test.for([
  ["hellre än: reglemente n", { term: "reglemente", status: "deprecated", gender: "neuter" }],
  ["inte: rättelseyrkande", { term: "rättelseyrkande", status: "superseded" }],
  ["* e-möte n", { term: "e-möte", status: "proposed", gender: "neuter" }],
  [
    "~kommunalförbund n /SE/",
    { term: "kommunalförbund", equivalence: "near", usage: ["SE"], gender: "neuter" },
  ],
  ["< förvaltning /FI, SE/", { term: "förvaltning", equivalence: "broader", usage: ["FI", "SE"] }],
  ["> nämnd", { term: "nämnd", equivalence: "narrower" }],
  ["och/eller-vägning", { term: "och/eller-vägning" }],
  ["*", { term: "*" }],
  ["<b>", { term: "<b>" }],
] as const)("a term bank's “%s”", async ([text, expected]) => {
  const escaped = text.replaceAll("<", "&lt;");
  const body = `<termEntry><langSet xml:lang="sv"><tig><term>${escaped}</term></tig></langSet></termEntry>`;

  const [marked, plain] = [await version2(body, "Ur TEPA"), await version2(body, "En ordlista")];

  expect(marked.concepts[0]?.draft.terms.map(said)).toEqual([{ language: "sv", ...expected }]);
  expect(plain.concepts[0]?.draft.terms.map(said)).toEqual([{ language: "sv", term: text }]);
});

test("what is too long is left out and told, and a concept without terms is none", async () => {
  const { concepts, problems } =
    await version2(`<termEntry id="a"><langSet xml:lang="sv"><note>${"n".repeat(4001)}</note>
    <tig><term>${"x".repeat(201)}</term></tig><tig><term>kommun</term></tig></langSet></termEntry>
    <termEntry id="b"><langSet xml:lang="sv"><tig><term> </term></tig></langSet></termEntry>`);

  expect(concepts.map(({ draft }) => draft.terms.map(({ term }) => term))).toEqual([["kommun"]]);
  expect(problems.map(({ reason, severity, entry }) => [reason, severity, entry])).toEqual([
    ["import.termLeftOut", "warning", "a"],
    ["import.textLeftOut", "warning", "a"],
    ["import.emptyTerm", "warning", "b"],
    ["import.noTerms", "error", "b"],
  ]);
});

const inDialect = (root: string, inner: string) => `<?xml version="1.0"?>\n${root}${inner}`;
const basic = (terms: string) =>
  inDialect(
    '<tbx style="dca" type="TBX-Basic" xml:lang="sv" xmlns="urn:iso:std:iso:30042:ed-2">',
    `<text><body><conceptEntry id="1"><langSec xml:lang="sv">${terms}</langSec></conceptEntry></body></text></tbx>`,
  );
const noted = (term: string, ...notes: [string, string][]) =>
  `<termSec><term>${term}</term>${notes.map(([type, value]) => `<termNote type="${type}">${value}</termNote>`).join("")}</termSec>`;

test("a status is understood whatever its category is called, and a warning outweighs a recommendation", async () => {
  const file = basic(
    [
      noted("a", ["usageStatus", "preferred"]),
      noted("b", ["usageStatus", "deprecated"]),
      noted("c", ["termStatus", "notRecommended"]),
      noted("d", ["usageStatus", "deprecated"], ["administrativeStatus", "preferredTerm-admn-sts"]),
      noted("e", ["administrativeStatus", "approved by nobody"]),
      noted("f"),
    ].join(""),
  );
  const { concepts, problems } = await read(readTbx(texts(file)));

  expect(concepts[0]?.draft.terms.map(({ term, status }) => [term, status])).toEqual([
    ["a", "preferred"],
    ["b", "deprecated"],
    ["c", "deprecated"],
    ["d", "deprecated"],
    ["e", "proposed"],
    ["f", null],
  ]);
  expect(problems).toMatchObject([
    { reason: "import.unknownStatus", values: { value: "approved by nobody" } },
  ]);
});

test("TBX-Min of 2013 is read", async () => {
  const file = inDialect(
    '<TBX dialect="TBX-Min">',
    `<header><id>x</id><languages source="sv" target="fi"/></header><body><entry id="C1"><subjectField>Förvaltning</subjectField>
    <langGroup xml:lang="sv"><termGroup><term>nämnd</term><termStatus>preferred</termStatus></termGroup>
    <termGroup><term>styrelse</term><termStatus>obsolete</termStatus><partOfSpeech>noun</partOfSpeech></termGroup></langGroup>
    <langGroup xml:lang="FIN"><termGroup><term>lautakunta</term></termGroup></langGroup></entry></body></TBX>`,
  );
  const { concepts, problems } = await read(readTbx(texts(file)));

  expect(problems).toEqual([]);
  expect(concepts).toMatchObject([
    {
      field: "Förvaltning",
      draft: {
        terms: [
          { language: "sv", term: "nämnd", status: "preferred" },
          { language: "sv", term: "styrelse", status: "superseded", partOfSpeech: "noun" },
          { language: "fi", term: "lautakunta", status: null },
        ],
      },
    },
  ]);
});

test("a definition in no language is kept as the concept's note", async () => {
  const file = inDialect(
    '<martif type="TBX">',
    `<text><body><termEntry id="1"><descrip type="definition">A program.</descrip><langSet xml:lang="en"><tig><term>app</term></tig></langSet></termEntry></body></text></martif>`,
  );
  const { concepts, problems } = await read(readTbx(texts(file)));
  expect(problems).toEqual([]);
  expect(concepts[0]?.draft.note).toBe("A program.");
});

test("an XML file in ISO-8859-1 is read by its declaration", async () => {
  const file = `<?xml version="1.0" encoding="ISO-8859-1"?><martif type="TBX"><text><body><termEntry id="1"><langSet xml:lang="sv"><tig><term>nämnd</term></tig></langSet></termEntry></body></text></martif>`;
  const { concepts } = await read(readTbx(decoded(bytes(new Uint8Array(Buffer.from(file, "latin1"))))));
  expect(concepts[0]?.draft.terms[0]?.term).toBe("nämnd");
});
