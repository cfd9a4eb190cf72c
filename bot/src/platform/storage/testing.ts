import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a raw look at the store's files finds of a text, in either of the encodings that it may lie in. */
export function findsIn(folder: string): (text: string) => boolean {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const raw = files.map((file) => readFileSync(join(file.parentPath, file.name)));
  return (text) => {
    const wide = Buffer.from(text, "utf16le");
    const forms = [Buffer.from(text), wide, Buffer.from(wide).swap16()];
    return raw.some((bytes) => forms.some((form) => bytes.includes(form)));
  };
}
