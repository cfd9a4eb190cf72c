import { expect, test } from "vitest";
import { readFile } from "#features/glossary/exchange/import/file-reading.ts";
import { bytes, read, texts } from "#features/glossary/exchange/testing.ts";
import { readCsv } from "./csv.ts";
import { readTable } from "./table-reading.ts";

/* Sheets that people have written or sorted by themselves. */

const csv = (text: string) => read(readTable(readCsv(texts(text))));

test.for([
  ["semicolons", "språk;term;status\nsv;kommun;rekommenderad\n"],
  ["commas and names in other letters", "LANGUAGE,Term ,Status\r\nsv-FI,kommun,Preferred\r\n"],
  ["tabs and an unused column", "kieli\ttermi\ttila\t\nsv\tkommun\tsuositettava\t\n"],
] as const)("reads a sheet with %s", async ([, text]) => {
  const { concepts, problems } = await csv(text);

  expect(problems).toEqual([]);
  expect(concepts[0]?.draft.terms).toMatchObject([{ language: "sv", term: "kommun", status: "preferred" }]);
});

test("rows of one concept are put together however they are sorted; rows that name none stand alone", async () => {
  const { concepts } = await csv(
    "concept;language;term\n1;sv;kommun\n;sv;nämnd\n2;sv;stad\n1;fi;kunta\n;fi;lautakunta\n",
  );

  expect(concepts.map(({ draft, entry }) => [entry, draft.terms.map(({ term }) => term)])).toEqual([
    ["1", ["kommun", "kunta"]],
    [null, ["nämnd"]],
    ["2", ["stad"]],
    [null, ["lautakunta"]],
  ]);
});

test("what is not understood is told with its row", async () => {
  const { problems, others } = await csv(
    [
      "concept;language;term;status;definition;wordcount",
      "1;sv;kommun;perhaps;område;3",
      '1;sv;"stads-\nkommun";;annat;',
      "1;de;Gemeinde;;;",
      "1;;commune;;;",
    ].join("\n"),
  );

  expect(problems.map(({ line, column, reason, values }) => [line, column, reason, values])).toEqual([
    [1, 6, "import.unknownColumn", { name: "wordcount" }],
    [2, null, "import.unknownStatus", { value: "perhaps" }],
    [3, null, "import.saidTwice", { name: "definition" }],
    [6, null, "import.noLanguage", {}],
  ]);
  expect(others).toEqual([{ language: "de", terms: 1 }]);
});

const termsIn = ({ concepts }: Awaited<ReturnType<typeof csv>>) =>
  concepts.map(({ draft }) =>
    draft.terms.map(({ language, term, usage }) => [language, ...usage, term].join(" ")),
  );
const nämnd = ["sv nämnd", "fi lautakunta"];

