import { type Fault, type Found, Unreadable } from "#features/glossary/exchange/import-draft.ts";
import { fitted } from "#features/glossary/exchange/sanitize.ts";
import { type File, readEntry } from "./tbx-entry.ts";
import { type Element, elementsIn, readXml, textIn } from "./xml.ts";

const kept = new Set(["martifHeader", "tbxHeader", "termEntry", "conceptEntry", "header", "entry"]);

/** Told by name; a file that makes them up has more. */
const mostCategories = 100;

/** What our own files say in their header: their spaces and line ends are meant. */
export const spacesMark = { type: "spaces", text: "kept" } as const;

/** Names of the glossaries and banks whose terms hold marks such as "/FI/". */
const termBanks = /kuntasanasto|kommunal ordlista|tepa|sanastokeskus|terminologicentralen/i;

/**
 * Concepts of a TBX file of version 2 (martif) or 3 (tbx), or TBX-Min of 2013 (TBX), with data categories as attributes or
 * as tags. What the glossary has no place for is told once for each category, with its number and its first place. Throws
 * Unreadable.
 */
export async function* readTbx(texts: AsyncIterable<string>): AsyncGenerator<Found> {
  const left = new Map<string, Fault>();
  const file: File = {
    language: "",
    isOurs: false,
    hasMarks: false,
    leaveOut(category, { line, column }, entry) {
      const name = left.size < mostCategories || left.has(category) ? category : "…";
      const before = left.get(name);
      const count = Number(before?.values.count ?? 0) + 1;
      const at = before ?? { line, column, entry, reason: "import.leftOut", severity: "warning" as const };
      left.set(name, { ...at, values: { name, count } });
    },
  };
  for await (const part of readXml(texts, kept)) {
    if ("root" in part) readRoot(part.root, file);
    else if (/header$/i.test(part.tree.name)) readHeader(part.tree, file);
    else
      for (const found of readEntry(part.tree, file)) {
        if (!("concept" in found)) yield found;
        else {
          const { concept, problems } = fitted(found.concept);
          for (const problem of problems) yield { problem };
          if (concept) yield { concept };
        }
      }
  }
  for (const problem of left.values()) yield { problem };
}

function readRoot({ name, attributes, line, column }: Element, file: File): void {
  if (name !== "tbx" && name !== "TBX" && name !== "martif")
    throw new Unreadable("import.notTbx", { line, column }, { name });
  file.language = attributes["xml:lang"] ?? attributes.lang ?? "";
}

function readHeader(header: Element, file: File): void {
  file.isOurs = leavesOf(header).some(
    (leaf) => leaf.attributes.type === spacesMark.type && textIn(leaf).trim() === spacesMark.text,
  );
  file.hasMarks = !file.isOurs && termBanks.test(textIn(header));
}

function leavesOf(element: Element): Element[] {
  const inner = elementsIn(element);
  return inner.length === 0 ? [element] : inner.flatMap(leavesOf);
}
