import { type ConceptDraft, type Language, languages, type Term } from "#features/glossary/contract.ts";
import { carried } from "#features/glossary/exchange/portable-text.ts";

/* Concepts as a table, for CSV and XLSX: one row a term, with all that is said of it. */

export const columns = [
  "concept",
  "field",
  "language",
  "term",
  "status",
  "partOfSpeech",
  "gender",
  "type",
  "usage",
  "equivalence",
  "termSource",
  "context",
  "contextSource",
  "termNote",
  "definition",
  "definitionSource",
  "languageNote",
  "conceptSource",
  "conceptNote",
  "relations",
  "topic",
  "termId",
] as const;
export type Column = (typeof columns)[number];
export type Row = Record<Column, string>;

/**
 * The rows of a concept. What is said of the concept as a whole stands in its first row, what is said of a language in that
 * language's first row; a language that has a definition and no term has a row without a term.
 */
export function rowsOf(id: string, draft: ConceptDraft, fieldName: string): Row[] {
  const rows = languages.flatMap((language) => rowsIn(language, draft));
  return rows.map((row, at) =>
    eachCarried({
      ...emptyRow,
      concept: id,
      field: fieldName,
      ...row,
      ...(at === 0 && {
        conceptSource: draft.source,
        conceptNote: draft.note,
        relations: draft.relations.map(({ kind, conceptId }) => `${kind}:${conceptId}`).join(" "),
        topic: draft.topicId ?? "",
      }),
    }),
  );
}

function eachCarried(row: Row): Row {
  for (const column of columns) row[column] = carried(row[column]);
  return row;
}

export const emptyRow = Object.fromEntries(columns.map((column) => [column, ""])) as Row;

function rowsIn(language: Language, draft: ConceptDraft): Partial<Row>[] {
  const { definition, note } = draft[language];
  const terms = draft.terms.filter((term) => term.language === language);
  const about = { definition: definition.text, definitionSource: definition.source, languageNote: note };
  if (terms.length === 0 && Object.values(about).every((text) => text === "")) return [];
  const rows = terms.length > 0 ? terms.map(rowOf) : [{}];
  return rows.map((row, at) => ({ ...row, language, ...(at === 0 && about) }));
}

const rowOf = (term: Term): Partial<Row> => ({
  term: term.term,
  status: term.status,
  partOfSpeech: term.partOfSpeech ?? "",
  gender: term.gender ?? "",
  type: term.type ?? "",
  usage: term.usage.join(" "),
  equivalence: term.equivalence === "exact" ? "" : term.equivalence,
  termSource: term.source,
  context: term.context.text,
  contextSource: term.context.source,
  termNote: term.note,
  termId: term.id,
});

/** What people call the columns in their own sheets. */
const otherNames: Partial<Record<Column, string[]>> = {
  concept: ["begrepp", "käsite", "id", "entry_id", "entry id", "concept id"],
  field: ["ämnesområde", "ämne", "aihealue", "aihe", "subject field"],
  language: ["språk", "kieli"],
  term: ["termi"],
  status: ["tila", "termstatus"],
  partOfSpeech: ["ordklass", "sanaluokka", "part of speech"],
  gender: ["genus", "suku"],
  type: ["typ", "tyyppi"],
  usage: ["användning", "käyttö"],
  termSource: ["källa", "lähde", "source"],
  context: ["exempel", "esimerkki", "example", "kontext", "konteksti"],
  definition: ["förklaring", "määritelmä", "selite", "description"],
  termNote: ["anmärkning", "huomautus", "note", "notes", "kommentar", "kommentti", "comment"],
};

const byName = new Map<string, Column>(
  columns.flatMap((column) =>
    [column, ...(otherNames[column] ?? [])].map((name) => [name.toLowerCase(), column]),
  ),
);

export const columnOf = (name: string): Column | undefined =>
  byName.get(name.normalize("NFC").trim().toLowerCase());