test.for([
  ["names in Swedish", "svenska;finska;engelska\nnämnd;lautakunta;board\n", [[...nämnd, "en board"]]],
  ["names in Finnish", "Ruotsi;Suomi;Englanti\nnämnd;lautakunta;\n", [nämnd]],
  ["codes", "sv,fi,en\nnämnd,lautakunta,\n", [nämnd]],
  ["codes of three letters", "SWE;FIN;ENG\nnämnd;lautakunta;\n", [nämnd]],
  [
    "regions",
    "sv-FI\tsv_SE\tfi-FI\nnämnd\tstyrelse\tlautakunta\n",
    [["sv FI nämnd", "sv SE styrelse", "fi lautakunta"]],
  ],
  [
    "Crowdin's headings",
    "Term [sv],Description [sv],Term [fi],Part of Speech [fi]\nnämnd,organ,lautakunta,noun\n",
    [nämnd],
  ],
  ["memoQ's headings", "Entry_ID;Swedish;Swedish_Definition;Finnish\n12;nämnd;organ;lautakunta\n", [nämnd]],
  [
    "DeepL's four columns",
    "nämnd,lautakunta,sv,fi\nkommun,kunta,sv,fi\n",
    [nämnd, ["sv kommun", "fi kunta"]],
  ],
  [
    "synonyms in a cell",
    "svenska\tsuomi\nnämnd; organ\tlautakunta\n",
    [["sv nämnd", "sv organ", "fi lautakunta"]],
  ],
  ["Excel's own first line", "sep=;\r\nsvenska;suomi\r\nnämnd;lautakunta\r\n", [nämnd]],
  ["rows of separators alone", "svenska;suomi\n;;;\nnämnd;lautakunta\n;;\n;\n", [nämnd]],
  ["separators in its headings", '"begrepp, nummer, id";svenska;suomi\n1;nämnd;lautakunta\n', [nämnd]],
  ["headings in decomposed letters", "språk;term;källa\nsv;nämnd;x\n".normalize("NFD"), [["sv nämnd"]]],
  [
    "languages by name",
    "Käsite;Kieli;Termi;Tila\n1;suomi;lautakunta;suositettava\n1;ruotsi;nämnd;\n",
    [["fi lautakunta", "sv nämnd"]],
  ],
] as const)("reads a table with %s", async ([, text, expected]) => {
  const found = await csv(text);

  expect(termsIn(found).map((terms) => terms.map((term) => term.normalize("NFC")))).toEqual(expected);
  expect(found.problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("quotation marks within text between tabs are a part of it", async () => {
  const { concepts, problems } = await csv(
    'språk\tterm\tanmärkning\nsv\tskärm\tkallas också "5" skärm\nsv\tbild\t"stor" bild\n',
  );
  expect(concepts.map(({ draft }) => draft.terms[0]?.note)).toEqual([
    'kallas också "5" skärm',
    '"stor" bild',
  ]);
  expect(problems).toEqual([]);
});

test("lines are counted as the file has them behind Excel's own line and empty rows", async () => {
  const { problems } = await csv("sep=;\r\nspråk;term;status\r\n;;\r\nsv;nämnd;kanske\r\n");
  expect(problems).toMatchObject([{ line: 4, reason: "import.unknownStatus", values: { value: "kanske" } }]);
});

test("a term whose status is not understood waits as a proposal, whatever is chosen for the rest", async () => {
  const { concepts } = await csv("språk;term;status\nsv;nämnd;kanske\nsv;råd;\nsv;stad;Förbjuden\n");
  expect(concepts.map(({ draft }) => draft.terms[0]?.status)).toEqual(["proposed", null, "superseded"]);
});

test("a table whose columns nobody can tell is refused with its own first row", async () => {
  await expect(csv("source,target\nnämnd,lautakunta\n")).rejects.toMatchObject({
    problem: { reason: "import.unclearTable", values: { columns: "source | target" } },
  });
  await expect(csv("språk;ord\nsv;nämnd\n")).rejects.toMatchObject({
    problem: { reason: "import.noTermColumn" },
  });
});

const windows = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

test("Excel's ordinary CSV is read, and it is told first that its letters are a guess", async () => {
  const found = await read(readFile("csv", bytes(windows("språk;term;status\nsv;nämnd;kanske\n"))));
  expect(termsIn(found)).toEqual([["sv nämnd"]]);
  expect(found.problems.map(({ reason }) => reason)).toEqual([
    "import.guessedEncoding",
    "import.unknownStatus",
  ]);

  const later = bytes(
    "sprak;term\nlanguage;term\n".slice(11).replace("language;term\n", "language;term\nsv;r"),
    windows("å"),
    windows("d\n"),
  );
  expect(termsIn(await read(readFile("csv", later)))).toEqual([["sv råd"]]);
});

test("a damaged UTF-8 file is not taken for Excel's ordinary CSV", async () => {
  const damaged = bytes("language;term\nsv;nämnd\n", windows("sv;råd\n"));
  await expect(read(readFile("csv", damaged))).rejects.toMatchObject({
    problem: { reason: "import.notUtf8" },
  });
});
