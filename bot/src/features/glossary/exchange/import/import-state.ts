import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Format, ImportView, importInput } from "#features/glossary/contract.ts";
import type { Fault, ReadConcept } from "#features/glossary/exchange/import-draft.ts";

/** A file on its way in. The counts and lists are those of the view. */
export type Import = Omit<ImportView, "at" | "by" | "problems" | "reason" | "state"> & {
  tenantId: string;
  /** The store's mark of this writing. */
  version: string;
  state: ImportView["state"];
  by: string;
  at: Date;
  format: Format;
  parts: number;
  problems: Fault[];
  /** Subject fields of the file that the glossary lacks: made when it is taken in. */
  newFields: { id: string; name: string }[];
  /** How it is taken in, once somebody has said so. */
  how?: z.infer<typeof importInput>;
  startedAt?: Date;
  /** Rows of what was found in the file, and how many of them have been taken in. */
  chunks: number;
  nextChunk: number;
};

/** A concept of the file as it waits to be taken in. */
export type Waiting = {
  concept: Omit<ReadConcept, "field">;
  field: string | null;
  /** What it is in the glossary: the id of what is there, or the one that it gets. */
  id: string;
  isKnown: boolean;
};

export const newImport = (
  { tenantId, id: by }: { tenantId: string; id: string },
  { id, fileName, format, parts }: { id: string; fileName: string; format: Format; parts: number },
  at: Date,
): Import => ({
  tenantId,
  id,
  version: "",
  state: "reading",
  fileName,
  format,
  by,
  at,
  parts,
  newFields: [],
  chunks: 0,
  nextChunk: 0,
  ...nothingFound,
  done: { added: 0, changed: 0, skipped: 0 },
});

/** What a file's reading comes to, before it is read. */
export const nothingFound: Pick<
  Import,
  "found" | "fresh" | "known" | "same" | "otherLanguages" | "problems" | "problemCount" | "samples"
> = {
  found: 0,
  fresh: 0,
  known: 0,
  same: 0,
  otherLanguages: [],
  problems: [],
  problemCount: 0,
  samples: [],
};

/** The id of a file's new concept: the same however often the file's import is begun again. */
export function idFor(importId: string, number: number): string {
  const hex = createHash("sha256").update(`${importId} ${number}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
