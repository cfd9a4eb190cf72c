import { monitorEventLoopDelay } from "node:perf_hooks";
import { memoryOf, say, settingsGiven } from "#bench/harness/child.ts";
import { must } from "#bench/harness/measure.ts";
import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import { readFile } from "#features/glossary/exchange/import/file-reading.ts";
import { writeCsv } from "#features/glossary/exchange/sheets/csv.ts";
import { rowsOf } from "#features/glossary/exchange/sheets/table.ts";
import { writeXlsx } from "#features/glossary/exchange/sheets/xlsx.ts";
import { writeTbx } from "#features/glossary/exchange/tbx/tbx-writing.ts";
import { municipalTerms } from "./municipal-terms.ts";

/* A process of the bench that writes a large glossary as a file, or reads a large file. */

export type Exchange = "tbx" | "csv" | "xlsx" | "read";
export type ExchangerSettings = { does: Exchange; concepts: number; readBytes: number };
export type Exchanged = { tookMs: number; blockedMs: number; bytes: number; memoryBytes: number };

const { does, concepts, readBytes } = settingsGiven<ExchangerSettings>();

async function* drafts() {
  for (const [at, { id, sv, fi, en, definitions }] of municipalTerms(concepts).entries()) {
    // As the server does between concepts.
    if (at % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
    const terms = [
      termOf("sv", sv, "preferred"),
      termOf("fi", fi, "preferred"),
      termOf("en", en, "preferred"),
    ];
    const about = (text: string) => ({ definition: { text, source: "Kommunallagen 410/2015" }, note: "" });
    yield { id, draft: draftOf(terms, { sv: about(definitions.sv), fi: about(definitions.fi) }) };
  }
}

async function* rows() {
  for await (const { id, draft } of drafts()) yield rowsOf(id, draft, "");
}

const tbx = () =>
  writeTbx(drafts(), "Ordlista", {
    style: "dca",
    fieldName: (field) => field,
    isInFile: () => true,
    linkTo: (id) => id,
  });

/** One part at a time, as they come out of the store; the same entries again and again until it is large enough. */
async function* largeFile() {
  const [head = "", ...rest] = await Array.fromAsync(tbx());
  const [entries, tail] = [rest.slice(0, -1).map((text) => Buffer.from(text)), rest.at(-1) ?? ""];
  yield Buffer.from(head);
  for (let sent = 0; sent < readBytes; ) {
    const part = Buffer.concat(entries.slice(0, 100));
    entries.push(...entries.splice(0, 100));
    sent += part.length;
    yield part;
  }
  yield Buffer.from(tail);
}

async function lengthOf(pieces: AsyncIterable<string>): Promise<number> {
  return Buffer.byteLength((await Array.fromAsync(pieces)).join(""));
}

async function read(): Promise<number> {
  let found = 0;
  for await (const each of readFile("tbx", largeFile())) if ("concept" in each) found++;
  must(found > concepts, "The file was not read.");
  return readBytes;
}

const deeds: Record<Exchange, () => Promise<number>> = {
  tbx: () => lengthOf(tbx()),
  csv: () => lengthOf(writeCsv(rows())),
  xlsx: async () => (await writeXlsx(rows())).length,
  read,
};

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
const startedAt = performance.now();
const bytes = await deeds[does]();
const tookMs = performance.now() - startedAt;
delays.disable();
say({
  tookMs,
  blockedMs: delays.max / 1e6,
  bytes,
  memoryBytes: memoryOf(process.pid).most,
} satisfies Exchanged);
