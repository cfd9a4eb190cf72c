import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { createSearch } from "./create-search.ts";
import type { Index, Words } from "./search.ts";

type Note = { title: string; text?: string; language?: Words["language"] };
const tenantId = "kommun";

test("a heading that is the word ranks before one that begins with it, and a body last", async () => {
  const notes = await notesOf({
    body: { title: "Kaffe", text: "Vi talade om avtal hela dagen." },
    begins: { title: "avtalsmall" },
    among: { title: "Mall för avtal" },
    exact: { title: "Avtal" },
  });
  expect(await found(notes, "avtal")).toEqual(["Avtal", "Mall för avtal", "avtalsmall", "Kaffe"]);
});

test("what is being typed is found before it is whole", async () => {
  const notes = await notesOf({ one: { title: "kunnanjohtaja", language: "fi" }, two: { title: "budget" } });
  for (const typed of ["ku", "kunnanj", "kunnanjohta"])
    expect(await found(notes, typed)).toEqual(["kunnanjohtaja"]);
});

test("abbreviations are found as they are, in small letters and with an ending, and nothing near them is", async () => {
  const notes = await notesOf({ one: { title: "MBT" }, two: { title: "MBL" }, three: { title: "EU" } });
  expect(await found(notes, "MBT")).toEqual(["MBT"]);
  expect(await found(notes, "mbt")).toEqual(["MBT"]);
  expect(await found(notes, "EU:n")).toEqual(["EU"]);
});

test("a word with a hyphen is found with it, without it and by its parts", async () => {
  const notes = await notesOf({ one: { title: "hallinto-oikeus", language: "fi" } });
  for (const query of ["hallinto-oikeus", "hallintooikeus", "oikeus", "hallinto-oikeudessa"])
    expect(await found(notes, query)).toEqual(["hallinto-oikeus"]);
});

test("words are found in any order, whoever has them all before whoever has one, and a heading of just these first", async () => {
  const notes = await notesOf({
    one: { title: "Ordförande" },
    both: { title: "Ordförande för fullmäktige i år" },
    heading: { title: "fullmäktiges ordförande" },
  });
  expect(await found(notes, "fullmäktiges ordförande")).toEqual([
    "fullmäktiges ordförande",
    "Ordförande för fullmäktige i år",
    "Ordförande",
  ]);
});

test("a query in either language finds a text in any, with decomposed letters and without dots", async () => {
  const notes = await notesOf({
    fi: { title: "käännös", language: "fi" },
    sv: { title: "översättning" },
    en: { title: "translations", language: "en" },
  });
  expect(await found(notes, "käännöksen".normalize("NFD"))).toEqual(["käännös"]);
  expect(await found(notes, "oversattningar")).toEqual(["översättning"]);
  expect(await found(notes, "translation")).toEqual(["translations"]);
});

test.each([
  ["fi", "toimielimiin", "toimielin"],
  ["fi", "esteellinen", "esteellisyys"],
  ["fi", "esteellisyydestä", "esteellisyys"],
  ["en", "councilor", "councillor"],
  ["sv", "kommun\u00adfullmäktige", "kommunfullmäktige"],
  ["sv", "kommunfullmäktige", "kommun\u00adfullmäktige"],
  ["sv", "e\u2011tjänst", "e-tjänst"],
] as const)("in %s the word %s finds %s before what only looks like it", async (language, query, title) => {
  const notes = await notesOf({
    one: { title, language },
    two: { title: "toimisto", language: "fi" },
    three: { title: "council", language: "en" },
    four: { title: "este", language: "fi" },
  });
  expect((await found(notes, query))[0]).toBe(title);
});

test("the words that were met are told as the document writes them, in small letters", async () => {
  const notes = await notesOf({
    one: { title: "Käännökset ja tulkkaus", text: "Käännöstoimisto auttaa", language: "fi" },
  });
  const [first] = await notes.search(tenantId, "käännös", { limit: 5 });
  expect(first?.matched).toEqual(["käännökset", "käännöstoimisto"]);
});

test("pages follow each other, of what is wanted alone", async () => {
  const notes = await notesOf(
    Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`note-${at}`, { title: `avtal ${at}` }])),
  );
  const isWanted = ({ title }: Note) => Number(title.split(" ")[1]) % 2 === 0;
  const page = async (skip: number) =>
    (await notes.search(tenantId, "avtal", { limit: 10, skip, isWanted })).map(
      ({ document }) => document.title,
    );
  const all = [...(await page(0)), ...(await page(10))];
  expect(new Set(all).size).toBe(15);
  expect(all.every((title) => isWanted({ title }))).toBe(true);
});

