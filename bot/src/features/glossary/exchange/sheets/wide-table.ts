import type { Language } from "#features/glossary/contract.ts";
import { languageOf } from "#features/glossary/exchange/language-codes.ts";
import { type Column, columnOf, emptyRow, type Row } from "./table.ts";

/*
 * Tables with a column for each language, as people and translation programs have them: "svenska;suomi;English",
 * "Term [sv]", "Swedish_Definition", "sv-FI". Each of their rows becomes a row a term (table.ts).
 */

/** What a column holds; of one language, where its heading names one. */
export type Heading = { column: Column; language?: { tag: string; of: Language } };

const headingOf = (name: string): Heading | undefined => {
  const column = columnOf(name);
  return column ? { column } : inLanguage(name);
};

function inLanguage(name: string): Heading | undefined {
  const whole = name.normalize("NFC").trim();
  const parts = /^[a-z]{2,3}[-_][a-z]{2}$/i.test(whole) ? [whole] : whole.split(/[\s_:()[\]/.-]+/);
  const words = parts.filter((part) => part !== "");
  const at = words.findIndex((word) => languageOf(word).language !== undefined);
  const tag = words[at];
  const of = tag === undefined ? undefined : languageOf(tag).language;
  if (tag === undefined || !of) return undefined;
  const rest = words.toSpliced(at, 1).join(" ");
  const column = rest === "" ? "term" : columnOf(rest);
  return column && column !== "language" ? { column, language: { tag, of } } : undefined;
}

export type Headings = { columns: (Heading | undefined)[]; isWide: boolean; hasHeader: boolean };

const code = /^[a-z]{2,3}(?:[-_][a-z]{2})?$/i;

/** What the first row says of the columns. A glossary of DeepL has none, but says the languages behind each pair of terms. */
export function headingsOf(cells: readonly string[]): Headings {
  const [, , from, to] = cells.map((cell) => (code.test(cell.trim()) ? languageOf(cell) : undefined));
  const isNamed = cells.slice(0, 2).some(headingOf);
  if (cells.length === 4 && !isNamed && from?.language && to?.language && from.language !== to.language)
    return {
      columns: [
        { column: "term", language: { tag: from.code, of: from.language } },
        { column: "term", language: { tag: to.code, of: to.language } },
        undefined,
        undefined,
      ],
      isWide: true,
      hasHeader: false,
    };
  const columns = cells.map(headingOf);
  const isLong = columns.some((each) => each?.column === "language");
  const isWide = !isLong && columns.some((each) => each?.column === "term" && each.language);
  return { columns: isWide ? columns : cells.map(longHeading), isWide, hasHeader: true };
}

function longHeading(name: string): Heading | undefined {
  const column = columnOf(name);
  return column && { column };
}

/** Of a whole row: the rest is said of one language's term, and stands with the first. */
const ofAll: readonly Column[] = ["concept", "field", "status", "partOfSpeech"];
/** Synonyms in one cell. */
const between = /\s*[;|\n]\s*/;

/** The row a term that a row of a wide table says, or the row itself. */
export function rowsFrom(
  cells: readonly string[],
  { columns, isWide }: Headings,
  clean: (text: string) => string,
): Row[] {
  const common = { ...emptyRow };
  const byLanguage = new Map<string, Row>();
  columns.forEach((heading, at) => {
    const text = clean(cells[at] ?? "");
    if (!heading || (text.trim() === "" && heading.language)) return;
    if (!heading.language) common[heading.column] ||= text;
    else {
      const { tag } = heading.language;
      const row = byLanguage.get(tag) ?? { ...emptyRow, language: tag };
      row[heading.column] ||= text;
      byLanguage.set(tag, row);
    }
  });
  if (!isWide) return [common];
  const rows = [...byLanguage.values()].flatMap((row) =>
    (row.term === "" ? [""] : row.term.split(between).filter((term) => term !== "")).map((term, at) =>
      at === 0 ? { ...row, term } : { ...emptyRow, language: row.language, term },
    ),
  );
  return rows.map((row, at) => merged(row, common, at === 0));
}

function merged(row: Row, common: Row, isFirst: boolean): Row {
  const whole = { ...row };
  for (const column of Object.keys(common).filter((each): each is Column => each in emptyRow))
    if (isFirst || ofAll.includes(column)) whole[column] ||= common[column];
  return whole;
}
