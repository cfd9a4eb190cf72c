import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** What a row may hold, with some room for its other columns (see storage/row.ts). */
export const mostBytes = 890 * 1024;

/** A text as it lies in a column. */
export const compressed = (text: string): Promise<Uint8Array> => zip(text);

/** The JSON in a column; throws where it is damaged. */
export async function expanded(bytes: Uint8Array): Promise<unknown> {
  return JSON.parse((await unzip(bytes)).toString());
}

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