test("who is shown a part of a document finds it by the words of that part alone, and gets the part", async () => {
  const notes = await notesOf({
    one: { title: "avtal", text: "hemligt bråk" },
    two: { title: "avtal om bråk", text: "hemligt" },
    three: { title: "hemligt bråk" },
  });
  const seen = ({ title, text = "" }: Note) => (text === "" ? undefined : { title });
  const shown = async (query: string) =>
    (await notes.search(tenantId, query, { limit: 1, seen })).map(({ document, matched }) => [
      document,
      matched,
    ]);

  expect(await shown("bråk")).toEqual([[{ title: "avtal om bråk" }, ["bråk"]]]);
  expect(await shown("hemligt")).toEqual([]);
});

test("tenants find only what is theirs", async () => {
  const notes = await notesOf({ one: { title: "avtal" } });
  await notes.all("other");
  await notes.put("other", "two", { title: "avtal hos andra" });
  expect(await found(notes, "avtal")).toEqual(["avtal"]);
  expect([...(await notes.all("other")).keys()]).toEqual(["two"]);
});

test("what is gone is found no more, and comes back when it is put back", async () => {
  const notes = await notesOf({ one: { title: "avtal" } });
  expect(await found(notes, "avtal")).toEqual(["avtal"]);
  await notes.put(tenantId, "one", undefined);
  await notes.put(tenantId, "one", undefined);
  expect(await found(notes, "avtal")).toEqual([]);
  expect((await notes.all(tenantId)).size).toBe(0);
  await notes.put(tenantId, "one", { title: "avtal" });
  expect(await found(notes, "avtal")).toEqual(["avtal"]);
});

test("a changed document is found by its new words alone", async () => {
  const notes = await notesOf({ one: { title: "avtal" } });
  expect(await found(notes, "avtal")).toEqual(["avtal"]);
  await notes.put(tenantId, "one", { title: "beslut" });
  expect(await found(notes, "avtal")).toEqual([]);
  expect(await found(notes, "beslut")).toEqual(["beslut"]);
});

test.each([
  ["nothing", ""],
  ["blanks", " \t\n "],
  ["10,000 characters of one word", "a".repeat(10_000)],
  ["10,000 characters of many words", "kunta ".repeat(1_666)],
  ["the characters of regular expressions", "^(.*)+[a-z]{2,}|\\$?"],
  ["a pattern that never ends", `${"(a+)+".repeat(50)}$`],
  ["emoji", "👩‍👩‍👧‍👦 ☕️"],
  ["half an emoji", "\ud83d"],
  ["a null character", "\u0000x\u0000"],
  ["many accents on one letter", `a${"\u0301".repeat(500)}`],
  ["__proto__", "__proto__"],
  ["text from right to left", "\u202eשלום"],
])("a query of %s finds nothing and breaks nothing", async (_, query) => {
  const notes = await notesOf({ one: { title: "beslut" } });
  expect(await found(notes, query)).toEqual([]);
});

test("words that JavaScript's objects have themselves are words like others", async () => {
  const titles = ["constructor", "__proto__", "toString", "hasOwnProperty", "prototype"];
  const notes = await notesOf(Object.fromEntries(titles.map((title) => [`id-${title}`, { title }])));
  await notes.put(tenantId, "__proto__", { title: "valueOf" });
  for (const title of [...titles, "valueOf"]) expect((await found(notes, title))[0]).toBe(title);
});

/** Notes in rows of their own; a write is put into the index after it. */
async function notesOf(notes: Record<string, Note>): Promise<Index<Note>> {
  const { tables } = await openEmbedded(":memory:");
  const rows = new Map(Object.entries(notes));
  const index = createSearch({ tables, clock: { now: () => new Date("2027-01-14T12:00:00Z") } }).open<Note>({
    name: "notes",
    version: 1,
    wordsOf: ({ title, text = "", language = "sv" }) => [
      { text: title, language, as: "heading" },
      { text, language, as: "body" },
    ],
    async *read(of) {
      if (of === tenantId) for (const [id, document] of rows) yield { id, document };
    },
  });
  return {
    ...index,
    async put(of, id, note) {
      if (of === tenantId && note) rows.set(id, note);
      else if (of === tenantId) rows.delete(id);
      await index.put(of, id, note);
    },
  };
}

async function found(notes: Index<Note>, query: string): Promise<string[]> {
  return (await notes.search(tenantId, query, { limit: 20 })).map(({ document }) => document.title);
}
