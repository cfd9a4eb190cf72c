import type { Format } from "#features/glossary/contract.ts";
import type { Fault, Found } from "#features/glossary/exchange/import-draft.ts";
import { readCsv } from "#features/glossary/exchange/sheets/csv.ts";
import { decoded } from "#features/glossary/exchange/sheets/decoding.ts";
import { readTable } from "#features/glossary/exchange/sheets/table-reading.ts";
import { readXlsx } from "#features/glossary/exchange/sheets/xlsx.ts";
import { readTbx } from "#features/glossary/exchange/tbx/tbx-reading.ts";

/** What is in a file that comes in parts. Throws Unreadable, where it can't be read or no further. */
export async function* readFile(format: Format, parts: AsyncIterable<Uint8Array>): AsyncGenerator<Found> {
  if (format === "tbx") yield* readTbx(decoded(parts));
  else if (format === "csv") yield* readGuessed(parts);
  else yield* readTable(readXlsx(await whole(parts)));
}

/** A table that is not UTF-8 is read as Excel's ordinary CSV, and that is the first thing told of it. */
async function* readGuessed(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Found> {
  let [isGuessed, isTold] = [false, false];
  const guessed = () => {
    isGuessed = true;
  };
  for await (const found of readTable(readCsv(decoded(parts, { guessed })))) {
    if (isGuessed && !isTold) yield { problem: guessedProblem };
    isTold ||= isGuessed;
    yield found;
  }
}

const guessedProblem: Fault = {
  line: 1,
  column: null,
  entry: null,
  reason: "import.guessedEncoding",
  values: {},
  severity: "warning",
};

/** A sheet can be read only when all of it is there. */
const whole = async (parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(Buffer.concat(await Array.fromAsync(parts)));
