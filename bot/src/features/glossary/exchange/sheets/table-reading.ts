import { conceptId, equivalences } from "#features/glossary/contract.ts";
import {
  emptyDraft,
  emptyTerm,
  type Fault,
  type Found,
  idIn,
  type ReadConcept,
  type ReadTerm,
  Unreadable,
} from "#features/glossary/exchange/import-draft.ts";
import { languageOf } from "#features/glossary/exchange/language-codes.ts";
import {
  genderFrom,
  partOfSpeechFrom,
  relationKindFrom,
  statusFrom,
  typeFrom,
  usageFrom,
} from "#features/glossary/exchange/picklists.ts";
import { carried } from "#features/glossary/exchange/portable-text.ts";
import { fitted } from "#features/glossary/exchange/sanitize.ts";
import type { Column, Row } from "./table.ts";
import { type Headings, headingsOf, rowsFrom } from "./wide-table.ts";

/** A row with the line that it begins on, as its reader counts. */
export type Line = { line: number; cells: string[] };

/**
 * Concepts of a table whose first row names its columns (table.ts), or its languages (wide-table.ts). Rows of one concept may
 * stand anywhere, as when somebody has sorted them; a row that names no concept is one by itself. Throws Unreadable.
 */
export async function* readTable(lines: AsyncIterable<Line>): AsyncGenerator<Found> {
  const concepts = new Map<string, ReadConcept>();
  let headings: Headings | undefined;
  for await (const { line, cells } of lines) {
    // A spreadsheet writes the separators of rows that somebody has emptied.
    if (cells.every((text) => text.trim() === "")) continue;
    if (!headings) {
      headings = headingsOf(cells);
      for (const problem of checked(headings, cells, line)) yield { problem };
      if (headings.hasHeader) continue;
    }
    for (const row of rowsFrom(cells, headings, carried)) {
      const { language, usage, code } = languageOf(row.language);
      if (row.language !== "" && !language) {
        if (row.term !== "") yield { language: code, terms: 1 };
        continue;
      }
      const key = row.concept.trim() || `line ${line}`;
      const concept = concepts.get(key) ?? newConcept(row.concept.trim(), line);
      concepts.set(key, concept);
      for (const problem of addRow(concept, { ...row, usage: row.usage || usage.join(" ") }, line))
        yield { problem };
    }
  }
  if (!headings) throw new Unreadable("import.empty", { line: 1, column: null });
  for (const each of concepts.values()) {
    const { concept, problems } = fitted(each);
    for (const problem of problems) yield { problem };
    if (concept) yield { concept };
  }
}

function checked({ columns, isWide, hasHeader }: Headings, cells: string[], line: number): Fault[] {
  const has = (column: Column) => columns.some((each) => each?.column === column);
  if (!isWide && !has("language"))
    throw new Unreadable("import.unclearTable", { line, column: null }, { columns: firstOf(cells) });
  if (!has("term")) throw new Unreadable("import.noTermColumn", { line, column: null });
  if (!hasHeader) return [];
  return cells.flatMap((name, at) =>
    columns[at] || name.trim() === ""
      ? []
      : [warning("import.unknownColumn", line, null, { name: name.slice(0, 60) }, at + 1)],
  );
}

const firstOf = (cells: readonly string[]): string =>
  cells
    .slice(0, 6)
    .map((cell) => carried(cell).trim().slice(0, 20))
    .join(" | ");

const newConcept = (name: string, line: number): ReadConcept => ({
  line,
  entry: name || null,
  id: idIn(name),
  field: "",
  relations: [],
  draft: emptyDraft(),
});

/** Adds what a row says; gives what is left out of it. */
function addRow(concept: ReadConcept, row: Row, line: number): Fault[] {
  const problems: Fault[] = [];
  const tell = (reason: string, values: Fault["values"]) =>
    void problems.push(warning(reason, line, concept.entry, values));
  /** What is said once of many rows: the first that says something counts. */
  const once = (before: string, text: string, name: Column): string => {
    if (before !== "" && text !== "" && before !== text) tell("import.saidTwice", { name });
    return before || text;
  };
  const listed = <T>(name: Column, read: (text: string) => T | undefined): T | undefined => {
    if (row[name].trim() === "") return undefined;
    const value = read(row[name]);
    if (value === undefined) tell("import.valueLeftOut", { name, value: row[name].slice(0, 60) });
    return value;
  };

  const { draft } = concept;
  concept.field = once(concept.field, row.field, "field");
  draft.source = once(draft.source, row.conceptSource, "conceptSource");
  draft.note = once(draft.note, row.conceptNote, "conceptNote");
  draft.topicId ??= listed("topic", (text) => conceptId.safeParse(text.trim()).data) ?? null;
  concept.relations = concept.relations.concat(listed("relations", relationsIn) ?? []);
  const { language } = languageOf(row.language);
  if (!language) {
    if (row.term !== "")
      problems.push({ ...warning("import.noLanguage", line, concept.entry), severity: "error" });
    return problems;
  }
  const about = draft[language];
  about.definition.text = once(about.definition.text, row.definition, "definition");
  about.definition.source = once(about.definition.source, row.definitionSource, "definitionSource");
  about.note = once(about.note, row.languageNote, "languageNote");
  if (row.term.trim() === "") return problems;
  draft.terms.push({
    ...emptyTerm(row.termId.trim(), language, row.term),
    status: statusIn(row.status, tell),
    partOfSpeech: listed("partOfSpeech", partOfSpeechFrom) ?? null,
    gender: listed("gender", genderFrom) ?? null,
    type: listed("type", typeFrom) ?? null,
    usage: listed("usage", usageFrom) ?? [],
    equivalence:
      listed("equivalence", (text) => equivalences.find((each) => each === text.trim())) ?? "exact",
    source: row.termSource,
    context: { text: row.context, source: row.contextSource },
    note: row.termNote,
  });
  return problems;
}

/** What is not understood may have been a warning: such a term is not published untold. */
function statusIn(text: string, tell: (reason: string, values: Fault["values"]) => void): ReadTerm["status"] {
  if (text.trim() === "") return null;
  const status = statusFrom(text);
  if (!status) tell("import.unknownStatus", { value: text.slice(0, 60) });
  return status ?? "proposed";
}

function relationsIn(text: string): ReadConcept["relations"] | undefined {
  const found = text
    .trim()
    .split(/\s+/)
    .map((each) => {
      const at = each.indexOf(":");
      const kind = relationKindFrom(each.slice(0, Math.max(0, at)));
      return kind && { kind, target: each.slice(at + 1) };
    });
  return found.every((each) => each !== undefined) ? found : undefined;
}

const warning = (
  reason: string,
  line: number,
  entry: string | null,
  values: Fault["values"] = {},
  column: number | null = null,
): Fault => ({ line, column, entry, reason, values, severity: "warning" });
