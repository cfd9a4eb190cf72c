import { Unzip, UnzipInflate } from "fflate";
import { Unreadable } from "#features/glossary/exchange/import-draft.ts";

/** Unpacked. A sheet of a hundred thousand terms has some sixty. */
const mostBytes = 150 * 1024 * 1024;
const mostFiles = 200;

/**
 * Refuses what is no zip, and one that would unpack to more than any glossary needs: unpacked here piece by piece, kept
 * nowhere, since the sizes that a zip states of itself may lie.
 */
export function checkZip(bytes: Uint8Array, most = mostBytes): void {
  const refused = (reason: string) => new Unreadable(reason, { line: 1, column: null });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw refused("import.notXlsx");
  let [files, unpacked] = [0, 0];
  const unzip = new Unzip((file) => {
    if (++files > mostFiles) throw refused("import.zipTooLarge");
    file.ondata = (error, chunk) => {
      // The library catches what is thrown here, and comes again with it.
      unpacked += chunk?.length ?? 0;
      if (unpacked > most) throw refused("import.zipTooLarge");
      if (error) throw refused("import.notXlsx");
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const step = 64 * 1024;
  try {
    for (let at = 0; at < bytes.length; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch (error) {
    throw error instanceof Unreadable ? error : refused("import.notXlsx");
  }
}
