import { parentPort, workerData } from "node:worker_threads";
import { readSheet } from "read-excel-file/node";
import writeXlsxFile from "write-excel-file/node";
import { Unreadable } from "#features/glossary/exchange/import-draft.ts";
import type { Cells, XlsxAnswer, XlsxWork } from "./xlsx.ts";
import { checkZip } from "./zip-check.ts";

/* A thread's whole life: one sheet written or read, which takes seconds that the server must not wait. */

const pieceRows = 500;

const work: XlsxWork = workerData;
const answer: XlsxAnswer = "rows" in work ? { bytes: await written(work.rows) } : await read(work.bytes);
parentPort?.postMessage(answer);

async function written(rows: string): Promise<Uint8Array> {
  const cells: Cells = JSON.parse(rows);
  const sheet = cells.map((row, at) =>
    row.map((text) =>
      text === "" ? null : at === 0 ? { value: text, fontWeight: "bold" as const } : escaped(text),
    ),
  );
  return writeXlsxFile(sheet, { stickyRowsCount: 1 }).toBuffer();
}

/**
 * In a cell `_x0041_` stands for a letter; an underscore before such a text is written in the same way, and so is the first
 * letter of "constructor" and its like, which the library loses.
 */
function escaped(text: string): string {
  const plain = text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
  if (!(plain in {})) return plain;
  return `_x${plain.charCodeAt(0).toString(16).padStart(4, "0")}_${plain.slice(1)}`;
}

async function read(bytes: Uint8Array): Promise<XlsxAnswer> {
  try {
    checkZip(bytes);
    const rows = await readSheet(Buffer.from(bytes), { trim: false });
    const pieces: string[] = [];
    for (let at = 0; at < rows.length; at += pieceRows)
      pieces.push(JSON.stringify(rows.slice(at, at + pieceRows).map((row) => row.map(textOf))));
    return { pieces };
  } catch (error) {
    // The library's own errors are many, and all mean the same.
    return { reason: error instanceof Unreadable ? error.problem.reason : "import.notXlsx" };
  }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null || value === undefined ? "" : String(value);
}
