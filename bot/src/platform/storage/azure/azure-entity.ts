import { randomBytes } from "node:crypto";
import type { TableEntity, TableEntityResult } from "@azure/data-tables";
import { columnsOf } from "#platform/storage/row.ts";
import type { Key, Stored, Value } from "#platform/storage/table.ts";
import { decodeKey, encodeKey } from "./azure-key.ts";

/** A text property holds 32 Ki UTF-16 units and a binary one 64 KiB: longer values go on in `name__1`, `name__2`, … */
const textPieceLength = 32_000;
const binaryPieceLength = 64_000;
const continuation = /^(.*)__\d+$/;

/**
 * Which writes made the row what it is, the newest first, as many as are remembered. A write that Azure had done before its
 * answer was lost finds its own id here, also when somebody has written on top of it since.
 */
type History = readonly string[];
const longestHistory = 8;

export type Read<R extends Key> = { row: Stored<R>; history: History };
export type Entity = TableEntity<Record<string, unknown>>;

export const newOperation = (): string => randomBytes(6).toString("base64url");

/** The history after one more write on top of the row with this etag, or of none. */
export function historyWith(operation: string, etag?: string): History {
  return [operation, ...(etag ? parseEtag(etag).history : [])].slice(0, longestHistory);
}

/** Our etag: Azure's own and the history, so that the next write can carry it on without reading. */
export const makeEtag = (azureEtag: string, history: History): string => [azureEtag, ...history].join(" ");

export function parseEtag(etag: string): { azureEtag: string; history: History } {
  const [azureEtag = "", ...history] = etag.split(" ");
  return { azureEtag, history };
}

export function entityOf(row: Key, history: History): Entity {
  const entity: Entity = { ...encoded(row), opId: history.join(" ") };
  for (const [name, value] of columnsOf(row))
    piecesOf(value).forEach((piece, index) => {
      entity[index === 0 ? name : `${name}__${index}`] = property(piece);
    });
  return entity;
}

export const encoded = ({ partitionKey, rowKey }: Key): Key => ({
  partitionKey: encodeKey(partitionKey),
  rowKey: encodeKey(rowKey),
});

export function rowOf<R extends Key>(entity: TableEntityResult<Record<string, unknown>>): Read<R> {
  const { partitionKey = "", rowKey = "", etag, timestamp, opId, ...properties } = entity;
  const history = typeof opId === "string" ? opId.split(" ") : [];
  const columns: Record<string, Value> = {};
  for (const name of Object.keys(properties).sort(byPiece)) {
    if (name.startsWith("odata.")) continue;
    const column = continuation.exec(name)?.[1] ?? name;
    columns[column] = joined(columns[column], valueFrom(properties[name]));
  }
  const key = { partitionKey: decodeKey(partitionKey), rowKey: decodeKey(rowKey) };
  // What was written under this table's name has the type that it is opened with.
  const row = { ...columns, ...key, etag: makeEtag(etag, history) } as unknown as Stored<R>;
  return { row, history };
}

function piecesOf(value: Exclude<Value, undefined>): Exclude<Value, undefined>[] {
  if (typeof value === "string" && value.length > textPieceLength) return textPieces(value);
  if (!(value instanceof Uint8Array) || value.length <= binaryPieceLength) return [value];
  const count = Math.ceil(value.length / binaryPieceLength);
  return Array.from({ length: count }, (_, index) =>
    value.subarray(index * binaryPieceLength, (index + 1) * binaryPieceLength),
  );
}

function textPieces(text: string): string[] {
  const pieces = [];
  for (let start = 0; start < text.length; start += pieces.at(-1)?.length ?? 0) {
    const end = start + textPieceLength;
    // Not between the halves of a pair: half a character is no text.
    const splits = (text.codePointAt(end - 1) ?? 0) > 0xffff;
    pieces.push(text.slice(start, splits ? end - 1 : end));
  }
  return pieces;
}

function property(value: Exclude<Value, undefined>): unknown {
  // The SDK writes the whole memory behind a Uint8Array, also where it is a view of a part; a Buffer it takes as it is.
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  // Whole numbers beyond 32 bits must say that they are doubles.
  if (typeof value === "number" && (value | 0) !== value) return { type: "Double", value };
  return value;
}

function valueFrom(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  throw new TypeError("A property of the table service is of an unknown type.");
}

/** The pieces of a column in order, the tenth after the ninth. */
function byPiece(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function joined(start: Value, piece: Value): Value {
  if (start === undefined) return piece;
  if (start instanceof Uint8Array && piece instanceof Uint8Array)
    return new Uint8Array(Buffer.concat([start, piece]));
  return `${start}${piece}`;
}
