import { Worker } from "node:worker_threads";
import { Unreadable } from "#features/glossary/exchange/import-draft.ts";
import { columns, type Row } from "./table.ts";
import type { Line } from "./table-reading.ts";

export type Cells = string[][];
/** Cells travel as JSON: a text is handed over at once, where millions of small ones would be copied. */
export type XlsxWork = { rows: string } | { bytes: Uint8Array };
/** Rows come in pieces of some hundred, each of which is read in a moment. */
export type XlsxAnswer = { bytes: Uint8Array } | { pieces: string[] } | { reason: string };

/** Megabytes: what a sheet of a hundred thousand terms takes twice over. */
const mostMemory = 1_500;

/** The table as the one sheet of an .xlsx file. */
export async function writeXlsx(rows: AsyncIterable<Row[]>): Promise<Uint8Array> {
  const lines = [JSON.stringify(columns)];
  for await (const some of rows)
    for (const row of some) lines.push(JSON.stringify(columns.map((column) => row[column])));
  const answer = await inThread({ rows: `[${lines.join(",")}]` });
  if (!("bytes" in answer)) throw new Error("The sheet was not written.");
  return answer.bytes;
}

/** The rows of the first sheet of an .xlsx file, which is checked before it is unpacked. Throws Unreadable. */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<Line> {
  const answer = await inThread({ bytes });
  if ("reason" in answer) throw new Unreadable(answer.reason, { line: 1, column: null });
  let line = 0;
  for (const piece of "pieces" in answer ? answer.pieces : []) {
    // Others get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    const rows: Cells = JSON.parse(piece);
    for (const cells of rows) {
      line++;
      if (cells.some((text) => text !== "")) yield { line, cells };
    }
  }
}

function inThread(work: XlsxWork): Promise<XlsxAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<XlsxAnswer>();
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  worker.once("message", resolve);
  // A sheet that fills the thread's memory ends the thread alone.
  worker.once("error", (error) =>
    "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? resolve({ reason: "import.zipTooLarge" })
      : reject(error),
  );
  worker.once("exit", () => reject(new Error("The thread of a sheet ended without an answer.")));
  return promise;
}
