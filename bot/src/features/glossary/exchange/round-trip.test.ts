import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConceptDraft } from "#features/glossary/contract.ts";
import hostileTexts from "../../../../test/hostile.json" with { type: "json" };
import { carried } from "./portable-text.ts";
import { readCsv, rowsOfCsv, writeCsv } from "./sheets/csv.ts";
import { rowsOf } from "./sheets/table.ts";
import { readTable } from "./sheets/table-reading.ts";
import { readXlsx, writeXlsx } from "./sheets/xlsx.ts";
import { readTbx } from "./tbx/tbx-reading.ts";
import { type TbxStyle, writeTbx } from "./tbx/tbx-writing.ts";
import { anyDraft, draftIn, read, texts } from "./testing.ts";

/* Nothing of a concept is lost on its way out and in again. */

const runs = { numRuns: 40 };
const idOf = (at: number) => `b1b1b1b1-0000-4000-8000-${String(at).padStart(12, "0")}`;

async function* written(drafts: readonly ConceptDraft[]) {
  for (const [at, draft] of drafts.entries()) yield { id: idOf(at), draft };
}
async function* rows(drafts: readonly ConceptDraft[]) {
  for (const [at, draft] of drafts.entries()) yield rowsOf(idOf(at), draft, draft.field ?? "");
}

async function throughTbx(drafts: readonly ConceptDraft[], style: TbxStyle, change = (file: string) => file) {
  const file = await Array.fromAsync(
    writeTbx(written(drafts), "Ordlista", {
      style,
      fieldName: (field) => field,
      isInFile: () => false,
      linkTo: (id) => `https://teams.example/tab/terms/concepts/${id}`,
    }),
  );
  return read(readTbx(texts(change(file.join("")))));
}

const expectSame = (
  { concepts, problems }: Awaited<ReturnType<typeof read>>,
  drafts: readonly ConceptDraft[],
) => {
  expect(problems).toEqual([]);
  expect(concepts.map(draftIn)).toEqual(drafts);
  expect(concepts.map(({ id }) => id)).toEqual(drafts.map((_, at) => idOf(at)));
};

const someDrafts = fc.array(anyDraft(hostileTexts), { minLength: 1, maxLength: 3 });

test.for(["dca", "dct"] as const)("a concept is the same after TBX of style %s", async (style) => {
  await fc.assert(
    fc.asyncProperty(someDrafts, async (drafts) => expectSame(await throughTbx(drafts, style), drafts)),
    runs,
  );
});

test("a concept is the same in TBX of version 2", async () => {
  const asVersion2 = (file: string) =>
    file
      .replace(/<tbx [^>]*>/, '<martif type="TBX" xml:lang="sv">')
      .replace(/<\/tbx>\s*$/, "</martif>")
      .replace(/(<\/?)tbxHeader>/g, "$1martifHeader>")
      .replace(/(<\/?)conceptEntry\b/g, "$1termEntry")
      .replace(/(<\/?)langSec\b/g, "$1langSet")
      .replace(/(<\/?)termSec\b/g, "$1tig");
  await fc.assert(
    fc.asyncProperty(someDrafts, async (drafts) =>
      expectSame(await throughTbx(drafts, "dca", asVersion2), drafts),
    ),
    runs,
  );
});

test("a concept is the same after CSV", async () => {
  await fc.assert(
    fc.asyncProperty(someDrafts, async (drafts) => {
      const file = (await Array.fromAsync(writeCsv(rows(drafts)))).join("").replace("\ufeff", "");
      expectSame(await read(readTable(readCsv(texts(file)))), drafts);
    }),
    runs,
  );
});

test("concepts are the same after XLSX", async () => {
  const drafts = fc.sample(anyDraft(hostileTexts), { numRuns: 60, seed: 4 });

  const file = await writeXlsx(rows(drafts));

  expectSame(await read(readTable(readXlsx(file))), drafts);
});

test("nothing of the hostile corpus is more than text, in any format", async () => {
  const [shape] = fc.sample(anyDraft(hostileTexts), { numRuns: 1, seed: 1 });
  if (!shape) throw new Error("There is no draft.");
  const drafts = hostileTexts.map((text) => ({ ...shape, note: carried(text) }));

  expectSame(await throughTbx(drafts, "dca"), drafts);
  const csv = (await Array.fromAsync(writeCsv(rows(drafts)))).join("").replace("\ufeff", "");
  expectSame(await read(readTable(readCsv(texts(csv)))), drafts);
  const cells = (await Array.fromAsync(rowsOfCsv(texts(csv)))).flatMap((line) => line.cells);
  expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
});
