import type { Format } from "bot/glossary/contract";
import { formats, limits } from "#features/glossary/lists.ts";

/* A file on its way to the server, in parts, each of which may fail and be sent again. */

/** The format that a file's name tells; undefined for others. */
export function formatOf(fileName: string): Format | undefined {
  const ending = fileName.toLowerCase().split(".").at(-1) ?? "";
  if (ending === "xml" || ending === "tbxm") return "tbx";
  if (ending === "txt" || ending === "tsv") return "csv";
  return formats.find((format) => format === ending);
}

export const partsOf = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / limits.part));

export type UploadPorts = {
  /** Part `number`, from 0, base64. Sending one twice is harmless. */
  put(number: number, bytes: string): Promise<unknown>;
  /** Whether what failed may pass by itself. */
  mayPass(error: unknown): boolean;
  wait(delayMs: number): Promise<void>;
  sent(parts: number): void;
  isStopped(): boolean;
};

const triesPerPart = 5;
const firstPauseMs = 500;

/** Sends the parts in order from `first`; throws what stops it, and may then be called again from the part it came to. */
export async function upload(file: Blob, first: number, ports: UploadPorts): Promise<void> {
  for (let number = first; number < partsOf(file.size); number += 1) {
    if (ports.isStopped()) return;
    const part = file.slice(number * limits.part, (number + 1) * limits.part);
    await putPatiently(number, await base64Of(part), ports);
    ports.sent(number + 1);
  }
}

async function putPatiently(
  number: number,
  bytes: string,
  { put, mayPass, wait }: UploadPorts,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return void (await put(number, bytes));
    } catch (error) {
      if (tries === triesPerPart || !mayPass(error)) throw error;
      await wait(firstPauseMs * 2 ** (tries - 1));
    }
  }
}

/** In pieces: a function takes only so many arguments. */
async function base64Of(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  const pieceBytes = 0x2000;
  let signs = "";
  for (let at = 0; at < bytes.length; at += pieceBytes)
    signs += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
  return btoa(signs);
}
