import { expect, test } from "vitest";
import { read, texts } from "#features/glossary/exchange/testing.ts";
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
    [2, null, "import.valueLeftOut", { name: "status", value: "perhaps" }],
    [3, null, "import.saidTwice", { name: "definition" }],
    [6, null, "import.noLanguage", {}],
  ]);
  expect(others).toEqual([{ language: "de", terms: 1 }]);
});
