import { SaxesParser, type SaxesTagNS } from "saxes";
import { Unreadable } from "#features/glossary/exchange/import-draft.ts";

/** One element with what is in it, in order. */
export type Element = {
  name: string;
  space: string;
  /** By local name; `xml:lang` as it is. */
  attributes: Readonly<Record<string, string>>;
  children: (Element | string)[];
  line: number;
  column: number;
};

/** The first element of the document, before its contents; then each kept element, whole. */
export type XmlPart = { root: Element } | { tree: Element };

/** Deeper than any terminology needs; a parser of trees is made to fail by depth. */
const mostDepth = 64;
/** Of one entry. */
const mostElements = 20_000;
const mostCharacters = 2_000_000;
/** Between two marks in the file. */
const longestRun = 1_000_000;

/**
 * Reads XML as it comes, and keeps no more of it than one of the elements named. Entities are those of XML itself: a document
 * that declares its own is refused, and nothing is ever fetched. Throws Unreadable, with its line and column.
 */
export async function* readXml(
  texts: AsyncIterable<string>,
  kept: ReadonlySet<string>,
): AsyncGenerator<XmlPart> {
  const parts: XmlPart[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  let depth = 0;
  let isRooted = false;
  let size = { elements: 0, characters: 0 };
  let start = { line: 1, column: 1 };
  let [written, heardAt] = [0, 0];

  const here = () => ({ line: parser.line, column: Math.max(1, parser.column) });
  const heard = () => {
    heardAt = written;
  };
  const grow = (elements: number, characters: number) => {
    size = { elements: size.elements + elements, characters: size.characters + characters };
    if (size.elements > mostElements || size.characters > mostCharacters)
      throw new Unreadable("import.entryTooLarge", here());
  };

  parser.on("error", (error) => {
    throw faultOf(error.message, here(), isRooted);
  });
  parser.on("doctype", (doctype) => {
    heard();
    const at = doctype.search(/<!ENTITY/i);
    if (at < 0) return;
    const linesAfter = doctype.slice(at).match(/\n/g)?.length ?? 0;
    throw new Unreadable("import.entities", { line: parser.line - linesAfter, column: null });
  });
  for (const each of ["comment", "processinginstruction", "xmldecl"] as const) parser.on(each, heard);
  parser.on("opentagstart", ({ name }) => {
    heard();
    start = { line: parser.line, column: Math.max(1, parser.column - name.length - 1) };
  });
  parser.on("opentag", (tag) => {
    heard();
    depth++;
    if (depth > mostDepth) throw new Unreadable("import.tooDeep", start, { most: mostDepth });
    const element = elementOf(tag, start);
    isRooted = true;
    if (depth === 1) parts.push({ root: element });
    const parent = open.at(-1);
    if (parent) {
      grow(1, 0);
      parent.children.push(element);
      open.push(element);
    } else if (kept.has(element.name)) {
      size = { elements: 0, characters: 0 };
      open.push(element);
    }
  });
  for (const each of ["text", "cdata"] as const)
    parser.on(each, (text) => {
      heard();
      const parent = open.at(-1);
      if (!parent) return;
      grow(0, text.length);
      parent.children.push(text);
    });
  parser.on("closetag", () => {
    heard();
    depth--;
    const closed = open.pop();
    if (closed && open.length === 0) parts.push({ tree: closed });
  });

  for await (const text of texts) {
    parser.write(text);
    written += text.length;
    if (written - heardAt > longestRun) throw new Unreadable("import.textTooLong", here());
    yield* parts.splice(0);
  }
  parser.close();
  yield* parts.splice(0);
}

function elementOf(tag: SaxesTagNS, start: { line: number; column: number }): Element {
  const attributes: Record<string, string> = Object.create(null);
  for (const { name, local, prefix, value } of Object.values(tag.attributes))
    if (prefix !== "xmlns") attributes[prefix === "xml" ? name : local] = value;
  return { name: tag.local, space: tag.uri, attributes, children: [], ...start };
}

/** The parser's own words are English; those that people meet have a text. */
function faultOf(message: string, place: { line: number; column: number }, isRooted: boolean): Unreadable {
  const said = message.replace(/^[^:]*:?\d+:\d+: /, "");
  const name = /: "?([^"]*?)"?\.?$/.exec(said)?.[1] ?? "";
  if (/^unclosed tag|^unexpected end/.test(said)) return new Unreadable("import.cutOff", place, { name });
  if (/^unmatched closing tag|^unexpected close tag/.test(said))
    return new Unreadable("import.wrongTag", place, { name });
  if (/entity/.test(said)) return new Unreadable("import.unknownEntity", place);
  if (/^disallowed character\.$/.test(said)) return new Unreadable("import.badCharacter", place);
  if (!isRooted && /root/.test(said)) return new Unreadable("import.notXml", place);
  return new Unreadable("import.badXml", place);
}

/** All text in it, whatever marks it up. */
export const textIn = ({ children }: Element): string =>
  children.map((child) => (typeof child === "string" ? child : textIn(child))).join("");

export const elementsIn = ({ children }: Element): Element[] =>
  children.filter((child) => typeof child !== "string");
