import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { stringify } from "csv-stringify/sync";
import { Unreadable } from "#features/glossary/exchange/import-draft.ts";
import { columns, type Row } from "./table.ts";
import type { Line } from "./table-reading.ts";

/** No row that a concept needs comes near it. */
const longestRow = 1_000_000;

/**
 * The table as CSV that opens in a Finnish or Swedish Excel: UTF-8 with a byte order mark, semicolons, and nothing that a
 * spreadsheet would run as a formula.
 */
export async function* writeCsv(rows: AsyncIterable<Row[]>): AsyncGenerator<string> {
  yield `\ufeff${line(columns)}`;
  for await (const some of rows)
    yield some.map((row) => line(columns.map((column) => guarded(row[column])))).join("");
}

const line = (cells: readonly string[]) =>
  stringify([[...cells]], { delimiter: ";", record_delimiter: "\r\n" });

/**
 * An apostrophe before what would begin a formula, and before an apostrophe that could be taken for ours: reading takes
 * exactly that one away. (Full-width signs count in some spreadsheets.)
 */
const guarded = (text: string): string => text.replace(/^(?='*[=+\-@\t\r＝＋－＠])/, "'");
const unguarded = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, "");

/** The rows of a CSV file, whichever of the usual separators it uses. Throws Unreadable. */
export async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<Line> {
  for await (const { line, cells } of rowsOfCsv(texts)) yield { line, cells: cells.map(unguarded) };
}

/** As `readCsv`, with every cell as it stands: for a table that no spreadsheet has read. */
export async function* rowsOfCsv(texts: AsyncIterable<string>): AsyncGenerator<Line> {
  const source = await beginning(texts);
  if (source.delimiter === undefined) throw new Unreadable("import.empty", { line: 1, column: null });
  /** Counted while it is parsed: rows that wait to be read are lost when something is wrong further on. */
  let parsed = 0;
  const parser = parse({
    delimiter: source.delimiter,
    info: true,
    relax_column_count: true,
    // Programs that write tabs put no quotation marks around cells, so that those within are meant.
    relax_quotes: source.delimiter === "\t",
    skip_empty_lines: true,
    max_record_size: longestRow,
    on_record(record, { lines }) {
      parsed = lines;
      return record;
    },
  });
  // What goes wrong with the source reaches the reader of the rows through the parser.
  pipeline(Readable.from(source.texts), parser, () => undefined);
  let last = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { line: last + 1, cells: record };
      last = info.lines;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = error.code === "CSV_QUOTE_NOT_CLOSED" ? "import.quoteNotClosed" : "import.badCsv";
    throw new Unreadable(reason, { line: parsed + 1, column: null });
  }
}

type Parsed = { record: string[]; info: { lines: number } };

/** Looks at the first line for what separates its cells, and gives the whole text back. */
async function beginning(texts: AsyncIterable<string>) {
  const iterator = texts[Symbol.asyncIterator]();
  let head = "";
  while (!head.includes("\n") && head.length < 10_000) {
    const next = await iterator.next();
    if (next.done) break;
    head += next.value;
  }
  // Excel's own first line; an empty one in its place keeps the count of lines.
  const named = /^\ufeff?"?sep=([;,\t|])"?[ \t]*(?=\r?\n)/i.exec(head);
  if (named) head = head.slice(named[0].length);
  // Separators within quotation marks separate nothing.
  const firstLine =
    head
      .trimStart()
      .replace(/"[^"]*"/g, "")
      .split("\n", 1)[0] ?? "";
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  const delimiter = named?.[1] ?? [";", "\t", ","].toSorted((one, other) => count(other) - count(one))[0];
  async function* all() {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { texts: all(), delimiter: head.trim() === "" ? undefined : delimiter };
}
