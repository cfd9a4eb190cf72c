import { fragment } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { type ConceptDraft, type Language, languages, type Term } from "#features/glossary/contract.ts";
import { genderToTbx, statusToTbx, typeToTbx } from "#features/glossary/exchange/picklists.ts";
import { carried } from "#features/glossary/exchange/portable-text.ts";
import { markText } from "./tbx-extensions.ts";
import { spacesMark } from "./tbx-reading.ts";

/** Data categories as attributes, or as tags in the modules' namespaces. */
export type TbxStyle = "dca" | "dct";
export type Written = { id: string; draft: ConceptDraft };
export type TbxWriting = {
  style: TbxStyle;
  /** What a subject field is called in the file. */
  fieldName(field: string): string;
  /** Whether a concept is in the file, too; else it is linked to by its address. */
  isInFile(id: string): boolean;
  linkTo(id: string): string;
};

const modules = { min: "http://www.tbxinfo.net/ns/min", basic: "http://www.tbxinfo.net/ns/basic" };
const minCategories = new Set([
  "subjectField",
  "administrativeStatus",
  "partOfSpeech",
  "externalCrossReference",
  "customerSubset",
]);

/**
 * The file in pieces: TBX-Basic of version 3 (ISO 30042:2019), as its public schemas have it (TBXcoreStructV03.rng and
 * TBX-Basic_DCA.sch, repository LTAC-Global/TBX-Basic_dialect). What it has no category for travels as a project subset
 * (tbx-extensions.ts), and a definition in a language without terms stands at the concept with its language.
 */
export async function* writeTbx(
  concepts: AsyncIterable<Written>,
  title: string,
  writing: TbxWriting,
): AsyncGenerator<string> {
  yield head(title, writing.style);
  for await (const concept of concepts) yield `${entryOf(concept, writing)}\n`;
  yield "</body></text></tbx>\n";
}

function head(title: string, style: TbxStyle): string {
  const header = fragment().ele("tbxHeader");
  const file = header.ele("fileDesc");
  file.ele("titleStmt").ele("title").txt(escaped(title));
  file.ele("sourceDesc").ele("p").txt("Kommunpuls");
  header.ele("encodingDesc").ele("p", { type: spacesMark.type }).txt(spacesMark.text);
  const spaces = style === "dct" ? ` xmlns:min="${modules.min}" xmlns:basic="${modules.basic}"` : "";
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<tbx type="TBX-Basic" style="${style}" xml:lang="sv" xmlns="urn:iso:std:iso:30042:ed-2"${spaces}>`,
    `${header.toString()}<text><body>`,
    "",
  ].join("\n");
}

type Say = (
  parent: XMLBuilder,
  element: "descrip" | "admin" | "termNote" | "ref" | "xref",
  category: string,
  text: string,
  attributes?: Record<string, string>,
) => void;

const says: Record<TbxStyle, Say> = {
  dca: (parent, element, category, text, attributes = {}) =>
    void parent.ele(element, { type: category, ...attributes }).txt(escaped(text)),
  dct: (parent, _, category, text, attributes = {}) => {
    const module = minCategories.has(category) ? "min" : "basic";
    parent.ele(`@${module}`, `${module}:${category}`, attributes).txt(escaped(text));
  },
};

function entryOf({ id, draft }: Written, writing: TbxWriting): string {
  const say = says[writing.style];
  const options = { namespaceAlias: modules };
  const entry = fragment(options).ele("conceptEntry", { id: `c-${id}` });
  if (draft.field !== null) say(entry, "descrip", "subjectField", writing.fieldName(draft.field));
  if (draft.source) say(entry, "admin", "source", draft.source);
  if (draft.topicId) say(entry, "admin", "projectSubset", markText("topic", draft.topicId));
  if (draft.note) entry.ele("note").txt(escaped(draft.note));
  for (const { kind, conceptId } of draft.relations) {
    if (writing.isInFile(conceptId)) say(entry, "ref", "crossReference", kind, { target: `c-${conceptId}` });
    else say(entry, "xref", "externalCrossReference", kind, { target: escaped(writing.linkTo(conceptId)) });
  }
  const termsOf = (language: Language) => draft.terms.filter((term) => term.language === language);
  for (const language of languages)
    if (termsOf(language).length === 0) aboutLanguage(entry, draft[language], say, { "xml:lang": language });
  for (const language of languages) {
    const terms = termsOf(language);
    if (terms.length === 0) continue;
    const section = entry.ele("langSec", { "xml:lang": language });
    aboutLanguage(section, draft[language], say, {});
    for (const term of terms) writeTerm(section, id, term, say);
  }
  return entry.toString();
}

function aboutLanguage(
  parent: XMLBuilder,
  { definition, note }: ConceptDraft[Language],
  say: Say,
  attributes: Record<string, string>,
): void {
  sourced(parent, "definition", definition, say, attributes);
  if (note) parent.ele("note", attributes).txt(escaped(note));
}

function sourced(
  parent: XMLBuilder,
  category: "definition" | "context",
  { text, source }: { text: string; source: string },
  say: Say,
  attributes: Record<string, string> = {},
): void {
  if (text) {
    const group = parent.ele("descripGrp");
    say(group, "descrip", category, text, attributes);
    if (source) say(group, "admin", "source", source);
  } else if (source) say(parent, "admin", "source", source, attributes);
}

function writeTerm(section: XMLBuilder, conceptId: string, term: Term, say: Say): void {
  const { status, context } = term;
  const part = section.ele("termSec", { id: `t-${conceptId}-${term.id}` });
  part.ele("term").txt(escaped(term.term));
  const isDecided = status !== "proposed" && status !== "inReview";
  if (isDecided) say(part, "termNote", "administrativeStatus", statusToTbx[status]);
  if (term.partOfSpeech) say(part, "termNote", "partOfSpeech", term.partOfSpeech);
  if (term.gender) say(part, "termNote", "grammaticalGender", genderToTbx[term.gender]);
  if (term.type) say(part, "termNote", "termType", typeToTbx[term.type]);
  for (const place of term.usage) say(part, "termNote", "geographicalUsage", place);
  if (!isDecided) say(part, "admin", "projectSubset", markText("status", status));
  if (term.equivalence !== "exact")
    say(part, "admin", "projectSubset", markText("equivalence", term.equivalence));
  if (context.text || context.source) writeContext(part, context, say);
  if (term.source) say(part, "admin", "source", term.source);
  if (term.note) part.ele("note").txt(escaped(term.note));
}

/** In a group of its own even without a text, since a source beside it would be the term's. */
function writeContext(part: XMLBuilder, { text, source }: Term["context"], say: Say): void {
  const group = part.ele("descripGrp");
  say(group, "descrip", "context", text);
  if (source) say(group, "admin", "source", source);
}

/** The library would leave "&lt;" in a text as it is, taking it for its own. */
const escaped = (text: string): string => carried(text).replaceAll("&", "&amp;");
